/** Where a number stands, in words: by row, column and channel, or by its place in a flat row. */

/** The place of a cell within its layer as the sentences want it: with `number`, how many of the layer come before it. */
function counted({ shape: [, columns, channels] }, cell) {
  return { ...cell, number: (cell.row * columns + cell.column) * channels + cell.channel };
}

/**
 * A sentence about a cell: the one called `key`, or for a number of a flat row the one called `key`_flat.
 * @param {string} key
 * @param {import("../blob.js").Layer} layer
 * @param {import("../geometry/receptive_field.js").Cell} cell
 * @param {ReturnType<typeof import("../dom.js").speaker>} words
 * @param {object} more  what else the sentence says
 */
export function sayOf(key, layer, cell, words, more = {}) {
  return words.say(layer.flat ? `${key}_flat` : key, { layer: layer.name, ...counted(layer, cell), ...more });
}
