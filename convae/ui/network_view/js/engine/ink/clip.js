/** What of a line of points lies on the canvas: Python's `ink/clip.py` once more (Liang and Barsky 1984). */

/** @typedef {import("./strokes.js").Line} Line */
/** @typedef {import("./strokes.js").Point} Point */

/**
 * The parts of a line that lie on the canvas, its edges included; a line that leaves and comes back is two.
 * @param {Line} line
 * @param {number} size  width and height of the canvas
 * @returns {Line[]}
 */
export function clip(line, size) {
  /** @param {Point} point */
  const inside = (point) => point.every((each) => each >= 0 && each <= size);
  if (line.length === 1) return inside(line[0]) ? [line] : [];
  /** @type {Line[]} */
  const parts = [];
  let goesOn = false;
  for (let at = 1; at < line.length; at += 1) {
    const [start, end] = [line[at - 1], line[at]];
    const [enter, leave] = share(start, end, size);
    if (enter > leave) {
      goesOn = false;
      continue;
    }
    if (!goesOn) parts.push([between(start, end, enter, size)]);
    parts[parts.length - 1].push(between(start, end, leave, size));
    goesOn = leave >= 1;
  }
  return parts;
}

/** From which share of a piece to which it lies on the canvas; from a larger to a smaller one if nowhere. @param {Point} start @param {Point} end @param {number} size */
function share(start, end, size) {
  let [enter, leave] = [0, 1];
  for (const axis of /** @type {(0 | 1)[]} */ ([0, 1])) {
    const along = end[axis] - start[axis];
    if (along === 0) {
      if (start[axis] < 0 || start[axis] > size) return [2, 1];
      continue;
    }
    const edges = [-start[axis] / along, (size - start[axis]) / along];
    enter = Math.max(enter, Math.min(...edges));
    leave = Math.min(leave, Math.max(...edges));
  }
  return [enter, leave];
}

/** @param {Point} start @param {Point} end @param {number} at @param {number} size @returns {Point} */
function between(start, end, at, size) {
  /** @param {0 | 1} axis */
  const one = (axis) => Math.min(size, Math.max(0, start[axis] + at * (end[axis] - start[axis])));
  return [one(0), one(1)];
}
