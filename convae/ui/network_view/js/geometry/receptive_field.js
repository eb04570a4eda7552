/**
 * Which cells a cell depends on, and which it can reach: Python's receptive fields once more, for a pointer that moves.
 *
 * The server says for each row and column of a layer which rows and columns it reads; here these steps are joined.
 */

import { fromFlat, toFlat } from "./flat_row.js";

/** @typedef {import("../blob.js").Layer} Layer */
/** @typedef {import("../blob.js").Shape} Shape */
/** @typedef {import("./flat_row.js").Place} Place */
/** @typedef {[number, number]} Interval  the first and the last, both included */
/** @typedef {{rows: Interval, columns: Interval, channels: Interval}} Box  a block of cells of one layer */
/** @typedef {{stage: number} & Place} Cell */

/** @param {Place} place @returns {Box} */
export function boxOf({ row, column, channel }) {
  return { rows: [row, row], columns: [column, column], channels: [channel, channel] };
}

/** All places in a box, in the order of memory. @param {Box} box @returns {Place[]} */
export function placesOf({ rows, columns, channels }) {
  const places = [];
  for (let row = rows[0]; row <= rows[1]; row += 1) {
    for (let column = columns[0]; column <= columns[1]; column += 1) {
      for (let channel = channels[0]; channel <= channels[1]; channel += 1) places.push({ row, column, channel });
    }
  }
  return places;
}

/** Whether two cells are one, or there is none of either. @param {Cell | null} a @param {Cell | null} b */
export function sameCell(a, b) {
  return a === b || (a && b && a.stage === b.stage && a.row === b.row && a.column === b.column && a.channel === b.channel);
}

/**
 * All that `box` of layer `stage` depends on: one box for each layer up to its own.
 * @param {Layer[]} layers
 * @param {number} stage
 * @param {Box} box
 * @returns {Box[]}
 */
export function sources(layers, stage, box) {
  const boxes = [box];
  for (let at = stage; at > 0; at -= 1) boxes.unshift(stepBack(layers, at, boxes[0]));
  return boxes;
}

/**
 * All that `box` of layer `stage` can reach: one box for each layer from its own on, null where it reaches nothing.
 * @param {Layer[]} layers
 * @param {number} stage
 * @param {Box} box
 * @returns {(Box | null)[]}
 */
export function reached(layers, stage, box) {
  /** @type {(Box | null)[]} */
  const boxes = [box];
  for (let at = stage + 1; at < layers.length; at += 1) {
    const before = boxes[boxes.length - 1];
    boxes.push(before && stepOn(layers, at, before));
  }
  return boxes;
}

/** What `box` of layer `at` reads in the layer before. @param {Layer[]} layers @param {number} at @param {Box} box @returns {Box} */
function stepBack(layers, at, box) {
  const { windows, mixes } = layers[at];
  const before = layers[at - 1].shape;
  if (!windows) return moved(box, layers[at].shape, before);
  return {
    rows: hull(windows.rows, box.rows),
    columns: hull(windows.columns, box.columns),
    channels: mixes ? [0, before[2] - 1] : box.channels,
  };
}

/**
 * Which cells of layer `at` read something of `box` in the layer before; null for none.
 * @param {Layer[]} layers
 * @param {number} at
 * @param {Box} box
 * @returns {Box | null}
 */
function stepOn(layers, at, box) {
  const { windows, mixes, shape } = layers[at];
  if (!windows) return moved(box, layers[at - 1].shape, shape);
  const rows = readers(windows.rows, box.rows);
  const columns = readers(windows.columns, box.columns);
  return rows && columns && { rows, columns, channels: mixes ? [0, shape[2] - 1] : box.channels };
}

/**
 * From the first thing that one of these reads to the last.
 * @param {Interval[]} windows
 * @param {Interval} own
 * @returns {Interval}
 */
function hull(windows, [first, last]) {
  const read = windows.slice(first, last + 1);
  return [Math.min(...read.map(([start]) => start)), Math.max(...read.map(([, end]) => end))];
}

/**
 * From the first window that shares something with an interval to the last.
 * @param {Interval[]} windows
 * @param {Interval} read
 * @returns {Interval | null}
 */
function readers(windows, [first, last]) {
  /** @param {Interval} window */
  const shares = ([start, end]) => start <= last && end >= first;
  const from = windows.findIndex(shares);
  return from < 0 ? null : [from, windows.findLastIndex(shares)];
}

/**
 * The smallest box that holds the cells of `box` when the numbers of shape `from` are read in order as shape `to`.
 * @param {Box} box
 * @param {Shape} from
 * @param {Shape} to
 * @returns {Box}
 */
function moved(box, from, to) {
  if (from.every((length, axis) => length === to[axis])) return box;
  const places = placesOf(box).map((place) => fromFlat(to, toFlat(from, place)));
  /** @param {(place: Place) => number} which @returns {Interval} */
  const ends = (which) => places.map(which).reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [Infinity, -1]);
  return { rows: ends(({ row }) => row), columns: ends(({ column }) => column), channels: ends(({ channel }) => channel) };
}
