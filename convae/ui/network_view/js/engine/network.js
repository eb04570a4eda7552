/** The network, run where the visitor is. Stages count as in Python: 0 is the input, whose numbers are the picture. */

import { kindOf } from "./registry.js";

/** @typedef {import("./registry.js").Layer} Layer */
/** @typedef {import("./registry.js").Cell} Cell */
/** @typedef {import("./registry.js").Terms} Terms */

/**
 * A network with its weights.
 * @typedef {object} Network
 * @property {Layer[]} layers  the input first
 * @property {Float32Array[][]} weights  of each layer
 */

/**
 * @param {Layer[]} layers  the input first
 * @param {Float32Array} numbers  all weights in one row, layer by layer, kernel before bias
 * @returns {Network}
 */
export function withWeights(layers, numbers) {
  let at = 0;
  const weights = layers.map((layer) => layer.weights.map((shape) => numbers.subarray(at, (at += sizeOf(shape)))));
  return { layers, weights };
}

/** Room for the numbers of every stage. @param {Layer[]} layers @returns {Float32Array[]} */
export function roomFor(layers) {
  return layers.map(({ shape }) => new Float32Array(sizeOf(shape)));
}

/**
 * What every layer makes of a picture, the input first.
 * @param {Network} network
 * @param {Float32Array} picture  0 paper to 1 ink
 * @param {Set<string>} off  "stage channel" of every channel that is switched off: all its numbers are 0
 * @param {Float32Array[]} stages  room for it (`roomFor`)
 * @param {number} from  the first stage to be computed: those before are there already
 */
export function run(network, picture, off, stages = roomFor(network.layers), from = 0) {
  const { layers } = network;
  for (let stage = from; stage < layers.length; stage += 1) {
    const given = givenTo(network, stage, stage ? stages[stage - 1] : picture);
    kindOf(layers[stage]).compute(given, layers[stage], stages[stage]);
    silence(stages[stage], layers[stage].shape[2], stage, off);
  }
  return stages;
}

/**
 * How the number at a cell of a stage comes about, were its channel not off.
 * @param {Network} network
 * @param {Float32Array[]} stages  what `run` has made
 * @param {number} stage
 * @param {Cell} cell
 * @returns {Terms}
 */
export function explain(network, stages, stage, cell) {
  const layer = network.layers[stage];
  return kindOf(layer).explain(givenTo(network, stage, stages[Math.max(0, stage - 1)]), layer, cell);
}

/** What goes into a layer; into the input, the picture itself. @param {Network} network @param {number} stage @param {Float32Array} values */
function givenTo({ layers, weights }, stage, values) {
  return { values, shape: layers[Math.max(0, stage - 1)].shape, weights: weights[stage] };
}

/** @param {Float32Array} values @param {number} channels @param {number} stage @param {Set<string>} off */
function silence(values, channels, stage, off) {
  for (let channel = 0; off.size && channel < channels; channel += 1) {
    if (!off.has(`${stage} ${channel}`)) continue;
    for (let at = channel; at < values.length; at += channels) values[at] = 0;
  }
}

/** How many numbers a shape has. @param {readonly number[]} shape */
export function sizeOf(shape) {
  return shape.reduce((all, length) => all * length, 1);
}
