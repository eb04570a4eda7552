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
  const reach = Math.ceil(far) + 1;
  const near = nearestInColumns(count, rows, columns, reach);
  const found = new Float64Array(rows * columns).fill(Infinity);
  const first = new Int32Array(columns);
  for (let row = 0, at = 0; row < rows; row += 1) {
    fewest(first, near, row, columns);
    for (let column = 0; column < columns; column += 1, at += 1) {
      const cell = nearest(near, row, column, columns, first[column], reach);
      if (cell < 0) continue;
      const across = x[cell] / count[cell] - (column + 0.5);
      const down = y[cell] / count[cell] - (row + 0.5);
      found[at] = Math.sqrt(across * across + down * down);
    }
  }
  return found;
}

/**
 * The nearest cell that a line passes, -1 where there is none within reach: column by column to the left and to the right, until no
 * further one can be nearer.
 * @param {Int32Array} near  for each cell the row of the nearest in its column
 * @param {number} row
 * @param {number} column
 * @param {number} columns
 * @param {number} first  how many columns away the first is that has any
 * @param {number} reach
 */
function nearest(near, row, column, columns, first, reach) {
  const begin = row * columns;
  let least = (reach + 1) * (reach + 1);
  let best = -1;
  for (let far = first; far <= reach && far * far <= least; far += 1) {
    const left = column - far;
    const right = column + far;
    const above = left >= 0 ? near[begin + left] : -1;
    const squares = far * far + (above - row) * (above - row);
    if (above >= 0 && squares <= least) {
      least = squares;
      best = above * columns + left;
    }
    const other = far > 0 && right < columns ? near[begin + right] : -1;
    const others = far * far + (other - row) * (other - row);
    if (other >= 0 && others < least) {
      least = others;
      best = other * columns + right;
    }
  }
  return best;
}

/** For each cell of a row, how many columns away the first one is that has a cell within reach. @param {Int32Array} first @param {Int32Array} near @param {number} row @param {number} columns */
function fewest(first, near, row, columns) {
  for (let column = 0, away = columns; column < columns; column += 1) {
    away = near[row * columns + column] < 0 ? away + 1 : 0;
    first[column] = away;
  }
  for (let column = columns - 1, away = columns; column >= 0; column -= 1) {
    away = near[row * columns + column] < 0 ? away + 1 : 0;
    if (away < first[column]) first[column] = away;
  }
}

/**
 * For each cell the row of the nearest cell in its column that a line passes, the upper of two; -1 where there is none within reach.
 * @param {Int32Array} count
 * @param {number} rows
 * @param {number} columns
 * @param {number} reach
 */
function nearestInColumns(count, rows, columns, reach) {
  const near = new Int32Array(rows * columns).fill(-1);
  for (let column = 0; column < columns; column += 1) {
    for (let row = 0, above = -rows; row < rows; row += 1) {
      const at = row * columns + column;
      if (count[at]) above = row;
      if (row - above <= reach) near[at] = above;
    }
    for (let row = rows - 1, below = 2 * rows; row >= 0; row -= 1) {
      const at = row * columns + column;
      if (count[at]) below = row;
      if (below - row <= reach && (near[at] < 0 || below - row < row - near[at])) near[at] = below;
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
