/** The arithmetic of one number, as the server worked it out: tables of small coloured numbers that lead to where each came from. */

import { css, inkOn } from "./colour.js";
import { element } from "./dom.js";

/**
 * What the panels know of the page around them.
 * @typedef {object} Context
 * @property {import("./blob.js").Layer[]} layers
 * @property {ReturnType<typeof import("./dom.js").speaker>} words
 * @property {{activation: Uint32Array, ink: Uint32Array, difference: Uint32Array}} palettes
 * @property {Float32Array[]} values
 * @property {Set<string>} off         "stage channel" of every channel that is switched off
 * @property {(asked: object) => void} open      show another number, channel or layer
 * @property {(stage: number, channel: number) => void} toggle  switch a channel off or on
 */

/**
 * @param {object} answer  what `answers.py` says of one number
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
export function arithmetic(answer, context) {
  return [answer.off && element("p", { class: "worth" }, context.words.say("silenced")), ...worked(answer, context)].filter(Boolean);
}

function worked(answer, context) {
  if (answer.kind === "sum") return [result(answer, context), element("div", { class: "terms" }, ...terms(answer, context))];
  if (answer.kind === "window") return [ofWindow(answer, context)];
  if (answer.kind === "copy") return [ofCopy(answer, context)];
  return [element("p", {}, context.words.say("pixel", { value: context.words.number(answer.value) }))];
}

/** The last line of a convolution: the sums, the bias, the activation. */
function result({ sums, bias, total, activation, value, products }, { words }) {
  const all = sums.reduce((added, each) => added + each, 0);
  const count = products.flat(2).length;
  return element(
    "p",
    { class: "result" },
    element("span", {}, words.say("products", { count }), " ", bold(words.number(all))),
    sign("+"),
    element("span", {}, words.say("bias"), " ", bold(words.number(bias))),
    sign("="),
    element("span", {}, bold(words.number(total))),
    ...(activation === "linear" ? [] : [sign("→"), element("span", {}, words.say(activation), " ", bold(words.number(value)))]),
  );
}

/** For each channel of the layer before: its patch, the kernel, their products and what these add up to. */
function terms(answer, context) {
  const { stage, corner, inside, patch, kernel, products, sums } = answer;
  const { words, palettes, layers } = context;
  const reach = { patch: largest(patch), kernel: largest(kernel), products: largest(products) };
  const best = products.flat(2).reduce((most, product) => Math.max(most, Math.abs(product)), 0);
  return sums.map((added, channel) => {
    const at = (row, column) => ({ stage: stage - 1, row: corner[0] + row, column: corner[1] + column, channel });
    const grey = layers[stage - 1].grey;
    const tables = [
      heat(plane(patch, channel), (value) => [grey ? palettes.ink : palettes.activation, value / reach.patch], context, (row, column) => ({
        label: inside[row][column] ? null : words.say("padding"),
        cell: inside[row][column] ? at(row, column) : null,
        best: best > 0 && Math.abs(products[row][column][channel]) === best,
      })),
      sign("×"),
      heat(plane(kernel, channel), signed(palettes, reach.kernel), context),
      sign("="),
      heat(plane(products, channel), signed(palettes, reach.products), context),
    ];
    const name = sums.length > 1 ? words.say("from_channel", { layer: layers[stage - 1].name, channel }) : layers[stage - 1].name;
    const sum = element("span", {}, "Σ ", bold(words.number(added)));
    const go = () => context.open({ view: "channel", stage: stage - 1, channel });
    const title = element("button", { class: "link", onclick: go }, name);
    return element("figure", { class: "term" }, element("figcaption", {}, title, sum), element("div", { class: "row" }, ...tables));
  });
}

/** A pooling: the candidates, and which of them it is, or their mean. */
function ofWindow(answer, context) {
  const { stage, corner, inside, patch, winner, counted, value, channel } = answer;
  const { words, palettes } = context;
  const reach = largest(patch.map((row) => row.map((each) => [each])));
  const table = heat(patch, (each) => [palettes.activation, each / reach], context, (row, column) => ({
    label: inside[row][column] ? null : words.say("padding"),
    cell: inside[row][column] ? { stage: stage - 1, row: corner[0] + row, column: corner[1] + column, channel } : null,
    best: winner ? row === winner[0] && column === winner[1] : row === 0 && column === 0,
  }));
  const shown = words.number(value);
  const said = winner ? words.say("largest", { value: shown }) : words.say("mean", { count: counted, value: shown });
  return element("div", { class: "row" }, table, sign("→"), element("p", { class: "result" }, bold(said)));
}

/** A layer that moves or repeats a number, or bends it: the number it has from the layer before. */
function ofCopy({ source, before, value, activation }, context) {
  const { words, layers, palettes } = context;
  const place = { layer: layers[source.stage].name, ...source };
  const said = element("p", {}, words.say(activation ? "bends" : "copies", place));
  const table = heat([[before]], (each) => [palettes.activation, each > 0 ? 1 : 0], context, () => ({ cell: source, best: true }));
  const end = activation ? [sign("→"), element("span", {}, words.say(activation), " ", bold(words.number(value)))] : [];
  return element("div", {}, said, element("div", { class: "row" }, table, ...end));
}

/**
 * Numbers as a table of colours.
 * @param {number[][]} values
 * @param {(value: number) => [Uint32Array, number]} colour  the palette, and the share of it from 0 to 1
 * @param {Context} context
 * @param {(row: number, column: number) => {label?: string | null, cell?: object | null, best?: boolean}} about
 */
export function heat(values, colour, context, about = () => ({})) {
  const { words, open } = context;
  return element(
    "table",
    { class: "heat" },
    ...values.map((row, at) =>
      element(
        "tr",
        {},
        ...row.map((value, column) => {
          const { label, cell, best } = about(at, column);
          if (label) return element("td", { class: "padding", title: label }, "0");
          const [palette, share] = colour(value);
          const style = `background:${css(palette, share)};color:${inkOn(palette, share)}`;
          const title = words.number(value);
          if (!cell) return element("td", { style, title }, words.brief(value));
          const go = () => open({ view: "cell", ...cell });
          const attributes = { style, title, onclick: go, "data-best": best, "data-at": `${at} ${column}` };
          return element("td", {}, element("button", attributes, words.brief(value)));
        }),
      ),
    ),
  );
}

/** Colours for numbers of either sign: white is 0. */
export function signed(palettes, reach) {
  return (value) => [palettes.difference, 0.5 + value / (2 * reach)];
}

/** The largest size of any number in a nest of rows, columns and channels; 1 where all are 0. */
export function largest(nest) {
  return nest.flat(2).reduce((most, each) => Math.max(most, Math.abs(each)), 0) || 1;
}

/** One channel of rows × columns × channels. */
export function plane(nest, channel) {
  return nest.map((row) => row.map((each) => each[channel]));
}

export function sign(symbol) {
  return element("span", { class: "sign" }, symbol);
}

function bold(content) {
  return element("b", {}, content);
}
