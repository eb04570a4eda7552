/** What each kind of layer computes, by the name that Keras gives to the kind; pure functions, which know no page. */

import { flatten } from "./flatten.js";
import { reshape } from "./reshape.js";
import { upSampling2D } from "./up_sampling.js";

/** @typedef {import("../blob.js").Layer} Layer */

/**
 * What one layer makes of the numbers of the layer before. Numbers stand row by row, the channel counting fastest.
 * @callback LayerFunction
 * @param {Float32Array} values  rows × columns × channels numbers of the layer before
 * @param {Layer} before  the layer before
 * @param {Layer} layer  the layer itself
 * @returns {Float32Array} the layer's numbers; they may be the same memory
 */

/** @type {Record<string, LayerFunction>} */
const FUNCTIONS = { Flatten: flatten, Reshape: reshape, UpSampling2D: upSampling2D };

/**
 * What `layer` makes of the numbers of the layer before.
 * @type {LayerFunction}
 * @throws where its kind is none of those that a browser can compute
 */
export function computed(values, before, layer) {
  if (!Object.hasOwn(FUNCTIONS, layer.kind)) throw new Error(`No function for layers of the kind ${layer.kind}: ${layer.name}`);
  return FUNCTIONS[layer.kind](values, before, layer);
}
