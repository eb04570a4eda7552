/** From a point of the picture to the cell that is drawn there, and from cells to where they are drawn. */

import { fromFlat, toFlat } from "./flat_row.js";
import { placesOf } from "./receptive_field.js";

/** @typedef {import("../blob.js").Layer} Layer */
/** @typedef {import("./layout.js").Column} Column */
/** @typedef {{x: number, y: number, width: number, height: number}} Rectangle  in CSS pixels of the picture */

/**
 * The cell under a point, or null.
 * @param {Layer[]} layers
 * @param {Column[]} columns
 * @param {number} x
 * @param {number} y
 * @returns {import("./receptive_field.js").Cell | null}
 */
export function cellAt(layers, columns, x, y) {
  const stage = columns.findIndex(({ left, width }) => x >= left && x < left + width);
  return stage < 0 ? null : cellIn(layers, stage, columns[stage], x, y);
}

/**
 * The cell of one layer under a point, or null.
 * @param {Layer[]} layers
 * @param {number} stage
 * @param {Column} column  where its maps are
 * @param {number} x
 * @param {number} y
 * @returns {import("./receptive_field.js").Cell | null}
 */
export function cellIn(layers, stage, { cell, map, maps, across }, x, y) {
  const at = maps.findIndex((place) => x >= place.x && x < place.x + map[0] && y >= place.y && y < place.y + map[1]);
  if (at < 0) return null;
  const column = Math.floor((x - maps[at].x) / cell[0]);
  const row = Math.floor((y - maps[at].y) / cell[1]);
  const { flat, shape } = layers[stage];
  return flat ? { stage, ...fromFlat(shape, across ? column : row) } : { stage, row, column, channel: at };
}

/**
 * Where the cells of a box are drawn: a rectangle for each channel, and for a flat row one for each of its numbers.
 * @param {Layer} layer
 * @param {Column} column
 * @param {import("./receptive_field.js").Box} box
 * @returns {Rectangle[]}
 */
export function rectangles(layer, { cell, maps, across }, box) {
  if (layer.flat) {
    const [width, height] = cell;
    return placesOf(box).map((place) => {
      const at = toFlat(layer.shape, place);
      return { x: maps[0].x + (across ? at * width : 0), y: maps[0].y + (across ? 0 : at * height), width, height };
    });
  }
  const { rows, columns, channels } = box;
  return maps.slice(channels[0], channels[1] + 1).map(({ x, y }) => ({
    x: x + columns[0] * cell[0],
    y: y + rows[0] * cell[1],
    width: (columns[1] - columns[0] + 1) * cell[0],
    height: (rows[1] - rows[0] + 1) * cell[1],
  }));
}
