/**
 * What the server sends, read: one blob with a header and the numbers of every layer.
 *
 * `u32 length | JSON header | float16 planes`, little-endian. Layers that only copy are not in it: their numbers are
 * made here from those of the layer before.
 */

/**
 * One layer as the server describes it.
 * @typedef {object} Layer
 * @property {string} name
 * @property {[number, number, number]} shape  rows, columns, channels; of a flat row, those of the numbers that it lays in a row
 * @property {boolean} flat  whether its numbers stand in one row
 * @property {boolean} grey  whether it is a picture of ink on paper
 * @property {null | [number, number]} copies  how often it repeats each number of the layer before, down and across
 * @property {number[]} kernel  shape of its kernels: rows, columns, channels in, channels out; empty without any
 */

/**
 * @param {Uint8Array} bytes
 * @returns {{header: object, numbers: Float32Array}} all planes in one array, in the order of the header's layers
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
  const values = [];
  layers.forEach((layer, stage) => {
    if (layer.copies) {
      const silent = off.filter(([which]) => which === stage).map(([, channel]) => channel);
      values.push(silenced(repeated(values[stage - 1], layers[stage - 1].shape, layer.copies), layer.shape[2], silent));
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

/**
 * Each number repeated in a block, as up-sampling does; once in each direction is a plain copy.
 * @param {Float32Array} values
 * @param {[number, number, number]} shape
 * @param {[number, number]} times  down and across
 */
export function repeated(values, [rows, columns, channels], [down, across]) {
  if (down === 1 && across === 1) return values;
  const wide = columns * across;
  const made = new Float32Array(rows * down * wide * channels);
  for (let row = 0; row < rows * down; row += 1) {
    for (let column = 0; column < wide; column += 1) {
      const from = (Math.floor(row / down) * columns + Math.floor(column / across)) * channels;
      made.set(values.subarray(from, from + channels), (row * wide + column) * channels);
    }
  }
  return made;
}

/** The same numbers with 0 in the channels that are silent. */
function silenced(values, channels, silent) {
  return silent.length ? values.map((value, at) => (silent.includes(at % channels) ? 0 : value)) : values;
}

/** What each of the 65,536 halves stands for: looking up is ten times as fast as working out. */
const HALVES = Float32Array.from({ length: 2 ** 16 }, (_, bits) => half(bits));

/** The number that 16 bits stand for (IEEE 754, binary16). */
function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -14 * (fraction / 1024));
}
