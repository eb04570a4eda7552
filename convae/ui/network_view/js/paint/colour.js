/** From numbers to colours: the palettes that the server's pictures have. */

/** @typedef {Uint32Array} Palette  its colours as the words of a canvas's memory */
/** @typedef {Record<import("../blob.js").PaletteName, Palette>} Palettes */

/**
 * The colours of a palette as the words of a canvas's memory.
 * @param {string} encoded  base64 of 255 colours, three bytes each
 * @returns {Palette}
 */
export function paletteOf(encoded) {
  const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  return Uint32Array.from({ length: bytes.length / 3 }, (_, at) => word(bytes[3 * at], bytes[3 * at + 1], bytes[3 * at + 2]));
}

/**
 * A colour as a canvas keeps it, its red in the lowest byte (all machines with a browser are little-endian).
 * @param {number} red
 * @param {number} green
 * @param {number} blue
 */
function word(red, green, blue) {
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}

/** A colour of a palette for CSS, at a share from 0 to 1. @param {Palette} palette @param {number} share */
export function css(palette, share) {
  const colour = palette[index(palette, share)];
  return `rgb(${colour & 255} ${(colour >> 8) & 255} ${(colour >> 16) & 255})`;
}

/**
 * Black or white, whichever has more contrast to that colour: never less than 4.58 : 1 (WCAG 2.2, contrast ratio).
 * @param {Palette} palette
 * @param {number} share
 */
export function inkOn(palette, share) {
  const light = luminance(palette[index(palette, share)]);
  return (light + 0.05) / 0.05 > 1.05 / (light + 0.05) ? "#000" : "#fff";
}

/**
 * The relative luminance of a colour, from 0, black, to 1, white (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
 * @param {number} colour
 */
function luminance(colour) {
  const [red, green, blue] = [0, 8, 16].map((shift) => linear(((colour >> shift) & 255) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {number} level */
function linear(level) {
  return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
}

/** @param {Palette} palette @param {number} share */
function index(palette, share) {
  return Math.round(Math.min(1, Math.max(0, share || 0)) * (palette.length - 1));
}

/**
 * One layer's numbers as pixels, map below map, a flat row as one map of a single column.
 * @param {Float32Array} values  rows × columns × channels, the channel counting fastest
 * @param {import("../blob.js").Shape} shape
 * @param {import("./colour_scale.js").Ends[]} ends  of each map
 * @param {Palette} palette
 * @returns {Uint32Array<ArrayBuffer>} channels × rows × columns pixels
 */
export function pixelsOf(values, [rows, columns, channels], ends, palette) {
  const pixels = new Uint32Array(values.length);
  const last = palette.length - 1;
  for (let channel = 0; channel < channels; channel += 1) {
    const [low, high] = ends[channel];
    const factor = high > low ? last / (high - low) : 0;
    for (let at = 0; at < rows * columns; at += 1) {
      const shade = Math.round((values[at * channels + channel] - low) * factor);
      pixels[channel * rows * columns + at] = palette[shade > 0 ? Math.min(shade, last) : 0];
    }
  }
  return pixels;
}
