/**
 * Which cells a cell depends on, and which it can reach: `convae/trace/receptive_field.py` once more, for a pointer that moves.
 *
 * The server says for each row and column of a layer which rows and columns it reads; here these steps are joined.
 */

/** @typedef {[number, number]} Interval  the first and the last, both included */
/** @typedef {{rows: Interval, columns: Interval, channels: Interval}} Box  a block of cells of one layer */
/** @typedef {{stage: number, row: number, column: number, channel: number}} Cell */

/** @param {Cell} cell @returns {Box} */
export function boxOf({ row, column, channel }) {
  return { rows: [row, row], columns: [column, column], channels: [channel, channel] };
}

/** Whether two cells are one, or there is none of either. */
export function sameCell(a, b) {
  return a === b || (a && b && a.stage === b.stage && a.row === b.row && a.column === b.column && a.channel === b.channel);
}

/**
 * All that `box` of layer `stage` depends on: one box for each layer up to its own.
 * @returns {Box[]}
 */
export function sources(layers, stage, box) {
  const boxes = [box];
  for (let at = stage; at > 0; at -= 1) boxes.unshift(stepBack(layers, at, boxes[0]));
  return boxes;
}

/**
 * All that `box` of layer `stage` can reach: one box for each layer from its own on, null where it reaches nothing.
 * @returns {(Box | null)[]}
 */
export function reached(layers, stage, box) {
  const boxes = [box];
  for (let at = stage + 1; at < layers.length; at += 1) boxes.push(boxes.at(-1) && stepOn(layers, at, boxes.at(-1)));
  return boxes;
}

/** What `box` of layer `at` reads in the layer before. */
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

/** Which cells of layer `at` read something of `box` in the layer before; null for none. */
function stepOn(layers, at, box) {
  const { windows, mixes, shape } = layers[at];
  if (!windows) return moved(box, layers[at - 1].shape, shape);
  const rows = readers(windows.rows, box.rows);
  const columns = readers(windows.columns, box.columns);
  return rows && columns && { rows, columns, channels: mixes ? [0, shape[2] - 1] : box.channels };
}

/** From the first thing that one of these reads to the last. */
function hull(windows, [first, last]) {
  const read = windows.slice(first, last + 1);
  return [Math.min(...read.map(([start]) => start)), Math.max(...read.map(([, end]) => end))];
}

/** From the first window that shares something with `[first, last]` to the last. */
function readers(windows, [first, last]) {
  const shares = ([start, end]) => start <= last && end >= first;
  const from = windows.findIndex(shares);
  return from < 0 ? null : [from, windows.findLastIndex(shares)];
}

/** The smallest box that holds the cells of `box` when the numbers of shape `from` are read in order as shape `to`. */
function moved(box, from, to) {
  if (from.every((length, axis) => length === to[axis])) return box;
  const places = [[], [], []];
  for (let row = box.rows[0]; row <= box.rows[1]; row += 1) {
    for (let column = box.columns[0]; column <= box.columns[1]; column += 1) {
      for (let channel = box.channels[0]; channel <= box.channels[1]; channel += 1) {
        const at = (row * from[1] + column) * from[2] + channel;
        places[0].push(Math.floor(at / (to[1] * to[2])));
        places[1].push(Math.floor(at / to[2]) % to[1]);
        places[2].push(at % to[2]);
      }
    }
  }
  const ends = places.map((all) => all.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [Infinity, -1]));
  return { rows: ends[0], columns: ends[1], channels: ends[2] };
}
