/** How good a copy is. */

/** The least ink that an error is divided by. */
const LEAST_INK = 1e-7;

/** Σ(x − x̂)² / Σx²: 0 is a perfect copy, 1 an empty page. @param {Float32Array} picture @param {Float32Array} copy */
export function errorPerInk(picture, copy) {
  let [squares, ink] = [0, 0];
  for (let at = 0; at < picture.length; at += 1) {
    squares += (picture[at] - copy[at]) ** 2;
    ink += picture[at] ** 2;
  }
  return squares / Math.max(ink, LEAST_INK);
}
