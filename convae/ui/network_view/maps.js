/** A map with its title and its switch, and the kernels of a filter: what the panels of a layer and of a channel share. */

import { pixelsOf } from "./colour.js";
import { element } from "./dom.js";
import { asImage } from "./picture.js";

/**
 * A map with its title, which opens the channel, and its switch.
 * @param {number} stage
 * @param {number} channel
 * @param {number} size  CSS pixels that the map takes, more or less
 * @param {import("./arithmetic.js").Context} context
 */
export function mapOf(stage, channel, size, context) {
  const { words, open } = context;
  const go = () => open({ view: "channel", stage, channel });
  const title = element("button", { class: "link", onclick: go }, words.say("channel", { channel }));
  const below = element("figcaption", {}, title, stage > 0 && switchOf(stage, channel, context));
  const isOff = context.off.has(`${stage} ${channel}`);
  return element("figure", { class: isOff ? "map off" : "map" }, enlarged(stage, channel, size, context), below);
}

/** One map as a picture; a click on a number of it shows how it adds up. */
function enlarged(stage, channel, size, { layers, values, ends, palettes, open, words }) {
  const { shape, grey, name } = layers[stage];
  const [rows, columns, channels] = shape;
  const cell = Math.max(1, Math.floor(size / Math.max(rows, columns)));
  const pixels = pixelsOf(values[stage], shape, ends[stage], grey ? palettes.ink : palettes.activation);
  const canvas = element("canvas", {
    role: "img",
    "aria-label": words.say("map", { layer: name, channel }),
    width: columns,
    height: rows,
    style: `width:${columns * cell}px;height:${rows * cell}px`,
    onclick: ({ offsetX, offsetY }) =>
      open({ view: "cell", stage, row: Math.floor(offsetY / cell), column: Math.floor(offsetX / cell), channel }),
  });
  const maps = asImage(pixels, columns, rows * channels);
  canvas.getContext("2d").drawImage(maps, 0, channel * rows, columns, rows, 0, 0, columns, rows);
  return canvas;
}

/** The switch of a channel. */
function switchOf(stage, channel, { layers, off, words, toggle }) {
  const isOff = off.has(`${stage} ${channel}`);
  const about = {
    class: "switch",
    role: "switch",
    "aria-checked": String(!isOff),
    "aria-label": words.say("switch_label", { layer: layers[stage].name, channel }),
    title: words.say(isOff ? "switch_on" : "switch_off"),
    onclick: () => toggle(stage, channel),
  };
  return element("button", about, words.say(isOff ? "off" : "on"));
}

/**
 * The kernel of one filter as rows of columns of channels.
 * @param {import("./blob.js").Layer} layer
 * @param {Float32Array} weights  of all its filters
 * @param {number} filter
 */
export function kernelOf({ kernel: [rows, columns, inputs, filters] }, weights, filter) {
  const at = (row, column, input) => weights[((row * columns + column) * inputs + input) * filters + filter];
  return upTo(rows).map((row) => upTo(columns).map((column) => upTo(inputs).map((input) => at(row, column, input))));
}

/** 0, 1, 2 ... below `length`. */
export function upTo(length) {
  return Array.from({ length }, (_, index) => index);
}
