/** Pooling: every number stands for those under a window, in each map by itself; padding takes no part. */

import { patchOf, under } from "./sliding_window.js";

/** @typedef {import("./registry.js").Given} Given */
/** @typedef {import("./registry.js").Kind} Kind */
/** @typedef {import("./registry.js").Layer} Layer */

/** The largest number; a NaN is said to be it. @type {Kind} */
export const maxPooling2D = {
  compute: (given, layer, out) => overWindows(given, layer, out, -Infinity, (most, value) => (value > most || Number.isNaN(value) ? value : most), (most) => most),
  explain: (given, { options }, cell) => {
    const window = windowOf(given, options, cell);
    const candidates = window.inside.flatMap((line, row) => line.flatMap((is, column) => (is ? [[row, column]] : [])));
    /** @param {number[]} place */
    const at = ([row, column]) => window.patch[row][column];
    const winner = candidates.reduce((best, place) => (at(place) > at(best) || (Number.isNaN(at(place)) && !Number.isNaN(at(best))) ? place : best));
    return { form: "largest", value: at(winner), ...window, winner: /** @type {import("./registry.js").Pair} */ (winner) };
  },
};

/** The mean. @type {Kind} */
export const averagePooling2D = {
  compute: (given, layer, out) => overWindows(given, layer, out, 0, (sum, value) => sum + value, (sum, count) => sum / count),
  explain: (given, { options }, cell) => {
    const window = windowOf(given, options, cell);
    const total = window.patch.flat().reduce((sum, each) => sum + each, 0);
    const counted = window.inside.flat().filter(Boolean).length;
    return { form: "mean", value: total / counted, ...window, total, counted };
  },
};

/**
 * Go through all windows of all maps.
 * @param {Given} given
 * @param {Layer} layer
 * @param {Float32Array} out
 * @param {number} begin  what is known before the first number under a window
 * @param {(known: number, value: number) => number} take  what is known after one more
 * @param {(known: number, count: number) => number} end  what comes out after so many
 */
function overWindows({ values, shape }, { shape: [rows, columns, channels], options }, out, begin, take, end) {
  let made = 0;
  for (let row = 0; row < rows; row += 1) {
    const [top, bottom] = under(row, shape[0], options, 0);
    for (let column = 0; column < columns; column += 1) {
      const [left, right] = under(column, shape[1], options, 1);
      for (let channel = 0; channel < channels; channel += 1, made += 1) {
        let known = begin;
        for (let down = top; down < bottom; down += 1) {
          for (let across = left; across < right; across += 1) known = take(known, values[(down * shape[1] + across) * channels + channel]);
        }
        out[made] = end(known, (bottom - top) * (right - left));
      }
    }
  }
}

/**
 * The window of one number: the numbers under it in its own channel.
 * @param {Given} given
 * @param {import("./sliding_window.js").Sliding} options
 * @param {import("./registry.js").Cell} cell
 */
function windowOf(given, options, cell) {
  const { patch, inside, row, column } = patchOf(given, options, cell);
  /** @type {import("./registry.js").Cell} */
  const corner = [row, column, cell[2]];
  return { corner, inside, patch: patch.map((line) => line.map((place) => place[cell[2]])) };
}
