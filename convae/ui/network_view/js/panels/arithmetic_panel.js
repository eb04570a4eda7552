/** The arithmetic of one number, as the server worked it out: tables of small coloured numbers that lead to where each came from. */

import { element, link } from "../dom.js";
import { heat, largest, legend, plane, shades, signed, step } from "./number_table.js";
import { sayOf } from "./cell_sentence.js";
import { decimalsOf } from "./rounding.js";

/**
 * What the panels know of the page around them.
 * @typedef {object} Context
 * @property {import("../blob.js").Layer[]} layers
 * @property {ReturnType<typeof import("../dom.js").speaker>} words
 * @property {{activation: Uint32Array, ink: Uint32Array, difference: Uint32Array}} palettes
 * @property {Float32Array[]} values
 * @property {[number, number][][]} ends  of the colours of each layer's maps in the picture
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
  const { words } = context;
  const off = answer.off && element("p", { class: "worth" }, words.say("silenced"));
  const notes = [...notesOf(answer), "from_zero"].map((key) => words.say(key));
  return [off, ...FORMS[answer.kind](answer, context), element("p", { class: "quiet" }, notes.join(" "))].filter(Boolean);
}

/** What is drawn of each form that the arithmetic of a number can have (`network/kinds/terms.py`). */
const FORMS = {
  pixel: ({ value }, { words }) => [element("p", {}, words.say("pixel", { value: words.number(value) }))],
  sum: ofSum,
  window: (answer, context) => [ofWindow(answer, context)],
  copy: (answer, context) => [ofCopy(answer, context)],
};

/** What is to be said of the tables: what is framed in them, and that their numbers are rounded. */
function notesOf({ kind, winner, products }) {
  if (kind === "sum") return [largest(products, 0) > 0 && "framed_sum", "rounded"].filter(Boolean);
  if (kind === "window") return winner ? ["framed_window"] : [];
  return kind === "copy" ? ["framed_copy"] : [];
}

/** A convolution: its result, its terms, and what their colours mean. */
function ofSum(answer, context) {
  const { words, palettes } = context;
  const reach = { kernel_table: largest(answer.kernel), products_table: largest(answer.products) };
  const legends = Object.entries(reach).map(([name, end]) => legend(palettes, end, words, words.say(name)));
  return [result(answer, context), element("div", { class: "terms" }, ...terms(answer, reach, context)), element("div", { class: "terms" }, ...legends)];
}

/** The last line of a convolution: the sums, the bias, the activation; its numbers have so many decimals that they add up. */
function result({ added, bias, total, activation, value, products }, { words }) {
  const count = words.whole(products.flat(2).length);
  const decimals = decimalsOf([added, bias], total);
  const said = (each) => bold(decimals === null ? words.number(each) : words.fixed(each, decimals));
  return element(
    "p",
    { class: "result" },
    element("span", {}, words.say("products", { count }), " ", said(added)),
    step("+", element("span", {}, words.say("bias"), " ", said(bias))),
    step(decimals === null ? "≈" : "=", said(total)),
    ...bent(activation, value === total ? said(value) : bold(words.number(value)), words),
  );
}

/** What an activation makes of a sum; nothing for one that leaves it as it is. */
function bent(activation, value, words) {
  if (activation === "linear") return [];
  return [step("→", element("span", {}, words.say(activation), " ", value))];
}

/** For each channel of the layer before: its patch, the kernel, their products and what these add up to. */
function terms(answer, reach, context) {
  const { stage, corner, patch, kernel, products, sums } = answer;
  const { words, palettes, layers } = context;
  const best = largest(products, 0);
  return sums.map((added, at) => {
    const channel = corner[2] + at;
    const counts = (row, column) => best > 0 && Math.abs(products[row][column][at]) === best;
    const tables = [
      heat(plane(patch, at), shades(context, stage - 1, channel), context, {
        name: words.say("patch"),
        about: under(answer, context, channel, counts),
      }),
      step("×", heat(plane(kernel, at), signed(palettes, reach.kernel_table), context, { name: words.say("kernel_table") })),
      step("=", heat(plane(products, at), signed(palettes, reach.products_table), context, { name: words.say("products_table") })),
    ];
    const before = layers[stage - 1].name;
    const name = layers[stage - 1].shape[2] > 1 ? words.say("from_channel", { layer: before, channel }) : before;
    const sum = element("span", {}, "Σ ", bold(words.number(added)));
    const go = () => context.open({ view: "channel", stage: stage - 1, channel });
    const title = element("figcaption", {}, link(name, go), sum);
    return element("figure", { class: "term" }, title, element("div", { class: "row" }, ...tables));
  });
}

/** What is to be said of the numbers under a window: which are padding, where the others are, which count most. */
function under({ stage, corner, inside }, { words }, channel, counts) {
  return (row, column) => {
    if (!inside[row][column]) return { label: words.say("padding") };
    const cell = { stage: stage - 1, row: corner[0] + row, column: corner[1] + column, channel };
    return { cell, best: counts(row, column) };
  };
}

/** A pooling: the candidates, and which of them it is, or their mean. */
function ofWindow(answer, context) {
  const { stage, corner, patch, winner, counted, value } = answer;
  const { words } = context;
  const channel = corner[2];
  const counts = (row, column) => Boolean(winner) && row === winner[0] && column === winner[1];
  const about = under(answer, context, channel, counts);
  const table = heat(patch, shades(context, stage - 1, channel), context, { name: words.say("patch"), about });
  const shown = words.number(value);
  const said = winner ? words.say("largest", { value: shown }) : words.say("mean", { count: counted, value: shown });
  return element("div", { class: "row" }, table, step("→", element("p", { class: "result" }, bold(said))));
}

/** A layer that moves or repeats a number, or bends it: the number it has from the layer before. */
function ofCopy({ stage, source: [row, column, channel], before, value, activation }, context) {
  const { words, layers } = context;
  const source = { stage: stage - 1, row, column, channel };
  const cell = sayOf("cell", layers[source.stage], source, words);
  const said = element("p", {}, words.say(activation === "linear" ? "copies" : "bends", { cell }));
  const about = () => ({ cell: source, best: true });
  const table = heat([[before]], shades(context, source.stage, source.channel), context, { name: words.say("patch"), about });
  return element("div", {}, said, element("div", { class: "row" }, table, ...bent(activation, bold(words.number(value)), words)));
}

function bold(content) {
  return element("b", {}, content);
}
