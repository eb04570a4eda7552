/** The arithmetic of one number: tables of small coloured numbers that lead to where each came from. */

import { element, link, present } from "../dom.js";
import { sayOf } from "./cell_sentence.js";
import { blockOf, isBlock } from "./equal_block.js";
import { largest, legend, numberTable, plane, shades, signed, step } from "./number_table.js";
import { times } from "../speaker.js";
import { bent, bold, resultLine } from "./result_line.js";

/** @typedef {import("./detail_panel.js").Context} Context */
/** @typedef {import("./number_table.js").About} About */
/** @typedef {import("../geometry/receptive_field.js").Cell} Cell */

/** @typedef {import("../engine/registry.js").Sum} Sum */
/** @typedef {import("../engine/registry.js").Pooled} Pooled */
/** @typedef {import("../engine/registry.js").Largest} Largest */
/** @typedef {import("../engine/registry.js").Mean} Mean */
/** @typedef {import("../engine/registry.js").Single} Single */
/** @typedef {import("../engine/registry.js").Window} Window */
/** @typedef {{off: boolean} & Cell} NumberAt  where the number is, and whether its channel is switched off */
/** @typedef {NumberAt & import("../engine/registry.js").Terms} Made  how it comes about */
/** @typedef {(row: number, column: number) => boolean} Counts  which number of a window counts most */

/** @param {Made} made @param {Context} context @returns {HTMLElement[]} */
export function arithmeticPanel(made, context) {
  const { words } = context;
  const off = made.off && element("p", { class: "worth" }, words.say("silenced"));
  const notes = [...notesOf(made), "from_zero"].map((key) => words.say(key));
  return present([off, ...FORMS[made.form](made, context), element("p", { class: "quiet" }, notes.join(" "))]);
}

/**
 * What is drawn of each form that the arithmetic of a number can have (`network/kinds/terms.py`); a form's drawing takes its own terms.
 * @type {Record<string, (made: any, context: Context) => HTMLElement[]>}
 */
const FORMS = {
  pixel: ({ value }, { words }) => [element("p", {}, words.say("pixel", { value: words.number(value) }))],
  sum: ofSum,
  largest: (made, context) => [ofLargest(made, context)],
  mean: (made, context) => [ofMean(made, context)],
  copy: (made, context) => [ofCopy(made, context)],
};

/**
 * What is to be said of the tables: what is framed in them, and that their numbers are rounded.
 * @param {Made} made
 * @returns {string[]}
 */
function notesOf(made) {
  if (made.form === "sum") return present([largest(made.products, 0) > 0 && "framed_sum", "rounded"]);
  if (made.form === "largest") return ["framed_window"];
  return made.form === "copy" ? [isBlock(made.block) ? "framed_block" : "framed_copy"] : [];
}

/** A convolution: its result, its terms, and what their colours mean. @param {NumberAt & Sum} made @param {Context} context */
function ofSum(made, context) {
  const { words, palettes } = context;
  const reach = { kernel_table: largest(made.kernel), products_table: largest(made.products) };
  const legends = Object.entries(reach).map(([name, end]) => legend(palettes, end, words, words.say(name)));
  return [resultLine(made, context), element("div", { class: "terms" }, ...terms(made, reach, context)), element("div", { class: "terms" }, ...legends)];
}

/**
 * For each channel of the layer before: its patch, the kernel, their products and what these add up to.
 * @param {NumberAt & Sum} made
 * @param {{kernel_table: number, products_table: number}} reach  the ends of the tables' colours
 * @param {Context} context
 */
function terms(made, reach, context) {
  const { stage, corner, patch, kernel, products, sums } = made;
  const { words, palettes, layers } = context;
  const best = largest(products, 0);
  return sums.map((added, at) => {
    const channel = corner[2] + at;
    /** @type {Counts} */
    const counts = (row, column) => best > 0 && Math.abs(products[row][column][at]) === best;
    const about = under(made, context, channel, counts);
    /** @param {"kernel_table" | "products_table"} name @param {number[][][]} nest */
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
 * @param {{stage: number} & Window} made
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

/** The largest number under a window, framed. @param {NumberAt & Largest} made @param {Context} context */
function ofLargest(made, context) {
  const { winner, value } = made;
  const { words } = context;
  const said = words.say("largest", { value: words.number(value) });
  return ofWindow(made, context, said, (row, column) => row === winner[0] && column === winner[1]);
}

/** The mean of the numbers under a window, none of which counts more than another. @param {NumberAt & Mean} made @param {Context} context */
function ofMean(made, context) {
  const { counted: count, value } = made;
  const { words } = context;
  return ofWindow(made, context, words.say("mean", { count, value: words.number(value) }), () => false);
}

/** A pooling: the numbers under its window, and what is said of them. @param {NumberAt & Pooled} made @param {Context} context @param {string} said @param {Counts} counts */
function ofWindow(made, context, said, counts) {
  const { stage, corner, patch } = made;
  const channel = corner[2];
  const about = under(made, context, channel, counts);
  const table = numberTable(patch, shades(context, stage - 1, channel), context, { name: context.words.say("patch"), about });
  return element("div", { class: "row" }, table, step("→", element("p", { class: "result" }, bold(said))));
}

/**
 * A layer that moves or repeats a number, or bends it: the number it has from the layer before.
 * @param {NumberAt & Single} made
 * @param {Context} context
 */
function ofCopy(made, context) {
  const { stage, source: [row, column, channel], before, value, activation, block } = made;
  const { words, layers } = context;
  const source = { stage: stage - 1, row, column, channel };
  const cell = sayOf("cell", layers[source.stage], source, words);
  const key = isBlock(block) ? "block" : activation === "linear" ? "copies" : "bends";
  const said = element("p", {}, words.say(key, { cell, size: times(block) }));
  const about = () => ({ cell: source, best: true });
  const table = numberTable([[before]], shades(context, source.stage, source.channel), context, { name: words.say("patch"), about });
  const after = isBlock(block) ? [step("→", blockOf(made, context))] : bent(activation, bold(words.number(value)), words);
  return element("div", {}, said, element("div", { class: "row" }, table, ...after));
}
