/** The keyboard's way through the network: from cell to cell, from map to map, from layer to layer. */

/** @typedef {import("../blob.js").Layer} Layer */
/** @typedef {import("./receptive_field.js").Cell} Cell */

/** By how many rows and columns an arrow key leads on. @type {Record<string, [number, number]>} */
export const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/**
 * The cell that a key leads to from `cell`, or null where the key means nothing here.
 * Arrows move within a map; with Shift they go to the next map or layer, as PageUp and PageDown, Home and End do.
 * @param {Layer[]} layers
 * @param {Cell} cell
 * @param {{key: string, shiftKey: boolean}} event
 * @returns {Cell | null}
 */
export function nextCell(layers, cell, { key, shiftKey }) {
  const step = ARROWS[key];
  if (key === "PageUp" || (shiftKey && key === "ArrowUp")) return inMap(layers, cell, -1);
  if (key === "PageDown" || (shiftKey && key === "ArrowDown")) return inMap(layers, cell, 1);
  if (shiftKey && step) return inLayer(layers, cell, cell.stage + step[1]);
  if (key === "Home") return inLayer(layers, cell, 0);
  if (key === "End") return inLayer(layers, cell, layers.length - 1);
  if (!step) return null;
  const [rows, columns] = layers[cell.stage].shape;
  return { ...cell, row: clamp(cell.row + step[0], rows), column: clamp(cell.column + step[1], columns) };
}

/** Where the keyboard begins: in the middle of the code. @param {Layer[]} layers @param {number} code @returns {Cell} */
export function firstCell(layers, code) {
  const [rows, columns] = layers[code].shape;
  return { stage: code, row: rows >> 1, column: columns >> 1, channel: 0 };
}

/** The same place of another map of the same layer. @param {Layer[]} layers @param {Cell} cell @param {number} by @returns {Cell} */
function inMap(layers, cell, by) {
  return { ...cell, channel: clamp(cell.channel + by, layers[cell.stage].shape[2]) };
}

/**
 * About the same place in another layer, whatever its size.
 * @param {Layer[]} layers
 * @param {Cell} cell
 * @param {number} wanted
 * @returns {Cell}
 */
function inLayer(layers, cell, wanted) {
  const stage = clamp(wanted, layers.length);
  const [fromRows, fromColumns] = layers[cell.stage].shape;
  const [rows, columns, channels] = layers[stage].shape;
  return {
    stage,
    row: clamp(Math.floor(((cell.row + 0.5) * rows) / fromRows), rows),
    column: clamp(Math.floor(((cell.column + 0.5) * columns) / fromColumns), columns),
    channel: clamp(cell.channel, channels),
  };
}

/** @param {number} at @param {number} length */
function clamp(at, length) {
  return Math.min(length - 1, Math.max(0, at));
}
