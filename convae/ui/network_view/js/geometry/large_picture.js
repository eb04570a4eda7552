/** Where everything stands in a large picture of one layer, in pixels of its own, which the page shows as large as it has room. */

/** @typedef {import("../blob.js").Layer} Layer */

/** How high a large picture is, and how wide at most. */
const SIDE = 168;
const WIDEST = 340;
const GAP = 4;
/** The size of a flat row. */
const STRIP = { width: 336, height: 40 };

/** @typedef {import("./layout.js").Column & {height: number}} LargePicture */

/**
 * A layer's maps as large as they fit, folded into rows; a flat row lies across.
 * @param {Layer} layer
 * @returns {LargePicture}
 */
export function largePicture({ flat, shape: [rows, columns, channels] }) {
  if (flat) {
    const { width, height } = STRIP;
    return { left: 0, width, height, cell: [width / (rows * columns * channels), height], map: [width, height], maps: [{ x: 0, y: 0 }], across: true };
  }
  const folds = Array.from({ length: channels }, (_, fold) => fold + 1).map((below) => folded(rows, columns, channels, below));
  const { cell, beside, below } = folds.reduce((best, fold) => (fold.cell > best.cell ? fold : best));
  const [wide, tall] = [cell * columns, cell * rows];
  const maps = Array.from({ length: channels }, (_, at) => ({ x: (at % beside) * (wide + GAP), y: Math.floor(at / beside) * (tall + GAP) }));
  const [width, height] = [beside * (wide + GAP) - GAP, below * (tall + GAP) - GAP];
  return { left: 0, width, height, cell: [cell, cell], map: [wide, tall], maps, across: false };
}

/**
 * How large the numbers are when so many maps stand below each other.
 * @param {number} rows
 * @param {number} columns
 * @param {number} channels
 * @param {number} below
 */
function folded(rows, columns, channels, below) {
  const beside = Math.ceil(channels / below);
  const cell = Math.min((SIDE - (below - 1) * GAP) / (below * rows), (WIDEST - (beside - 1) * GAP) / (beside * columns));
  return { cell: cell > 1 ? Math.floor(cell) : cell, beside, below };
}
