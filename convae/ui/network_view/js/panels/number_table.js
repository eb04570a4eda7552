/** Tables of small coloured numbers. */

import { element } from "../dom.js";
import { css, inkOn } from "../paint/colour.js";
import { sayOf } from "./cell_sentence.js";

/** @typedef {import("./detail_panel.js").Context} Context */
/** @typedef {import("../paint/colour.js").Palettes} Palettes */
/** @typedef {(value: number) => [import("../paint/colour.js").Palette, number]} Colouring  the palette, and the share of it from 0 to 1 */

/**
 * What is known of one number of a table.
 * @typedef {object} About
 * @property {string} [label]  what it is, where it is no number of the network
 * @property {import("../geometry/receptive_field.js").Cell} [cell]  where it stands
 * @property {boolean} [best]  whether it counts most
 */

/**
 * Numbers as a table of colours; those that come from somewhere lead there.
 * @param {number[][]} values
 * @param {Colouring} colour
 * @param {Context} context
 * @param {object} options
 * @param {string} options.name  what the table shows
 * @param {(row: number, column: number) => About} [options.about]
 */
export function numberTable(values, colour, context, { name, about = () => ({}) }) {
  /** @param {number} value @param {number} row @param {number} column */
  const number = (value, row, column) => one(value, colour(value), context, `${row} ${column}`, about(row, column));
  const lines = values.map((line, row) => element("tr", {}, ...line.map((value, column) => number(value, row, column))));
  return element("table", { class: "heat", "aria-label": name }, ...lines);
}

/**
 * One number of a table.
 * @param {number} value
 * @param {ReturnType<Colouring>} colour
 * @param {Context} context
 * @param {string} place  its row and column in the table
 * @param {About} about
 */
function one(value, [palette, share], { words, layers, open }, place, { label, cell, best }) {
  if (label) return element("td", { class: "padding", title: label }, "0");
  const style = `background:${css(palette, share)};color:${inkOn(palette, share)}`;
  const title = words.number(value);
  if (!cell) return element("td", { style, title }, words.brief(value));
  const attributes = {
    style,
    title,
    "aria-label": words.say("leads", { value: title, cell: sayOf("cell", layers[cell.stage], cell, words) }),
    onclick: () => open({ view: "cell", ...cell }),
    "data-best": best,
    "data-at": place,
  };
  return element("td", {}, element("button", attributes, words.brief(value)));
}

/**
 * The colours that the numbers of a map have in the picture.
 * @param {Context} context
 * @param {number} stage
 * @param {number} channel
 * @returns {Colouring}
 */
export function shades({ layers, ends, palettes }, stage, channel) {
  const { flat, grey } = layers[stage];
  const [low, high] = ends[stage][flat ? 0 : channel];
  const palette = grey ? palettes.ink : palettes.activation;
  return (value) => [palette, high > low ? (value - low) / (high - low) : 0];
}

/** Colours for numbers of either sign: white is 0. @param {Palettes} palettes @param {number} reach @returns {Colouring} */
export function signed(palettes, reach) {
  return (value) => [palettes.difference, 0.5 + value / (2 * reach)];
}

/**
 * What the colours of numbers of either sign mean: whose they are, the two ends, and 0 in the middle.
 * @param {Palettes} palettes
 * @param {number} reach
 * @param {import("../speaker.js").Speaker} words
 * @param {string} name
 */
export function legend(palettes, reach, words, name = "") {
  const colours = signed(palettes, reach);
  /** @param {number} from */
  const half = (from) => {
    const shares = [0, 0.25, 0.5, 0.75, 1].map((share) => css(...colours((from + share) * reach)));
    return element("i", { style: `width:3rem;background:linear-gradient(90deg,${shares.join(",")})` });
  };
  const [low, high] = [-reach, reach].map((end) => element("span", {}, words.number(end)));
  return element("p", { class: "legend" }, name && element("span", {}, name), low, half(-1), element("span", {}, "0"), half(0), high);
}

/**
 * The largest size of any number in a nest of rows, columns and channels; where all are 0, what is given `for0`.
 * @param {number[][][]} nest
 * @param {number} for0
 */
export function largest(nest, for0 = 1) {
  return nest.flat(2).reduce((/** @type {number} */ most, each) => Math.max(most, Math.abs(each)), 0) || for0;
}

/** One channel of rows × columns × channels. @template Each @param {Each[][][]} nest @param {number} channel @returns {Each[][]} */
export function plane(nest, channel) {
  return nest.map((row) => row.map((each) => each[channel]));
}

/**
 * An arithmetic sign or an arrow with what follows it: where a line breaks, the sign begins the next one.
 * @param {string} symbol
 * @param {...Node} content
 */
export function step(symbol, ...content) {
  return element("span", { class: "step" }, element("span", { class: "sign" }, symbol), ...content);
}
