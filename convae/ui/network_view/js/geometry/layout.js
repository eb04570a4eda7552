/**
 * Where everything stands in the picture of the network, in CSS pixels: a column for each layer, its maps below each other,
 * folded into more columns where they would not fit the height.
 */

/* All lengths are in pixels of a page whose letters are 16 pixels large; on other screens they grow and shrink with the letters. */
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
/** How much larger or smaller maps may be drawn so that all of them fit, and in which steps that is tried. */
const ZOOMS = Array.from({ length: 22 }, (_, step) => 1.5 * 0.95 ** step);

/**
 * The room that there is.
 * @typedef {object} Screen
 * @property {number} room    CSS pixels across
 * @property {number} height  CSS pixels down, for the maps
 * @property {number} unit    how large the page's letters are, 1 for 16 pixels
 * @property {number} ratio   pixels of the screen for each CSS pixel
 */

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
 * Everything as large as the room allows; a network that is too wide for it, or a screen too narrow, is scrolled through.
 * @param {import("../blob.js").Layer[]} layers
 * @param {number} code  which of them is the code
 * @param {Screen} screen
 * @returns {{width: number, height: number, columns: Column[]}}
 */
export function layOut(layers, code, screen) {
  const wanted = layers.map((layer, stage) => cellSize(layer) * screen.unit * (stage === code ? CODE_ZOOM : 1));
  const sized = (zoom) => layers.map((layer, stage) => block(layer, whole(wanted[stage] * zoom, screen.ratio), screen));
  for (const zoom of ZOOMS) {
    const blocks = sized(zoom);
    if (fits(blocks, screen)) return spread(grown(layers, blocks, wanted, screen), screen);
  }
  return spread(sized(1), screen);
}

function fits(blocks, screen) {
  return taken(blocks, screen) <= screen.room && blocks.every(({ height }) => height <= screen.height);
}

/** How wide the blocks are with nothing to spare. */
function taken(blocks, screen) {
  return sum(blocks.map((made) => columnWidth(made, screen))) + BETWEEN * screen.unit * (blocks.length - 1);
}

function columnWidth({ width }, { unit }) {
  return Math.max(NARROWEST * unit, width + 2 * EDGE * unit);
}

/**
 * What room is left lets one layer after the other grow by a pixel of the screen, the one that is smallest for its kind first;
 * what goes in and what comes out grow together, so that they can be compared.
 */
function grown(layers, blocks, wanted, screen) {
  const made = [...blocks];
  const size = (stage) => made[stage].cell[0] / wanted[stage];
  const pictures = allOf(layers, ({ grey }) => grey);
  let growing = allOf(layers, ({ flat }) => !flat);
  while (growing.length) {
    const stage = growing.reduce((least, each) => (size(each) < size(least) ? each : least));
    const group = pictures.includes(stage) ? pictures : [stage];
    const before = group.map((each) => made[each]);
    const cell = made[stage].cell[0] + 1 / screen.ratio;
    for (const each of group) made[each] = block(layers[each], cell, screen);
    if (size(stage) <= ZOOMS[0] && fits(made, screen)) continue;
    group.forEach((each, at) => (made[each] = before[at]));
    growing = growing.filter((each) => !group.includes(each));
  }
  return made;
}

function allOf(layers, is) {
  return layers.map((_, stage) => stage).filter((stage) => is(layers[stage]));
}

/** The blocks beside each other; what room is left over is shared out. */
function spread(blocks, screen) {
  const tall = Math.max(screen.height, ...blocks.map(({ height }) => height));
  const spare = Math.max(0, screen.room - taken(blocks, screen)) / blocks.length;
  const between = BETWEEN * screen.unit;
  let left = 0;
  const columns = blocks.map((made) => {
    const width = columnWidth(made, screen) + spare;
    const column = placed(made, left, width, tall);
    left += width + between;
    return column;
  });
  return { width: left - between, height: tall, columns };
}

/** CSS pixels for each number of a layer's maps: such that larger maps look larger. */
function cellSize({ grey, shape: [rows, columns] }) {
  const length = Math.max(rows, columns);
  return grey ? PICTURE_CELL : (34 + (20 * (length - 4)) / 24) / length;
}

/** A length in CSS pixels that is a whole number of the screen's own, at least one of them. */
function whole(length, ratio) {
  return Math.max(1, Math.round(length * ratio)) / ratio;
}

/** One layer's maps with numbers of the size `cell`, folded: how large it becomes and where the maps are in it. */
function block(layer, cell, { height: most, unit, ratio }) {
  const [rows, columns, channels] = layer.shape;
  if (layer.flat) return strip(rows * columns * channels, most, unit, ratio);
  const gap = whole(GAP * unit, ratio);
  const map = [cell * columns, cell * rows];
  const below = Math.max(1, Math.floor((most + gap) / (map[1] + gap)));
  const across = Math.ceil(channels / below);
  const places = Array.from({ length: channels }, (_, channel) => [
    (channel % across) * (map[0] + gap),
    Math.floor(channel / across) * (map[1] + gap),
  ]);
  const width = across * (map[0] + gap) - gap;
  const height = Math.ceil(channels / across) * (map[1] + gap) - gap;
  return { cell: [cell, cell], map, places, width, height };
}

/** A flat row of numbers, as a strip from top to bottom. */
function strip(count, most, unit, ratio) {
  const width = STRIP * unit;
  const height = Math.min(most, Math.max(1, Math.floor((most / count) * ratio)) * (count / ratio));
  return { cell: [width, height / count], map: [width, height], places: [[0, 0]], width, height };
}

/** A block in its column, in the middle both ways, on whole pixels. */
function placed({ cell, map, places, width, height }, left, wide, tall) {
  const x = Math.round(left + (wide - width) / 2);
  const y = Math.round(Math.max(0, tall - height) / 2);
  return { left, width: wide, cell, map, maps: places.map(([right, down]) => ({ x: x + right, y: y + down })) };
}

/**
 * The cell under a point, or null.
 * @returns {import("./receptive_field.js").Cell | null}
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
