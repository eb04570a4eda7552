/** What is outlined when a cell is pointed at, and in which colours. */

import { boxOf, reached, sources } from "../geometry/receptive_field.js";

/** @typedef {"source" | "read" | "reach" | "cell"} MarkKind */
/** @typedef {{stage: number, box: import("../geometry/receptive_field.js").Box, kind: MarkKind}} Mark */
/** @typedef {Record<MarkKind | "ground", string>} MarkColours  of each kind, and of the page */

/**
 * The cell, what its layer reads for it, all pixels it depends on and all that it can reach.
 * @param {import("../blob.js").Layer[]} layers
 * @param {import("../geometry/receptive_field.js").Cell} cell
 * @returns {Mark[]} the cell last
 */
export function marksOf(layers, cell) {
  const before = sources(layers, cell.stage, boxOf(cell));
  const end = reached(layers, cell.stage, boxOf(cell)).at(-1);
  const last = layers.length - 1;
  /** @type {Mark[]} */
  const marks = [];
  if (cell.stage > 0) marks.push({ stage: 0, box: before[0], kind: "source" });
  if (cell.stage > 1) marks.push({ stage: cell.stage - 1, box: before[cell.stage - 1], kind: "read" });
  if (cell.stage < last && end) marks.push({ stage: last, box: end, kind: "reach" });
  marks.push({ stage: cell.stage, box: before[cell.stage], kind: "cell" });
  return marks;
}

/** The colours of the marks in the page's theme, for a canvas, and of the page itself. @param {Element} root @returns {MarkColours} */
export function coloursOf(root) {
  const style = getComputedStyle(root);
  /** @param {string} name */
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return { source: colour("source"), read: colour("source"), reach: colour("reach"), cell: colour("accent"), ground: colour("page") };
}
