/** The network that a view shows: the server's book, with what the browser makes of it once and for all. */

import { paletteOf } from "./paint/colour.js";
import { speaker } from "./speaker.js";

/**
 * What is the same whatever the digit and the weights.
 * @typedef {object} Network
 * @property {string} model  a name for all that is here; another network, past or language has another one
 * @property {string} of  a name for the layers and the past, in whatever language
 * @property {number} code  which of the layers is the code
 * @property {import("./blob.js").Layer[]} layers
 * @property {import("./blob.js").Past | null} past
 * @property {import("./paint/colour.js").Palettes} palettes
 * @property {import("./speaker.js").Speaker} words
 */

/** @param {import("./blob.js").Book} book @returns {Network} */
export function networkOf({ model, of, code, layers, past, palettes, words }) {
  const { activation, ink, difference } = palettes;
  const decoded = { activation: paletteOf(activation), ink: paletteOf(ink), difference: paletteOf(difference) };
  return { model, of, code, layers, past, palettes: decoded, words: speaker(words) };
}
