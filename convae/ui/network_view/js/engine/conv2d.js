/** Conv2D: every number is a sum of products over a window of all maps. */

import { activationOf } from "./activations.js";
import { patchOf, under } from "./sliding_window.js";
import { upTo } from "./up_to.js";

/** @typedef {import("./registry.js").Given} Given */
/** @typedef {import("./registry.js").Layer} Layer */

/** @type {import("./registry.js").Kind} */
export const conv2d = { compute, explain };

/** @param {Given} given @param {Layer} layer @param {Float32Array} out */
function compute(given, layer, out) {
  const { shape: [rows, columns, filters], options } = layer;
  const [kernel, biases] = given.weights;
  const sums = new Float64Array(filters);
  const bend = activationOf(options.activation);
  const add = kernel.every(Number.isFinite) ? addProducts : addAllProducts;
  for (let row = 0, at = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1, at += filters) {
      sums.fill(0);
      add(sums, given, options, row, column);
      for (let filter = 0; filter < filters; filter += 1) out[at + filter] = bend(sums[filter] + (biases ? biases[filter] : 0));
    }
  }
}

/**
 * Add to the sum of each filter the products of what lies under the window for one place. What is 0 adds nothing, and after a ReLU
 * much is; so is the padding.
 * @param {Float64Array} sums
 * @param {Given} given
 * @param {import("./sliding_window.js").Sliding} window
 * @param {number} row
 * @param {number} column
 */
function addProducts(sums, { values, shape: [rows, columns, channels], weights: [kernel] }, window, row, column) {
  const filters = sums.length;
  const [top, bottom, above] = under(row, rows, window, 0);
  const [left, right, before] = under(column, columns, window, 1);
  for (let down = top; down < bottom; down += 1) {
    let weight = ((above + down - top) * window.size[1] + before) * channels * filters;
    const end = (down * columns + right) * channels;
    for (let at = (down * columns + left) * channels; at < end; at += 1, weight += filters) {
      const value = values[at];
      if (value === 0) continue;
      for (let filter = 0; filter < filters; filter += 1) sums[filter] += value * kernel[weight + filter];
    }
  }
}

/** The same where weights are not finite: of such a one even 0 and the padding make NaN. @type {typeof addProducts} */
function addAllProducts(sums, given, window, row, column) {
  const numbers = patchOf(given, window, [row, column, 0]).patch.flat(2);
  const filters = sums.length;
  numbers.forEach((value, at) => {
    for (let filter = 0; filter < filters; filter += 1) sums[filter] += value * given.weights[0][at * filters + filter];
  });
}

/** @type {import("./registry.js").Kind["explain"]} */
function explain(given, { shape, options }, cell) {
  const { patch, inside, row, column } = patchOf(given, options, cell);
  const [weights, biases] = given.weights;
  const channels = given.shape[2];
  /** @param {number} down @param {number} across @param {number} channel */
  const weight = (down, across, channel) => weights[((down * options.size[1] + across) * channels + channel) * shape[2] + cell[2]];
  const kernel = patch.map((line, down) => line.map((place, across) => place.map((_, channel) => weight(down, across, channel))));
  // + 0 makes 0 of the −0 that a dark pixel gives with a negative weight.
  const products = patch.map((line, down) => line.map((place, across) => place.map((each, channel) => each * kernel[down][across][channel] + 0)));
  const sums = upTo(channels).map((channel) => total(products.flat().map((place) => place[channel])));
  const [added, bias] = [total(sums), biases ? biases[cell[2]] : 0];
  const value = activationOf(options.activation)(added + bias);
  const { activation } = options;
  return { form: "sum", value, corner: [row, column, 0], patch, inside, kernel, products, sums, added, bias, total: added + bias, activation };
}

/** @param {number[]} numbers */
function total(numbers) {
  return numbers.reduce((sum, each) => sum + each, 0);
}
