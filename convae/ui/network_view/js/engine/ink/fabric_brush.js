/**
 * The canvas's brush, fabric.js 7's pencil: the line that it makes of the pointer's places. Read in fabric's source as
 * streamlit-drawable-canvas 0.13 carries it: `decimatePoints` and `getSmoothPathFromPoints`; flattened as `ink/fabric_path.py` does.
 */

import { clip } from "./clip.js";

/** @typedef {import("./strokes.js").Line} Line */
/** @typedef {import("./strokes.js").Point} Point */
/** @typedef {[Point, Point, Point, Point]} Curve  start, two handles, end */

/** Pixels of the canvas within which the brush leaves places out. */
const NEAR = 0.4;
/** By which share of its width the brush makes a line longer at its ends. */
const LONGER = 1 / 1000;
/** Pixels by which the lines may miss a curve, and into how many pieces it is cut at most. */
const [MISS, PIECES] = [0.05, 64];
/** Pixels that a stroke is long at least: one that is shorter, a tap, is a point. */
const TAP = 0.5;

/**
 * The lines of one stroke on the canvas.
 * @param {Line} places  of the pointer, the first one twice
 * @param {number} width  of the brush
 * @param {number} size  of the canvas
 * @returns {Line[]}
 */
export function strokeOf(places, width, size) {
  const line = flat(curvesOf(decimated(places), width * LONGER));
  const long = [0, 1].some((axis) => spread(line.map((point) => point[axis])) >= TAP);
  /** @param {0 | 1} axis */
  const mean = (axis) => line.reduce((sum, point) => sum + point[axis], 0) / line.length;
  return clip(long ? line : [[mean(0), mean(1)]], size);
}

/** @param {number[]} numbers */
function spread(numbers) {
  return numbers.reduce((most, each) => Math.max(most, each), -Infinity) - numbers.reduce((least, each) => Math.min(least, each), Infinity);
}

/** Without the places that are too near to the last one kept; the first and the last are kept, but not the last but one. @param {Line} places */
function decimated(places) {
  if (places.length <= 2) return places;
  const kept = [places[0]];
  for (const place of places.slice(1, -2)) {
    const last = kept[kept.length - 1];
    if ((last[0] - place[0]) ** 2 + (last[1] - place[1]) ** 2 >= NEAR ** 2) kept.push(place);
  }
  return [...kept, places[places.length - 1]];
}

/**
 * Quadratic curves from the middle of each piece to that of the next, and a straight end, as cubic ones.
 * @param {Line} places
 * @param {number} longer  pixels that are added at both ends
 * @returns {Curve[]}
 */
function curvesOf(places, longer) {
  const [second, third] = [places[1] ?? places[0], places[2]];
  /** @param {Point} from @param {Point} to @returns {Point} */
  const towards = (from, to) => [Math.sign(to[0] - from[0]) * longer, Math.sign(to[1] - from[1]) * longer];
  const many = places.length > 2;
  const [before, after] = [many ? towards(second, third) : [longer, 0], many ? towards(places[places.length - 2], places[places.length - 1]) : [longer, 0]];
  /** @type {Curve[]} */
  const curves = [];
  /** @type {Point} */
  let at = [places[0][0] - before[0], places[0][1] - before[1]];
  for (let index = 1; index < places.length; index += 1) {
    const [handle, next] = [places[index - 1], places[index]];
    if (handle[0] === next[0] && handle[1] === next[1]) continue;
    /** @type {Point} */
    const end = [(handle[0] + next[0]) / 2, (handle[1] + next[1]) / 2];
    curves.push([at, mixed(at, handle, 2 / 3), mixed(end, handle, 2 / 3), end]);
    at = end;
  }
  const last = places[places.length - 1];
  /** @type {Point} */
  const end = [last[0] + after[0], last[1] + after[1]];
  return [...curves, [at, mixed(at, end, 1 / 3), mixed(at, end, 2 / 3), end]];
}

/** @param {Point} from @param {Point} to @param {number} share @returns {Point} */
function mixed(from, to, share) {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/** The curves as one line of points. @param {Curve[]} curves @returns {Line} */
function flat(curves) {
  const bend = curves.reduce((most, curve) => Math.max(most, bendOf(curve)), 0);
  const pieces = Math.min(Math.max(Math.ceil(Math.sqrt((0.75 * bend) / MISS)), 1), PIECES);
  const shares = Array.from({ length: pieces }, (_, piece) => (piece + 1) / pieces);
  return [curves[0][0], ...curves.flatMap((curve) => shares.map((share) => pointOn(curve, share)))];
}

/** How much a curve bends: the largest second difference of its four points. @param {Curve} curve */
function bendOf(curve) {
  const bends = [0, 1].flatMap((from) => [0, 1].map((axis) => Math.abs(curve[from][axis] - 2 * curve[from + 1][axis] + curve[from + 2][axis])));
  return Math.max(...bends);
}

/** @param {Curve} curve @param {number} share @returns {Point} */
function pointOn(curve, share) {
  const rest = 1 - share;
  const weights = [rest ** 3, 3 * share * rest ** 2, 3 * share ** 2 * rest, share ** 3];
  /** @param {0 | 1} axis */
  const one = (axis) => weights.reduce((sum, weight, at) => sum + weight * curve[at][axis], 0);
  return [one(0), one(1)];
}
