/** How ink became the 28×28 that the network sees: Python's `ink.Steps` once more. For a picture the server tells them. */

import { fromStrokes } from "../engine/ink/strokes.js";

/** @typedef {{line: import("../engine/ink/strokes.js").Line, brush: number}} Stroke  a line, and the width of its brush */
/** @typedef {import("../engine/ink/mnist_pen.js").Scaled} Scaled */

/**
 * What drawings and pictures have in common.
 * @typedef {object} Way
 * @property {readonly [number, number]} size  of the ink as it came: its height and width in pixels
 * @property {readonly [number, number, number, number]} box  top, left, bottom and right of the ink, as shares of that height and width
 * @property {Scaled} scaled  the ink at MNIST's size
 */
/** @typedef {Way & {strokes: Stroke[]}} Drawn */
/** @typedef {Way & {name: string, source: string}} Brought  a picture by its name and its address */
/** @typedef {Drawn | Brought} Steps */

/**
 * @param {Stroke[]} strokes  on a canvas
 * @param {import("../engine/ink/mnist_pen.js").Pen} pen
 * @param {number} size  pixels of the canvas in each direction
 * @returns {{picture: Float32Array, steps: Drawn} | null} null where the strokes are no drawing yet
 */
export function stepsOfStrokes(strokes, pen, size) {
  const made = fromStrokes(strokes.map(({ line }) => line), pen);
  return made && { picture: made.picture, steps: { strokes, size: [size, size], box: boxOf(strokes, size), scaled: made.scaled } };
}

/** The edges of the ink on the canvas, as shares of it. @param {Stroke[]} strokes @param {number} size @returns {Way["box"]} */
function boxOf(strokes, size) {
  /** @param {0 | 1} axis @param {-1 | 1} side */
  const edge = (axis, side) => {
    const edges = strokes.map(({ line, brush }) => line.reduce((most, point) => Math.max(most, side * point[axis]), -Infinity) + brush / 2);
    return Math.min(Math.max((side * edges.reduce((most, each) => Math.max(most, each), -Infinity)) / size, 0), 1);
  };
  return [edge(1, -1), edge(0, -1), edge(1, 1), edge(0, 1)];
}
