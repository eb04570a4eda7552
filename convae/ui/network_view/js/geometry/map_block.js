/** One layer's maps below each other, folded into more columns where they would not fit the height. */

/* All lengths are in pixels of a page whose letters are 16 pixels large; on other screens they grow and shrink with the letters. */
const GAP = 3;
const STRIP = 12;
/** For each pixel of the input and of the decoded picture. */
const PICTURE_CELL = 3;

/**
 * A layer's maps, before it is known where they stand in the picture; all lengths in CSS pixels.
 * @typedef {object} Block
 * @property {[number, number]} cell  width and height of one number
 * @property {[number, number]} map   width and height of one map
 * @property {[number, number][]} places  how far right and down each map begins; of a flat row, the row
 * @property {number} width
 * @property {number} height
 */

/** CSS pixels for each number of a layer's maps: such that larger maps look larger. @param {import("../blob.js").Layer} layer */
export function cellSize({ grey, shape: [rows, columns] }) {
  const length = Math.max(rows, columns);
  return grey ? PICTURE_CELL : (34 + (20 * (length - 4)) / 24) / length;
}

/** A length in CSS pixels that is a whole number of the screen's own, at least one of them. @param {number} length @param {number} ratio */
export function whole(length, ratio) {
  return Math.max(1, Math.round(length * ratio)) / ratio;
}

/**
 * One layer's maps with numbers of the size `cell`, folded: how large it becomes and where the maps are in it.
 * @param {import("../blob.js").Layer} layer
 * @param {number} cell
 * @param {import("./layout.js").Screen} screen
 * @returns {Block}
 */
export function block(layer, cell, screen) {
  const { height: most, unit, ratio } = screen;
  const [rows, columns, channels] = layer.shape;
  if (layer.flat) return strip(rows * columns * channels, screen);
  const gap = whole(GAP * unit, ratio);
  const [wide, tall] = [cell * columns, cell * rows];
  const below = Math.max(1, Math.floor((most + gap) / (tall + gap)));
  const across = Math.ceil(channels / below);
  /** @param {number} channel @returns {[number, number]} */
  const place = (channel) => [(channel % across) * (wide + gap), Math.floor(channel / across) * (tall + gap)];
  return {
    cell: [cell, cell],
    map: [wide, tall],
    places: Array.from({ length: channels }, (_, channel) => place(channel)),
    width: across * (wide + gap) - gap,
    height: Math.ceil(channels / across) * (tall + gap) - gap,
  };
}

/**
 * A flat row of numbers, as a strip from top to bottom.
 * @param {number} count
 * @param {import("./layout.js").Screen} screen
 * @returns {Block}
 */
function strip(count, { height: most, unit, ratio }) {
  const width = STRIP * unit;
  const height = Math.min(most, Math.max(1, Math.floor((most / count) * ratio)) * (count / ratio));
  return { cell: [width, height / count], map: [width, height], places: [[0, 0]], width, height };
}
