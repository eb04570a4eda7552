/** How far samples are from the nearest line: Python's `polylines.distances` once more, as far as a pen reaches. */

/** @typedef {import("./strokes.js").Line} Line */

/** Cells from one place looked at on a line to the next, at most. */
const STEP = 0.5;
/** Places looked at on all lines together, at most. */
const MOST_STEPS = 500_000;

/**
 * Each cell that a line passes keeps the mean of the places where it does, and the others look for the nearest such cell; of equally
 * near ones for the leftmost, then the uppermost.
 * @param {Line[]} lines  with cells as units
 * @param {number} rows
 * @param {number} columns
 * @param {number} far  the distance beyond which none matters, in cells
 * @returns {Float64Array} for the middle of each cell; infinite where no line is near
 */
export function distances(lines, rows, columns, far) {
  const { count, x, y } = placesOf(lines, rows, columns);
  const near = nearestInColumns(count, rows, columns);
  const reach = Math.ceil(far) + 1;
  const found = new Float64Array(rows * columns).fill(Infinity);
  for (let row = 0; row < rows; row += 1) {
    let wide = reach; // no nearest cell is further away than the one of the cell before, and one more
    for (let column = 0; column < columns; column += 1) {
      let least = Infinity;
      let best = -1;
      const end = Math.min(columns, column + wide + 1);
      for (let at = Math.max(0, column - wide); at < end; at += 1) {
        const down = near[row * columns + at];
        if (down < 0) continue;
        const squares = (at - column) * (at - column) + (down - row) * (down - row);
        if (squares >= least) continue;
        least = squares;
        best = down * columns + at;
      }
      wide = Math.min(reach, Math.ceil(Math.sqrt(least)) + 1);
      if (best < 0) continue;
      const [across, down] = [x[best] / count[best] - (column + 0.5), y[best] / count[best] - (row + 0.5)];
      found[row * columns + column] = Math.sqrt(across * across + down * down);
    }
  }
  return found;
}

/** For each cell the row of the nearest cell in its column that a line passes, the upper of two; -1 where there is none. @param {Int32Array} count @param {number} rows @param {number} columns */
function nearestInColumns(count, rows, columns) {
  const near = new Int32Array(rows * columns).fill(-1);
  for (let column = 0; column < columns; column += 1) {
    for (let row = 0, above = -1; row < rows; row += 1) {
      if (count[row * columns + column]) above = row;
      near[row * columns + column] = above;
    }
    for (let row = rows - 1, below = -1; row >= 0; row -= 1) {
      if (count[row * columns + column]) below = row;
      const at = row * columns + column;
      if (below >= 0 && (near[at] < 0 || below - row < row - near[at])) near[at] = below;
    }
  }
  return near;
}

/** How many places on the lines lie in each cell, and their sums. @param {Line[]} lines @param {number} rows @param {number} columns */
function placesOf(lines, rows, columns) {
  const [count, x, y] = [new Int32Array(rows * columns), new Float64Array(rows * columns), new Float64Array(rows * columns)];
  /** @param {number} right @param {number} down */
  const add = (right, down) => {
    if (right < 0 || down < 0 || right >= columns || down >= rows) return;
    const at = Math.floor(down) * columns + Math.floor(right);
    count[at] += 1;
    x[at] += right;
    y[at] += down;
  };
  for (const [right, down] of lines.flat()) add(right, down);
  const pieces = lines.flatMap((line) => line.slice(1).map((point, at) => [line[at], point]));
  const length = pieces.reduce((all, [from, to]) => all + Math.hypot(to[0] - from[0], to[1] - from[1]), 0);
  const step = Math.max(STEP, length / MOST_STEPS);
  for (const [from, to] of pieces) {
    const along = [to[0] - from[0], to[1] - from[1]];
    const steps = Math.ceil(Math.hypot(along[0], along[1]) / step);
    for (let at = 0; at < steps; at += 1) add(from[0] + (at / steps) * along[0], from[1] + (at / steps) * along[1]);
  }
  return { count, x, y };
}
