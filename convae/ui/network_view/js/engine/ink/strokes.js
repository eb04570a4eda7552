/** From strokes to the picture that MNIST's makers would have made of them: Python's `ink.from_strokes` once more. */

import { distances } from "./distances.js";
import { draw, frameOf, place } from "./mnist_pen.js";

/** @typedef {import("./mnist_pen.js").Pen} Pen */
/** @typedef {[number, number]} Point  x and y, y downwards */
/** @typedef {Point[]} Line */

/** Share of the furthest place below which all points are in one place. */
const NOTHING = 1e-9;

/**
 * @param {Line[]} lines  of points in any unit
 * @param {Pen} pen
 * @returns {{picture: Float32Array, scaled: import("./mnist_pen.js").Scaled} | null} rows × columns of the field, 0 paper to 1 ink, and
 *   where in it the drawing is; null for no points, or all in one place
 */
export function fromStrokes(lines, pen) {
  const points = lines.flat();
  if (!points.length) return null;
  /** @param {0 | 1} axis */
  const ends = (axis) => points.reduce(([low, high], point) => [Math.min(low, point[axis]), Math.max(high, point[axis])], [Infinity, -Infinity]);
  const [[left, right], [top, bottom]] = [ends(0), ends(1)];
  const middle = [left / 2 + right / 2, top / 2 + bottom / 2];
  const reach = [right / 2 - left / 2, bottom / 2 - top / 2];
  const furthest = Math.max(...reach);
  if (furthest <= NOTHING * Math.max(-left, right, -top, bottom)) return null;
  const frame = frameOf(pen, 2 * (reach[1] / furthest), 2 * (reach[0] / furthest));
  const corner = [frame.width / 2, frame.height / 2];
  /** @param {Point} point @param {0 | 1} axis */
  const cell = (point, axis) => (((point[axis] - middle[axis]) / furthest) * frame.scale + corner[axis]) * pen.samples;
  const cells = lines.map((line) => line.map((point) => /** @type {Point} */ ([cell(point, 0), cell(point, 1)])));
  const far = (pen.radius + pen.edge) * pen.samples;
  const found = distances(cells, frame.rows, frame.columns, far).map((distance) => distance / pen.samples);
  return place(pen, draw(pen, found, frame.columns), frame.columns / pen.samples);
}
