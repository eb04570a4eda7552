/** Tables of small coloured numbers. */

import { css, inkOn } from "../paint/colour.js";
import { element } from "../dom.js";
import { sayOf } from "./cell_sentence.js";

/**
 * Numbers as a table of colours; those that come from somewhere lead there.
 * @param {number[][]} values
 * @param {(value: number) => [Uint32Array, number]} colour  the palette, and the share of it from 0 to 1
 * @param {import("./arithmetic_panel.js").Context} context
 * @param {{name: string, about?: (row: number, column: number) => {label?: string, cell?: object, best?: boolean}}} options
 *   what the table shows, and of each number: a label where it is none, the cell it is, whether it counts most
 */
export function heat(values, colour, context, { name, about = () => ({}) }) {
  const number = (value, row, column) => one(value, colour(value), context, `${row} ${column}`, about(row, column));
  const lines = values.map((line, row) => element("tr", {}, ...line.map((value, column) => number(value, row, column))));
  return element("table", { class: "heat", "aria-label": name }, ...lines);
}

/** One number of a table. */
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

/** The colours that the numbers of a map have in the picture. */
export function shades({ layers, ends, palettes }, stage, channel) {
  const { flat, grey } = layers[stage];
  const [low, high] = ends[stage][flat ? 0 : channel];
  const palette = grey ? palettes.ink : palettes.activation;
  return (value) => [palette, high > low ? (value - low) / (high - low) : 0];
}

/** Colours for numbers of either sign: white is 0. */
export function signed(palettes, reach) {
  return (value) => [palettes.difference, 0.5 + value / (2 * reach)];
}

/** What the colours of numbers of either sign mean: whose they are, the two ends, and 0 in the middle. */
export function legend(palettes, reach, words, name = "") {
  const colours = signed(palettes, reach);
  const half = (from) => {
    const shares = [0, 0.25, 0.5, 0.75, 1].map((share) => css(...colours((from + share) * reach)));
    return element("i", { style: `width:3rem;background:linear-gradient(90deg,${shares.join(",")})` });
  };
  const [low, high] = [-reach, reach].map((end) => element("span", {}, words.number(end)));
  return element("p", { class: "legend" }, name && element("span", {}, name), low, half(-1), element("span", {}, "0"), half(0), high);
}

/** The largest size of any number in a nest of rows, columns and channels; where all are 0, what is given `for0`. */
export function largest(nest, for0 = 1) {
  return nest.flat(2).reduce((most, each) => Math.max(most, Math.abs(each)), 0) || for0;
}

/** One channel of rows × columns × channels. */
export function plane(nest, channel) {
  return nest.map((row) => row.map((each) => each[channel]));
}

/** An arithmetic sign or an arrow with what follows it: where a line breaks, the sign begins the next one. */
export function step(symbol, ...content) {
  return element("span", { class: "step" }, element("span", { class: "sign" }, symbol), ...content);
}
