/** Where a number stands, in words: by row, column and channel, or by its place in a flat row. */

import { toFlat } from "../geometry/flat_row.js";

/**
 * A sentence about a cell: the one called `key`, or for a number of a flat row the one called `key`_flat, which may say
 * `number`, how many numbers of the layer come before it.
 * @param {string} key
 * @param {import("../blob.js").Layer} layer
 * @param {import("../geometry/flat_row.js").Place} cell
 * @param {import("../speaker.js").Speaker} words
 * @param {Record<string, unknown>} more  what else the sentence says
 */
export function sayOf(key, layer, cell, words, more = {}) {
  const { row, column, channel } = cell;
  return words.say(layer.flat ? `${key}_flat` : key, { layer: layer.name, row, column, channel, number: toFlat(layer.shape, cell), ...more });
}
