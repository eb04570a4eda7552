/** Numbers that are made of one other. */

import { toFlat } from "../geometry/flat_row.js";

/**
 * A number that is a copy of one of the layer before.
 * @param {import("./registry.js").Given} given
 * @param {import("./registry.js").Cell} source
 * @param {import("./registry.js").Pair} block  how many rows and columns of equal numbers are made of that one
 * @returns {import("./registry.js").Single}
 */
export function copyOf(given, source, block = [1, 1]) {
  const before = numberAt(given, source);
  return { form: "copy", value: before, source, before, activation: "linear", block };
}

/** The number at a cell of the layer before. @param {import("./registry.js").Given} given @param {import("./registry.js").Cell} cell */
export function numberAt({ values, shape }, [row, column, channel]) {
  return values[toFlat(shape, { row, column, channel })];
}
