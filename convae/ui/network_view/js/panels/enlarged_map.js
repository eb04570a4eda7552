/** A map with its title and its switch: what the panels of a layer and of a channel share. */

import { element, link, write } from "../dom.js";
import { toFlat } from "../geometry/flat_row.js";
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
  const pointed = element("p", { class: "pointed", "aria-hidden": "true" }, " ");
  return element("figure", { class: isOff ? "map off" : "map" }, enlarged(stage, channel, size, pointed, context), pointed, below);
}

/**
 * One map as a picture: a number that is pointed at is said and outlined in the picture of the network; a click shows how it adds up.
 * @param {number} stage
 * @param {number} channel
 * @param {number} size
 * @param {HTMLElement} pointed  where it is said
 * @param {Context} context
 */
function enlarged(stage, channel, size, pointed, { layers, values, ends, palettes, open, point, words }) {
  const { shape, grey, name } = layers[stage];
  const [rows, columns] = shape;
  const cell = Math.max(1, Math.floor(size / Math.max(rows, columns)));
  const pixels = pixelsOf(values[stage], shape, ends[stage], grey ? palettes.ink : palettes.activation);
  /** @param {MouseEvent} event */
  const under = ({ offsetX, offsetY }) => {
    const [row, column] = [[offsetY, rows], [offsetX, columns]].map(([at, length]) => Math.min(Math.max(Math.floor(at / cell), 0), length - 1));
    return { stage, row, column, channel };
  };
  /** @param {PointerEvent} event */
  const moved = (event) => {
    const at = under(event);
    write(pointed, words.say("pointed", { ...at, value: words.number(values[stage][toFlat(shape, at)]) }));
    point(at);
  };
  const left = () => {
    write(pointed, " ");
    point(null);
  };
  const own = pixels.subarray(channel * rows * columns, (channel + 1) * rows * columns);
  return mapPicture(own.slice(), rows, columns, {
    role: "img",
    "aria-label": words.say("map", { layer: name, channel }),
    style: `width:${columns * cell}px;height:${rows * cell}px`,
    onpointermove: moved,
    onpointerleave: left,
    onclick: (/** @type {MouseEvent} */ event) => open({ view: "cell", ...under(event) }),
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
