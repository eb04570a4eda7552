/** The arithmetic of one number, as the server worked it out: tables of small coloured numbers that lead to where each came from. */

import { element, link, present } from "../dom.js";
import { sayOf } from "./cell_sentence.js";
import { largest, legend, numberTable, plane, shades, signed, step } from "./number_table.js";
import { bent, bold, resultLine } from "./result_line.js";

/** @typedef {import("./detail_panel.js").Context} Context */
/** @typedef {import("./number_table.js").About} About */
/** @typedef {import("../geometry/receptive_field.js").Cell} Cell */
/** @typedef {import("../speaker.js").Told} Told */

/** @typedef {{corner: [number, number, number], inside: boolean[][]}} Patch  where the window begins, and which of it is no padding */
/** @typedef {{patch: Told[][][], kernel: Told[][][], products: Told[][][], sums: Told[], bias: Told, added: Told, total: Told}} Terms */
/** @typedef {{kind: "sum", activation: string} & Patch & Terms} Sum  of a convolution; all nests are rows, columns, channels */
/** @typedef {{kind: "window", patch: Told[][], winner?: [number, number], counted?: number} & Patch} Window  of a pooling */
/** @typedef {{kind: "copy", source: [number, number, number], before: Told, activation: string}} Copy  row, column and channel before */
/** @typedef {{kind: "pixel"}} Pixel */
/** @typedef {{view: "cell", value: Told, off: boolean} & Cell} NumberAt */
/** @typedef {NumberAt & (Sum | Window | Copy | Pixel)} NumberAnswer  what the server says of one number */
/** @typedef {(row: number, column: number) => boolean} Counts  which number of a window counts most */

/** @param {NumberAnswer} answer @param {Context} context @returns {HTMLElement[]} */
export function arithmeticPanel(answer, context) {
  const { words } = context;
  const off = answer.off && element("p", { class: "worth" }, words.say("silenced"));
  const notes = [...notesOf(answer), "from_zero"].map((key) => words.say(key));
  return present([off, ...FORMS[answer.kind](answer, context), element("p", { class: "quiet" }, notes.join(" "))]);
}

/**
 * What is drawn of each form that the arithmetic of a number can have (`network/kinds/terms.py`); a form's drawing takes its own answer.
 * @type {Record<string, (answer: any, context: Context) => HTMLElement[]>}
 */
const FORMS = {
  pixel: ({ value }, { words }) => [element("p", {}, words.say("pixel", { value: words.number(value) }))],
  sum: ofSum,
  window: (answer, context) => [ofWindow(answer, context)],
  copy: (answer, context) => [ofCopy(answer, context)],
};

/**
 * What is to be said of the tables: what is framed in them, and that their numbers are rounded.
 * @param {NumberAnswer} answer
 * @returns {string[]}
 */
function notesOf(answer) {
  if (answer.kind === "sum") return present([largest(answer.products, 0) > 0 && "framed_sum", "rounded"]);
  if (answer.kind === "window") return answer.winner ? ["framed_window"] : [];
  return answer.kind === "copy" ? ["framed_copy"] : [];
}

/** A convolution: its result, its terms, and what their colours mean. @param {NumberAt & Sum} answer @param {Context} context */
function ofSum(answer, context) {
  const { words, palettes } = context;
  const reach = { kernel_table: largest(answer.kernel), products_table: largest(answer.products) };
  const legends = Object.entries(reach).map(([name, end]) => legend(palettes, end, words, words.say(name)));
  return [resultLine(answer, context), element("div", { class: "terms" }, ...terms(answer, reach, context)), element("div", { class: "terms" }, ...legends)];
}

/**
 * For each channel of the layer before: its patch, the kernel, their products and what these add up to.
 * @param {NumberAt & Sum} answer
 * @param {{kernel_table: number, products_table: number}} reach  the ends of the tables' colours
 * @param {Context} context
 */
function terms(answer, reach, context) {
  const { stage, corner, patch, kernel, products, sums } = answer;
  const { words, palettes, layers } = context;
  const best = largest(products, 0);
  return sums.map((added, at) => {
    const channel = corner[2] + at;
    /** @type {Counts} */
    const counts = (row, column) => best > 0 && Math.abs(Number(products[row][column][at])) === best;
    const about = under(answer, context, channel, counts);
    /** @param {"kernel_table" | "products_table"} name @param {Told[][][]} nest */
    const table = (name, nest) => numberTable(plane(nest, at), signed(palettes, reach[name]), context, { name: words.say(name) });
    const tables = [
      numberTable(plane(patch, at), shades(context, stage - 1, channel), context, { name: words.say("patch"), about }),
      step("×", table("kernel_table", kernel)),
      step("=", table("products_table", products)),
    ];
    const before = layers[stage - 1].name;
    const name = layers[stage - 1].shape[2] > 1 ? words.say("from_channel", { layer: before, channel }) : before;
    const sum = element("span", {}, "Σ ", bold(words.number(added)));
    const go = () => context.open({ view: "channel", stage: stage - 1, channel });
    const title = element("figcaption", {}, link(name, go), sum);
    return element("figure", { class: "term" }, title, element("div", { class: "row" }, ...tables));
  });
}

/**
 * What is to be said of the numbers under a window: which are padding, where the others are, which count most.
 * @param {{stage: number} & Patch} answer
 * @param {Context} context
 * @param {number} channel
 * @param {Counts} counts
 * @returns {(row: number, column: number) => About}
 */
function under({ stage, corner, inside }, { words }, channel, counts) {
  return (row, column) => {
    if (!inside[row][column]) return { label: words.say("padding") };
    const cell = { stage: stage - 1, row: corner[0] + row, column: corner[1] + column, channel };
    return { cell, best: counts(row, column) };
  };
}

/** A pooling: the candidates, and which of them it is, or their mean. @param {NumberAt & Window} answer @param {Context} context */
function ofWindow(answer, context) {
  const { stage, corner, patch, winner, counted, value } = answer;
  const { words } = context;
  const channel = corner[2];
  /** @type {Counts} */
  const counts = (row, column) => row === winner?.[0] && column === winner[1];
  const about = under(answer, context, channel, counts);
  const table = numberTable(patch, shades(context, stage - 1, channel), context, { name: words.say("patch"), about });
  const shown = words.number(value);
  const said = winner ? words.say("largest", { value: shown }) : words.say("mean", { count: counted, value: shown });
  return element("div", { class: "row" }, table, step("→", element("p", { class: "result" }, bold(said))));
}

/**
 * A layer that moves or repeats a number, or bends it: the number it has from the layer before.
 * @param {NumberAt & Copy} answer
 * @param {Context} context
 */
function ofCopy({ stage, source: [row, column, channel], before, value, activation }, context) {
  const { words, layers } = context;
  const source = { stage: stage - 1, row, column, channel };
  const cell = sayOf("cell", layers[source.stage], source, words);
  const said = element("p", {}, words.say(activation === "linear" ? "copies" : "bends", { cell }));
  const about = () => ({ cell: source, best: true });
  const table = numberTable([[before]], shades(context, source.stage, source.channel), context, { name: words.say("patch"), about });
  return element("div", {}, said, element("div", { class: "row" }, table, ...bent(activation, bold(words.number(value)), words)));
}
