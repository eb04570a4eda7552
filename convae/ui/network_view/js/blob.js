/**
 * What the server sends, read: one blob with a header and the numbers of every layer.
 *
 * `u32 length | JSON header | float16 planes`, little-endian. Layers that only copy are not in it: their numbers are
 * made here from those of the layer before.
 */

import { computed } from "./engine/registry.js";
import { switchedOff } from "./engine/switching.js";

/** @typedef {[number, number, number]} Shape  rows, columns, channels */
/** @typedef {import("./speaker.js").Told} Told */
/** @typedef {import("./geometry/receptive_field.js").Interval} Interval */
/** @typedef {"activation" | "ink" | "difference"} PaletteName */

/**
 * One layer as the server describes it (`network_description.py`).
 * @typedef {object} Layer
 * @property {string} name
 * @property {string} kind  as Keras calls it
 * @property {Shape} shape  of a flat row, that of the numbers that it lays in a row
 * @property {boolean} flat  whether its numbers stand in one row
 * @property {boolean} grey  whether it is a picture of ink on paper
 * @property {[number, number] | null} copies  how often it repeats each number of the layer before, down and across
 * @property {number[]} kernel  shape of its kernels: rows, columns, channels in, channels out; empty without any
 * @property {boolean} mixes  whether each of its numbers depends on all channels of the layer before
 * @property {{rows: Interval[], columns: Interval[]} | null} windows  what each row and column reads; null where numbers only move
 * @property {string} parameters  how many, as the language writes it; empty without any
 * @property {string} sentence  what it does
 */

/**
 * What the server tells of a network's training.
 * @typedef {object} Past
 * @property {number[]} steps  after how many steps the weights were kept, from 0 on
 * @property {number} epoch  how many steps an epoch has
 * @property {[number, number][]} curve  points of the loss: a step, and the mean since the point before
 * @property {number | null} floor  the loss of a perfect copy
 */

/**
 * What is the same whatever the digit and the weights (`network_description.py`), with the modules and the style (`assets.py`).
 * @typedef {object} Book
 * @property {string} model  its name; another network, past or language has another one
 * @property {string} of  a name for the network's layers and past, in whatever language
 * @property {number} code  which of the layers is the code
 * @property {Layer[]} layers
 * @property {Record<PaletteName, string>} palettes  base64 of 255 colours each, three bytes a colour
 * @property {import("./speaker.js").Words} words
 * @property {Past | null} past
 * @property {string} style  the view's style sheet
 * @property {Record<string, string>} modules  the view's scripts
 */

/**
 * What the server says with every update (`View.packed`).
 * @typedef {object} Header
 * @property {string} model  the name of the book that this belongs to
 * @property {string} weights  a name for the weights
 * @property {number[]} scales  by which the numbers of each layer are to be multiplied
 * @property {string} name  what the network is called beside another one; empty where it is alone
 * @property {Told[]} minima  the smallest number of each layer
 * @property {Told[]} maxima  the largest number of each layer
 * @property {[number, number][]} off  stage and channel of what is switched off
 * @property {number} turn  of the question that this answers
 * @property {number | null} moment  of the training; null is now
 * @property {[Told, Told] | null} worth  the error per ink with all channels, and without those that are off; null where no copy comes out
 * @property {Answer | null} answer
 * @property {Book} [book]  where the browser does not have it
 * @property {true} [kernels]  whether the kernels stand behind the numbers
 */

/**
 * What the server says of the number, channel or layer that was asked for (`response.py`).
 * @typedef {import("./panels/arithmetic_panel.js").NumberAnswer | import("./panels/channel_panel.js").ChannelAnswer
 *   | import("./panels/layer_panel.js").RankingAnswer} Answer
 */

/**
 * @param {Uint8Array} bytes
 * @returns {{header: Header, numbers: Float32Array}} all planes in one array, in the order of the header's layers
 */
export function readBlob(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  // A copy, because a plane of 16-bit numbers cannot begin at an odd byte of somebody else's memory.
  const halves = new Uint16Array(bytes.slice(4 + length).buffer);
  const numbers = new Float32Array(halves.length);
  for (let at = 0; at < halves.length; at += 1) numbers[at] = HALVES[halves[at]];
  return { header, numbers };
}

/**
 * The numbers of every layer for one digit.
 * @param {Layer[]} layers
 * @param {Float32Array} numbers  of the layers that do not copy, one after the other
 * @param {number[]} scales  by which the numbers of each layer are to be multiplied
 * @param {[number, number][]} off  stage and channel of what is switched off
 * @returns {Float32Array[]} for each layer rows × columns × channels numbers, the channel counting fastest
 */
export function valuesOf(layers, numbers, scales, off) {
  let at = 0;
  /** @type {Float32Array[]} */
  const values = [];
  layers.forEach((layer, stage) => {
    if (layer.copies) {
      const silent = off.filter(([which]) => which === stage).map(([, channel]) => channel);
      values.push(switchedOff(computed(values[stage - 1], layers[stage - 1], layer), layer.shape[2], silent));
    } else {
      const size = layer.shape[0] * layer.shape[1] * layer.shape[2];
      values.push(numbers.subarray(at, at + size).map((value) => value * scales[stage]));
      at += size;
    }
  });
  return values;
}

/**
 * The kernels of all layers, which stand behind the numbers of the digit.
 * @param {Layer[]} layers
 * @param {Float32Array} numbers
 * @returns {Float32Array[]} for each layer its kernel, row by row; empty where it has none
 */
export function kernelPlanes(layers, numbers) {
  const counts = layers.map(({ kernel }) => kernel.reduce((all, length) => all * length, kernel.length ? 1 : 0));
  let at = numbers.length - counts.reduce((all, count) => all + count, 0);
  return counts.map((count) => numbers.subarray(at, (at += count)));
}

/** What each of the 65,536 halves stands for: looking up is ten times as fast as working out. */
const HALVES = Float32Array.from({ length: 2 ** 16 }, (_, bits) => half(bits));

/** The number that 16 bits stand for (IEEE 754, binary16). @param {number} bits */
function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -14 * (fraction / 1024));
}
