/** One layer, closer: its maps enlarged, its kernels, and what each of its channels is worth. */

import { element, present } from "../dom.js";
import { errorPerInk } from "../engine/reconstruction_error.js";
import { upTo } from "../engine/up_to.js";
import { pixelsOf } from "../paint/colour.js";
import { mapPicture } from "../paint/surface.js";
import { mapOf } from "./enlarged_map.js";
import { kernelTables, reachOf } from "./kernel_tables.js";
import { legend } from "./number_table.js";

/** @typedef {import("./detail_panel.js").Context} Context */
/** @typedef {import("../blob.js").Layer} Layer */

/** @typedef {{channel: number, copy: Float32Array, error: number}} Loss  a channel, and the copy of the digit without it */

/** CSS pixels of an enlarged map. */
const LARGE = 96;

/**
 * @param {{stage: number, kernels?: boolean}} asked
 * @param {Loss[] | null} ranked  what the loss of each channel costs, the worst first, where that is asked for
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
export function layerPanel({ stage, kernels = false }, ranked, context) {
  const layer = context.layers[stage];
  const buttons = choices(layer, stage, kernels, context);
  if (kernels) return [buttons, ...everyKernel(layer, stage, context)];
  if (layer.flat) return [element("p", {}, context.words.say("in_a_row"))];
  const maps = upTo(layer.shape[2]).map((channel) => mapOf(stage, channel, LARGE, context));
  return present([buttons, ranked && ranking(stage, ranked, context), element("div", { class: "maps" }, ...maps)]);
}

/** What else there is to see of a layer. @param {Layer} layer @param {number} stage @param {boolean} kernels @param {Context} context */
function choices(layer, stage, kernels, { words, open, decodes }) {
  const show = () => open({ view: "layer", stage, kernels: !kernels });
  const rank = () => open({ view: "rank", stage });
  return element(
    "p",
    { class: "buttons" },
    layer.kernel.length > 0 && element("button", { "aria-pressed": String(kernels), onclick: show }, words.say("kernels")),
    stage > 0 && decodes && element("button", { onclick: rank }, words.say("rank")),
  );
}

/**
 * What the loss of each channel costs, as bars; a line through them is the error without any loss.
 * @param {number} stage
 * @param {Loss[]} ranked
 * @param {Context} context
 */
function ranking(stage, ranked, context) {
  const { words, off, open, values } = context;
  const base = errorPerInk(values[0], values[values.length - 1]);
  const shares = sharesOf([base, ...ranked.map(({ error }) => error)]);
  const bars = ranked.map(({ channel, copy, error }, at) =>
    element(
      "button",
      { class: "bar-row", onclick: () => open({ view: "channel", stage, channel }) },
      element("span", {}, words.say("channel", { channel })),
      element("i", { style: `width:${100 * shares[at + 1]}%` }),
      element("b", {}, words.percent(error)),
      small(copy, context),
    ),
  );
  const error = words.percent(base);
  const name = words.say(off.size ? "rank_base_off" : "rank_base", { error, count: off.size });
  const line = element("i", { class: "base", role: "img", "aria-label": name, title: name });
  const label = element("p", { class: shares[0] > 0.5 ? "base-label before" : "base-label", "aria-hidden": "true" }, name);
  const said = element("p", {}, words.say("rank_says", { error }));
  const chart = element("div", { class: "bars", style: `--share:${shares[0]}` }, label, ...bars, line);
  return element("section", { class: "ranking" }, said, chart);
}

/** How long bars are, from 0 to 1: the largest finite number fills the room, what is no number has no bar. @param {number[]} numbers */
function sharesOf(numbers) {
  const most = Math.max(0, ...numbers.filter(Number.isFinite)) || 1;
  return numbers.map((number) => (Number.isNaN(number) ? 0 : Math.min(1, number / most)));
}

/** The copy of the digit that is left, small. @param {Float32Array} copy @param {Context} context */
function small(copy, { layers, palettes }) {
  const [rows, columns] = layers[layers.length - 1].shape;
  return mapPicture(pixelsOf(copy, [rows, columns, 1], [[0, 1]], palettes.ink), rows, columns, { "aria-hidden": "true" });
}

/**
 * Every kernel of a convolution: a figure for each filter, in it a table for each channel that it reads.
 * @param {Layer} layer
 * @param {number} stage
 * @param {Context} context
 */
function everyKernel(layer, stage, context) {
  const reach = reachOf(stage, context);
  const { palettes, words } = context;
  const figures = upTo(layer.kernel[3]).map((filter) => {
    const tables = kernelTables(stage, filter, reach, context).map(({ table }) => table);
    const title = element("figcaption", {}, words.say("channel", { channel: filter }));
    return element("figure", { class: "term all" }, title, element("div", { class: "row" }, ...tables));
  });
  return [legend(palettes, reach, words, words.say("kernels_share", { layer: layer.name })), ...figures];
}
