/** A piece of a map around a number, enlarged, the number framed: in the picture a number may be two pixels wide. */

import { element } from "../dom.js";
import { pixelsOf } from "../paint/colour.js";
import { mapPicture } from "../paint/surface.js";
import { valuesOf } from "../running.js";

/** @typedef {import("../geometry/receptive_field.js").Cell} Cell */
/** @typedef {import("../view_state.js").View} View */

/** Rows and columns of the piece at most. */
const SIDE = 7;
/** Pixels of the screen from which on a number needs no magnifier. */
const LARGE = 8;

/** @param {View} view @param {Cell} cell @returns {HTMLElement | null} null where there is nothing to magnify */
export function magnified(view, { stage, row, column, channel }) {
  const { network: { layers, palettes }, columns, ends } = view;
  const { flat, grey, shape: [rows, across, channels] } = layers[stage];
  if (flat || columns[stage].cell[0] >= LARGE || view.pointed) return null;
  const [tall, wide] = [Math.min(SIDE, rows), Math.min(SIDE, across)];
  /** @param {number} at @param {number} length @param {number} side */
  const begin = (at, length, side) => Math.min(Math.max(0, at - (side >> 1)), length - side);
  const [top, left] = [begin(row, rows, tall), begin(column, across, wide)];
  const values = valuesOf(view)[stage];
  const piece = Float32Array.from({ length: tall * wide }, (_, at) => {
    const [down, right] = [top + Math.floor(at / wide), left + (at % wide)];
    return values[(down * across + right) * channels + channel];
  });
  const pixels = pixelsOf(piece, [tall, wide, 1], [ends[stage][grey ? 0 : channel]], grey ? palettes.ink : palettes.activation);
  const frame = element("i", {
    style: `top:${(100 * (row - top)) / tall}%;left:${(100 * (column - left)) / wide}%;height:${100 / tall}%;width:${100 / wide}%`,
  });
  return element("div", { class: "magnified", style: `--rows:${tall};--columns:${wide}` }, mapPicture(pixels, tall, wide, { "aria-hidden": "true" }), frame);
}
