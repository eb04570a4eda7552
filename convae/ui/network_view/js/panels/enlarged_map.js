/** A map with its title and its switch: what the panels of a layer and of a channel share. */

import { element, link } from "../dom.js";
import { pixelsOf } from "../paint/colour.js";
import { mapPicture } from "../paint/surface.js";

/** @typedef {import("./detail_panel.js").Context} Context */

/**
 * A map with its title, which opens the channel, and its switch.
 * @param {number} stage
 * @param {number} channel
 * @param {number} size  CSS pixels that the map takes, more or less
 * @param {Context} context
 */
export function mapOf(stage, channel, size, context) {
  const { words, open } = context;
  const go = () => open({ view: "channel", stage, channel });
  const title = link(words.say("channel", { channel }), go);
  const below = element("figcaption", {}, title, stage > 0 && switchOf(stage, channel, context));
  const isOff = context.off.has(`${stage} ${channel}`);
  return element("figure", { class: isOff ? "map off" : "map" }, enlarged(stage, channel, size, context), below);
}

/**
 * One map as a picture; a click on a number of it shows how it adds up.
 * @param {number} stage
 * @param {number} channel
 * @param {number} size
 * @param {Context} context
 */
function enlarged(stage, channel, size, { layers, values, ends, palettes, open, words }) {
  const { shape, grey, name } = layers[stage];
  const [rows, columns] = shape;
  const cell = Math.max(1, Math.floor(size / Math.max(rows, columns)));
  const pixels = pixelsOf(values[stage], shape, ends[stage], grey ? palettes.ink : palettes.activation);
  /** @param {MouseEvent} event */
  const clicked = ({ offsetX, offsetY }) =>
    open({ view: "cell", stage, row: Math.floor(offsetY / cell), column: Math.floor(offsetX / cell), channel });
  const own = pixels.subarray(channel * rows * columns, (channel + 1) * rows * columns);
  return mapPicture(own.slice(), rows, columns, {
    role: "img",
    "aria-label": words.say("map", { layer: name, channel }),
    style: `width:${columns * cell}px;height:${rows * cell}px`,
    onclick: clicked,
  });
}

/** The switch of a channel. @param {number} stage @param {number} channel @param {Context} context */
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
