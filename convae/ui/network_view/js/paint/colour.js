/** From numbers to colours: the palettes that the server's pictures have, and which numbers share a scale. */

/** @typedef {"map" | "layer" | "network"} Scale  which numbers share the colours */

/**
 * The ends of the colours of a network's maps: those of a picture of ink on paper are 0 and 1.
 * @param {import("../blob.js").Layer[]} layers
 * @param {Float32Array[]} values
 * @param {Scale} scale
 */
export function endsOf(layers, values, scale) {
  const counts = layers.map(({ flat, shape }) => (flat ? 1 : shape[2]));
  return limits(values, counts, scale).map((ends, stage) => (layers[stage].grey ? [[0, 1]] : ends));
}

/**
 * The ends of the colours for every map of every layer; 0 is always within them, so that equal colours are equal numbers
 * wherever they share a scale.
 * @param {Float32Array[]} values  of each layer, the channel counting fastest
 * @param {number[]} channels  how many each layer has; 1 for a flat row
 * @param {Scale} scale
 * @returns {[number, number][][]} for each layer and channel the lowest and the highest number
 */
export function limits(values, channels, scale) {
  const each = values.map((numbers, stage) => span(numbers, channels[stage]));
  if (scale === "map") return each;
  const layers = each.map(joined);
  const whole = joined(layers);
  return each.map((maps, stage) => maps.map(() => (scale === "layer" ? layers[stage] : whole)));
}

function span(numbers, channels) {
  const maps = Array.from({ length: channels }, () => [0, 0]);
  for (let at = 0; at < numbers.length; at += 1) {
    const map = maps[at % channels];
    if (numbers[at] < map[0]) map[0] = numbers[at];
    else if (numbers[at] > map[1]) map[1] = numbers[at];
  }
  return maps;
}

function joined(intervals) {
  return [Math.min(...intervals.map(([low]) => low)), Math.max(...intervals.map(([, high]) => high))];
}

/**
 * The colours of a palette as the words of a canvas's memory.
 * @param {string} encoded  base64 of 255 colours, three bytes each
 * @returns {Uint32Array}
 */
export function paletteOf(encoded) {
  const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  return Uint32Array.from({ length: bytes.length / 3 }, (_, at) => word(bytes[3 * at], bytes[3 * at + 1], bytes[3 * at + 2]));
}

/** A colour as a canvas keeps it, its red in the lowest byte (all machines with a browser are little-endian). */
function word(red, green, blue) {
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}

/** A colour of a palette for CSS, at a share from 0 to 1. */
export function css(palette, share) {
  const colour = palette[index(palette, share)];
  return `rgb(${colour & 255} ${(colour >> 8) & 255} ${(colour >> 16) & 255})`;
}

/** Black or white, whichever has more contrast to that colour: never less than 4.58 : 1 (WCAG 2.2, contrast ratio). */
export function inkOn(palette, share) {
  const light = luminance(palette[index(palette, share)]);
  return (light + 0.05) / 0.05 > 1.05 / (light + 0.05) ? "#000" : "#fff";
}

/** The relative luminance of a colour, from 0, black, to 1, white (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
function luminance(colour) {
  const [red, green, blue] = [0, 8, 16].map((shift) => linear(((colour >> shift) & 255) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(level) {
  return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
}

function index(palette, share) {
  return Math.round(Math.min(1, Math.max(0, share || 0)) * (palette.length - 1));
}

/**
 * One layer's numbers as pixels, map below map, a flat row as one map of a single column.
 * @param {Float32Array} values  rows × columns × channels, the channel counting fastest
 * @param {[number, number, number]} shape
 * @param {[number, number][]} ends  of each map
 * @param {Uint32Array} palette
 * @returns {Uint32Array} channels × rows × columns pixels
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
