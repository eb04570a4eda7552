/** The kernels of a filter as tables: what the panels of a layer and of a channel share. */

import { upTo } from "../engine/up_to.js";
import { numberTable, plane, signed } from "./number_table.js";

/** @typedef {import("./detail_panel.js").Context} Context */

/**
 * The largest size of a layer's weights, or of those of one filter: the end of the colours that its kernels share.
 * @param {number} stage
 * @param {Context} context
 * @param {number | null} filter
 * @returns {number}
 */
export function reachOf(stage, { layers, kernels }, filter = null) {
  const filters = layers[stage].kernel[3];
  /** @param {number} at */
  const own = (at) => filter === null || at % filters === filter;
  return kernels[stage].reduce((most, weight, at) => (own(at) ? Math.max(most, Math.abs(weight)) : most), 0) || 1;
}

/**
 * The kernels of one filter: for each channel that it reads, its name and a table, all on one scale of colours.
 * @param {number} stage
 * @param {number} filter
 * @param {number} reach  the end of the colours
 * @param {Context} context
 * @returns {{name: string, table: HTMLElement}[]}
 */
export function kernelTables(stage, filter, reach, context) {
  const { layers, words, palettes, kernels } = context;
  const nest = kernelOf(layers[stage], kernels[stage], filter);
  return upTo(layers[stage].kernel[2]).map((channel) => {
    const name = words.say("from_channel", { layer: layers[stage - 1].name, channel });
    return { name, table: numberTable(plane(nest, channel), signed(palettes, reach), context, { name }) };
  });
}

/**
 * The kernel of one filter as rows of columns of channels.
 * @param {import("../blob.js").Layer} layer
 * @param {Float32Array} weights  of all its filters
 * @param {number} filter
 */
function kernelOf({ kernel: [rows, columns, inputs, filters] }, weights, filter) {
  /** @param {number} row @param {number} column @param {number} input */
  const at = (row, column, input) => weights[((row * columns + column) * inputs + input) * filters + filter];
  return upTo(rows).map((row) => upTo(columns).map((column) => upTo(inputs).map((input) => at(row, column, input))));
}
