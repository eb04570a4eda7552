/**
 * Where everything stands in the picture of the network, in CSS pixels: a column for each layer, its maps below each other,
 * folded into more columns where they would not fit the height.
 */

/** What the maps of one layer may take together, so that the page's story fits a screen of 1280×800. */
export const HEIGHT = 357;
const GAP = 3;
/** Between the maps and the sides of their column. */
const EDGE = 3;
const BETWEEN = 4;
/** What a layer's name, shape and parameters need at least. */
const NARROWEST = 36;
const CODE_ZOOM = 1.12;
const STRIP = 12;
/** For each pixel of the input and of the decoded picture. */
const PICTURE_CELL = 3;

/**
 * One layer in the picture.
 * @typedef {object} Column
 * @property {number} left   of the column
 * @property {number} width  of the column
 * @property {[number, number]} cell  width and height of one number
 * @property {[number, number]} map   width and height of one map
 * @property {{x: number, y: number}[]} maps  upper left corner of each map; of a flat row, of the row
 */

/**
 * @param {import("./blob.js").Layer[]} layers
 * @param {number} code  which of them is the code
 * @param {number} room  CSS pixels there are across; what is left over is shared out, what is missing is scrolled to
 * @returns {{width: number, height: number, columns: Column[]}}
 */
export function layOut(layers, code, room) {
  const blocks = layers.map((layer, stage) => block(layer, stage === code));
  const narrow = blocks.map(({ width }) => Math.max(NARROWEST, width + 2 * EDGE));
  const taken = sum(narrow) + BETWEEN * (layers.length - 1);
  const spare = Math.max(0, room - taken) / layers.length;
  let left = 0;
  const columns = blocks.map((made, stage) => {
    const width = narrow[stage] + spare;
    const column = placed(made, left, width);
    left += width + BETWEEN;
    return column;
  });
  return { width: left - BETWEEN, height: Math.max(HEIGHT, ...blocks.map(({ height }) => height)), columns };
}

/** CSS pixels for each number of a map `length` long: whole, and such that larger maps look larger. */
export function cellSize(length) {
  return Math.max(1, Math.round((34 + (20 * (length - 4)) / 24) / length));
}

/** One layer's maps, folded: how large it becomes and where the maps are in it. */
function block(layer, isCode) {
  const [rows, columns, channels] = layer.shape;
  if (layer.flat) {
    const count = rows * columns * channels;
    const cell = Math.max(1, Math.floor(HEIGHT / count));
    const height = Math.min(HEIGHT, cell * count);
    return { cell: [STRIP, height / count], map: [STRIP, height], places: [[0, 0]], width: STRIP, height };
  }
  const cell = layer.grey ? PICTURE_CELL : Math.round(cellSize(Math.max(rows, columns)) * (isCode ? CODE_ZOOM : 1));
  const map = [cell * columns, cell * rows];
  const below = Math.max(1, Math.floor((HEIGHT + GAP) / (map[1] + GAP)));
  const across = Math.ceil(channels / below);
  const places = Array.from({ length: channels }, (_, channel) => [
    (channel % across) * (map[0] + GAP),
    Math.floor(channel / across) * (map[1] + GAP),
  ]);
  const width = across * (map[0] + GAP) - GAP;
  const height = Math.ceil(channels / across) * (map[1] + GAP) - GAP;
  return { cell: [cell, cell], map, places, width, height };
}

/** A block in its column, in the middle both ways, on whole pixels. */
function placed({ cell, map, places, width, height }, left, wide) {
  const x = Math.round(left + (wide - width) / 2);
  const y = Math.round(Math.max(0, HEIGHT - height) / 2);
  return { left, width: wide, cell, map, maps: places.map(([right, down]) => ({ x: x + right, y: y + down })) };
}

/**
 * The cell under a point, or null.
 * @returns {import("./fields.js").Cell | null}
 */
export function cellAt(layers, columns, x, y) {
  const stage = columns.findIndex(({ left, width }) => x >= left && x < left + width);
  if (stage < 0) return null;
  const { cell, map, maps } = columns[stage];
  const at = maps.findIndex((place) => x >= place.x && x < place.x + map[0] && y >= place.y && y < place.y + map[1]);
  if (at < 0) return null;
  const column = Math.floor((x - maps[at].x) / cell[0]);
  const row = Math.floor((y - maps[at].y) / cell[1]);
  return layers[stage].flat ? { stage, ...fromFlat(layers[stage].shape, row) } : { stage, row, column, channel: at };
}

/**
 * Where the cells of a box are drawn: a rectangle for each channel, and for a flat row one for each of its numbers.
 * @returns {{x: number, y: number, width: number, height: number}[]}
 */
export function rectangles(layer, { cell, maps }, { rows, columns, channels }) {
  if (layer.flat) {
    return cellsOf({ rows, columns, channels }).map((place) => ({
      x: maps[0].x,
      y: maps[0].y + toFlat(layer.shape, place) * cell[1],
      width: cell[0],
      height: cell[1],
    }));
  }
  return maps.slice(channels[0], channels[1] + 1).map(({ x, y }) => ({
    x: x + columns[0] * cell[0],
    y: y + rows[0] * cell[1],
    width: (columns[1] - columns[0] + 1) * cell[0],
    height: (rows[1] - rows[0] + 1) * cell[1],
  }));
}

/** The place of a cell in a flat row, and back: the channel counts fastest. */
export function toFlat([, columns, channels], { row, column, channel }) {
  return (row * columns + column) * channels + channel;
}

export function fromFlat([, columns, channels], at) {
  return { row: Math.floor(at / (columns * channels)), column: Math.floor(at / channels) % columns, channel: at % channels };
}

function cellsOf({ rows, columns, channels }) {
  const cells = [];
  for (let row = rows[0]; row <= rows[1]; row += 1) {
    for (let column = columns[0]; column <= columns[1]; column += 1) {
      for (let channel = channels[0]; channel <= channels[1]; channel += 1) cells.push({ row, column, channel });
    }
  }
  return cells;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
