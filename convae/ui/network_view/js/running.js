/** The network at work for what is wanted now: the digit, the moment of its training, and the channels that are switched off. */

import { remember, runBeside, slow } from "./background.js";
import { explain, roomFor, run, sizeOf, withWeights } from "./engine/network.js";
import { errorPerInk } from "./engine/reconstruction_error.js";
import { upTo } from "./engine/up_to.js";

/** @typedef {import("./engine/network.js").Network} EngineNetwork */
/** @typedef {import("./engine/registry.js").Terms} Terms */
/** @typedef {import("./geometry/receptive_field.js").Cell} Cell */
/** @typedef {import("./view_state.js").View} View */

/**
 * What the browser runs.
 * @typedef {object} Running
 * @property {Float32Array} picture  what goes in
 * @property {Float32Array} weights  of the network as it is now
 * @property {Float32Array | null} moments  the weights at all moments of its training, one after the other, once they are here
 * @property {Float32Array} numbers  the weights of the one in sight
 * @property {EngineNetwork} network  the one in sight
 * @property {Float32Array[]} whole  what every layer makes of the picture with all channels on
 * @property {Float32Array[]} lacking  the same without those that are off
 */

/** @type {Set<string>} */
const NONE = new Set();

/**
 * A network that has not run yet.
 * @param {import("./blob.js").Layer[]} layers
 * @param {Float32Array} weights
 * @returns {Running}
 */
export function ready(layers, weights) {
  const [whole, lacking] = [roomFor(layers), roomFor(layers)];
  return { picture: new Float32Array(sizeOf(layers[0].shape)), weights, moments: null, numbers: weights, network: withWeights(layers, weights), whole, lacking };
}

/** Run it for what is wanted now; where it is slow, what it makes is shown when it is there. @param {View} view */
export function compute(view) {
  const { running, off, moment, network, background } = view;
  const { moments, weights, picture } = running;
  const then = moments && moment !== null ? moments.subarray(moment * weights.length, (moment + 1) * weights.length) : weights;
  running.numbers = then;
  running.network = withWeights(network.layers, then);
  if (slow(background)) {
    if (!background.worker) running.lacking = running.whole; // what is shown until it has answered
    runBeside(view);
    return;
  }
  const begin = performance.now();
  run(running.network, picture, NONE, running.whole);
  remember(background, performance.now() - begin);
  if (!off.size) return;
  if (running.lacking === running.whole) running.lacking = roomFor(network.layers);
  run(running.network, picture, off, running.lacking);
}

/** The numbers of every layer, without the channels that are off. @param {View} view */
export function valuesOf({ running, off }) {
  return off.size ? running.lacking : running.whole;
}

/** How the number at a cell comes about. @param {View} view @param {Cell} cell @returns {Terms} */
export function termsOf(view, { stage, row, column, channel }) {
  return explain(view.running.network, valuesOf(view), stage, [row, column, channel]);
}

/** The kernels of each layer, in order; empty where it has none. @param {View} view */
export function kernelsOf({ running: { network }, network: { layers } }) {
  return network.weights.map((weights, stage) => (layers[stage].kernel.length ? weights[0] : new Float32Array()));
}

/** Whether a copy of the digit comes out. @param {View} view */
export function decodes({ network: { layers } }) {
  return layers[layers.length - 1].grey;
}

/** The error per ink of the copy with all channels, and without those that are off. @param {View} view */
export function worthOf(view) {
  /** @param {Float32Array[]} stages */
  const error = (stages) => errorPerInk(stages[0], stages[stages.length - 1]);
  return { whole: error(view.running.whole), lacking: error(valuesOf(view)) };
}

/**
 * The copy of the digit without each channel of a layer in turn, of those that are on.
 * @param {View} view
 * @param {number} stage
 * @returns {{channel: number, copy: Float32Array, error: number}[]} the worst loss first
 */
export function rankingOf(view, stage) {
  const { running, off, network: { layers } } = view;
  const room = roomFor(layers);
  valuesOf(view).forEach((values, at) => at < stage && room[at].set(values));
  const channels = upTo(layers[stage].shape[2]).filter((channel) => !off.has(`${stage} ${channel}`));
  const found = channels.map((channel) => {
    run(running.network, running.picture, new Set([...off, `${stage} ${channel}`]), room, stage);
    const copy = room[room.length - 1].slice();
    return { channel, copy, error: errorPerInk(room[0], copy) };
  });
  return found.sort((a, b) => (Number.isNaN(a.error) ? 1 : Number.isNaN(b.error) ? -1 : b.error - a.error));
}
