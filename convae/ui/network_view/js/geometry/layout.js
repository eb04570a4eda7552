/**
 * Where everything stands in the picture of the network, in CSS pixels: a column for each layer, its maps below each other,
 * folded into more columns where they would not fit the height.
 */

import { block, cellSize, whole } from "./map_block.js";

/* All lengths are in pixels of a page whose letters are 16 pixels large; on other screens they grow and shrink with the letters. */
/** Between the maps and the sides of their column. */
const EDGE = 3;
const BETWEEN = 4;
/** What a layer's name, shape and parameters need at least. */
const NARROWEST = 36;
const CODE_ZOOM = 1.12;
/** How much larger or smaller maps may be drawn so that all of them fit, and in which steps that is tried. */
const ZOOMS = Array.from({ length: 22 }, (_, step) => 1.5 * 0.95 ** step);

/** @typedef {import("../blob.js").Layer} Layer */
/** @typedef {import("./map_block.js").Block} Block */

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
 * @property {boolean} across  whether a flat row lies across; else it goes down
 */

/** @typedef {{width: number, height: number, columns: Column[]}} Layout */

/**
 * Everything as large as the room allows; a network that is too wide for it, or a screen too narrow, is scrolled through.
 * @param {Layer[]} layers
 * @param {number} code  which of them is the code
 * @param {Screen} screen
 * @returns {Layout}
 */
export function layOut(layers, code, screen) {
  const wanted = layers.map((layer, stage) => cellSize(layer) * screen.unit * (stage === code ? CODE_ZOOM : 1));
  /** @param {number} zoom */
  const sized = (zoom) => layers.map((layer, stage) => block(layer, whole(wanted[stage] * zoom, screen.ratio), screen));
  for (const zoom of ZOOMS) {
    const blocks = sized(zoom);
    if (fits(blocks, screen)) return spread(grown(layers, blocks, wanted, screen), screen);
  }
  return spread(sized(1), screen);
}

/** @param {Block[]} blocks @param {Screen} screen */
function fits(blocks, screen) {
  return taken(blocks, screen) <= screen.room && blocks.every(({ height }) => height <= screen.height);
}

/** How wide the blocks are with nothing to spare. @param {Block[]} blocks @param {Screen} screen */
function taken(blocks, screen) {
  const widths = blocks.map((made) => columnWidth(made, screen));
  return widths.reduce((total, width) => total + width, 0) + BETWEEN * screen.unit * (blocks.length - 1);
}

/** @param {Block} made @param {Screen} screen */
function columnWidth({ width }, { unit }) {
  return Math.max(NARROWEST * unit, width + 2 * EDGE * unit);
}

/**
 * What room is left lets one layer after the other grow by a pixel of the screen, the one that is smallest for its kind first;
 * what goes in and what comes out grow together, so that they can be compared.
 * @param {Layer[]} layers
 * @param {Block[]} blocks
 * @param {number[]} wanted  the size of a number of each layer, before all are made larger or smaller
 * @param {Screen} screen
 */
function grown(layers, blocks, wanted, screen) {
  const made = [...blocks];
  /** @param {number} stage */
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

/** @param {Layer[]} layers @param {(layer: Layer) => boolean} is @returns {number[]} */
function allOf(layers, is) {
  return layers.map((_, stage) => stage).filter((stage) => is(layers[stage]));
}

/** The blocks beside each other; what room is left over is shared out. @param {Block[]} blocks @param {Screen} screen @returns {Layout} */
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

/**
 * A block in its column, in the middle both ways, on whole pixels.
 * @param {Block} made
 * @param {number} left
 * @param {number} wide
 * @param {number} tall
 * @returns {Column}
 */
function placed({ cell, map, places, width, height }, left, wide, tall) {
  const x = Math.round(left + (wide - width) / 2);
  const y = Math.round(Math.max(0, tall - height) / 2);
  return { left, width: wide, cell, map, maps: places.map(([right, down]) => ({ x: x + right, y: y + down })), across: false };
}
