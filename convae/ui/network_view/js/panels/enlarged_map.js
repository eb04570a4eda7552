/** A map with its title and its switch, and the kernels of a filter: what the panels of a layer and of a channel share. */

import { pixelsOf } from "../paint/colour.js";
import { element, link } from "../dom.js";
import { heat, plane, signed } from "./number_table.js";
import { asImage } from "../paint/feature_maps.js";

/**
 * A map with its title, which opens the channel, and its switch.
 * @param {number} stage
 * @param {number} channel
 * @param {number} size  CSS pixels that the map takes, more or less
 * @param {import("./arithmetic_panel.js").Context} context
 */
export function mapOf(stage, channel, size, context) {
  const { words, open } = context;
  const go = () => open({ view: "channel", stage, channel });
  const title = link(words.say("channel", { channel }), go);
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

/** The largest size of a layer's weights, or of those of one filter: the end of the colours that its kernels share. */
export function reachOf(stage, { layers, kernels }, filter = null) {
  const filters = layers[stage].kernel[3];
  const own = (at) => filter === null || at % filters === filter;
  return kernels[stage].reduce((most, weight, at) => (own(at) ? Math.max(most, Math.abs(weight)) : most), 0) || 1;
}

/**
 * The kernels of one filter: for each channel that it reads, its name and a table, all on one scale of colours.
 * @param {number} stage
 * @param {number} filter
 * @param {number} reach  the end of the colours
 * @param {import("./arithmetic_panel.js").Context} context
 * @returns {{name: string, table: HTMLElement}[]}
 */
export function kernelTables(stage, filter, reach, context) {
  const { layers, words, palettes, kernels } = context;
  const nest = kernelOf(layers[stage], kernels[stage], filter);
  return upTo(layers[stage].kernel[2]).map((channel) => {
    const name = words.say("from_channel", { layer: layers[stage - 1].name, channel });
    return { name, table: heat(plane(nest, channel), signed(palettes, reach), context, { name }) };
  });
}

/**
 * The kernel of one filter as rows of columns of channels.
 * @param {import("../blob.js").Layer} layer
 * @param {Float32Array} weights  of all its filters
 * @param {number} filter
 */
function kernelOf({ kernel: [rows, columns, inputs, filters] }, weights, filter) {
  const at = (row, column, input) => weights[((row * columns + column) * inputs + input) * filters + filter];
  return upTo(rows).map((row) => upTo(columns).map((column) => upTo(inputs).map((input) => at(row, column, input))));
}

/** 0, 1, 2 ... below `length`. */
export function upTo(length) {
  return Array.from({ length }, (_, index) => index);
}
