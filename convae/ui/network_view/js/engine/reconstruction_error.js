/** How good a copy is: Python's `measures.compare` once more, for a digit that changes under the pen. */

/** How far a probability is kept from 0 and 1 before its logarithm is taken, in single precision, as Keras does. */
const [LEAST, MOST] = [Math.fround(1e-7), Math.fround(1 - 1e-7)];
/** The least ink that an error is divided by. */
const LEAST_INK = 1e-7;

/**
 * How far a copy is from its picture, the means over all pixels.
 * @typedef {object} Figures
 * @property {number} bce  binary cross-entropy in nats
 * @property {number} floor  that of a perfect copy
 * @property {number} mse  squared error
 * @property {number} errorPerInk  squared error over squared ink
 */

/**
 * @param {Float32Array} picture  from 0 to 1
 * @param {Float32Array} copy
 * @returns {Figures}
 */
export function compare(picture, copy) {
  let [bce, floor, squares] = [0, 0, 0];
  for (let at = 0; at < picture.length; at += 1) {
    bce += crossEntropy(picture[at], copy[at]);
    floor += crossEntropy(picture[at], picture[at]);
    squares += (picture[at] - copy[at]) ** 2;
  }
  const pixels = picture.length;
  return { bce: bce / pixels, floor: floor / pixels, mse: squares / pixels, errorPerInk: errorPerInk(picture, copy) };
}

/** Σ(x − x̂)² / Σx². @param {Float32Array} picture @param {Float32Array} copy */
export function errorPerInk(picture, copy) {
  let [squares, ink] = [0, 0];
  for (let at = 0; at < picture.length; at += 1) {
    squares += (picture[at] - copy[at]) ** 2;
    ink += picture[at] ** 2;
  }
  return squares / Math.max(ink, LEAST_INK);
}

/** The binary cross-entropy of a pixel `y` as a guess at `x`. @param {number} x @param {number} y */
function crossEntropy(x, y) {
  const guess = Math.min(MOST, Math.max(LEAST, y));
  return -(x * Math.log(guess) + (1 - x) * Math.log(1 - guess));
}
