/**
 * All kinds of layers that the browser knows, by the names that Keras gives them. Whoever adds one lists it here.
 *
 * A layer's numbers stand row by row, the channel counting fastest, whether it gives them a shape or lays them in a row.
 */

import { activation } from "./activation.js";
import { conv2d } from "./conv2d.js";
import { inputLayer } from "./input_layer.js";
import { averagePooling2D, maxPooling2D } from "./pooling.js";
import { reshaping } from "./reshaping.js";
import { upSampling2D } from "./up_sampling.js";

/** @typedef {[number, number]} Pair  down and across */
/** @typedef {[number, number, number]} Shape  rows, columns, channels */

/**
 * One layer as the server describes it to the engine (`network_description.py`).
 * @typedef {object} Layer
 * @property {string} name
 * @property {string} kind  as Keras calls it
 * @property {Shape} shape  of a flat row, that of the numbers that it lays in a row
 * @property {any} options  what else its kind needs: the `options` of its class in `network/kinds/`
 * @property {number[][]} weights  shapes of its weights
 */

/**
 * What goes into a layer, and what it has found in training.
 * @typedef {object} Given
 * @property {Float32Array} values  the numbers of the layer before
 * @property {Shape} shape  their rows, columns and channels
 * @property {Float32Array[]} weights
 */

/**
 * A kind of layer.
 * @typedef {object} Kind
 * @property {(given: Given, layer: Layer, out: Float32Array) => void} compute  fills `out` with the layer's numbers
 * @property {(given: Given, layer: Layer, cell: Cell) => Terms} explain  how the number at `cell` comes about
 */

/* How one number comes about: the records in which each kind says it. They are those of `network/kinds/terms.py`, where each field is
   described; all nests are rows, columns, channels. */

/** @typedef {[number, number, number]} Cell  row, column and channel, from 0 */
/** @typedef {{corner: Cell, inside: boolean[][]}} Window  where it begins in the layer before, and which of it is no padding */

/** @typedef {{form: "pixel", value: number}} Pixel */
/**
 * @typedef {{form: "sum", value: number, patch: number[][][], kernel: number[][][], products: number[][][], sums: number[],
 *   added: number, bias: number, total: number, activation: string} & Window} Sum
 */
/** @typedef {{value: number, patch: number[][]} & Window} Pooled */
/** @typedef {{form: "largest", winner: Pair} & Pooled} Largest */
/** @typedef {{form: "mean", total: number, counted: number} & Pooled} Mean */
/** @typedef {{form: "copy", value: number, source: Cell, before: number, activation: string, block: Pair}} Single */
/** @typedef {Pixel | Sum | Largest | Mean | Single} Terms */

/** @type {Record<string, Kind>} */
const KINDS = {
  InputLayer: inputLayer,
  Conv2D: conv2d,
  MaxPooling2D: maxPooling2D,
  AveragePooling2D: averagePooling2D,
  UpSampling2D: upSampling2D,
  Flatten: reshaping,
  Reshape: reshaping,
  Activation: activation,
};

/**
 * The kind of a layer.
 * @param {Layer} layer
 * @returns {Kind}
 * @throws where it is none of those that the browser knows
 */
export function kindOf({ name, kind }) {
  if (!Object.hasOwn(KINDS, kind)) throw new Error(`The browser knows no layers of the kind ${kind}: ${name}`);
  return KINDS[kind];
}
