/** What is outlined when a cell is pointed at, and in which colours. */

import { boxOf, reached, sources } from "../geometry/receptive_field.js";

/**
 * The cell, what its layer reads for it, all pixels it depends on and all that it can reach.
 * @param {import("../blob.js").Layer[]} layers
 * @param {import("../geometry/receptive_field.js").Cell} cell
 * @returns {{stage: number, box: import("../geometry/receptive_field.js").Box, kind: "source" | "read" | "reach" | "cell"}[]}  the cell last
 */
export function marksOf(layers, cell) {
  const before = sources(layers, cell.stage, boxOf(cell));
  const end = reached(layers, cell.stage, boxOf(cell)).at(-1);
  const last = layers.length - 1;
  return [
    cell.stage > 0 && { stage: 0, box: before[0], kind: "source" },
    cell.stage > 1 && { stage: cell.stage - 1, box: before[cell.stage - 1], kind: "read" },
    cell.stage < last && end && { stage: last, box: end, kind: "reach" },
    { stage: cell.stage, box: before.at(-1), kind: "cell" },
  ].filter(Boolean);
}

/** The colours of the marks in the page's theme, for a canvas, and of the page itself. */
export function coloursOf(root) {
  const style = getComputedStyle(root);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return { source: colour("source"), read: colour("source"), reach: colour("reach"), cell: colour("accent"), ground: colour("page") };
}
