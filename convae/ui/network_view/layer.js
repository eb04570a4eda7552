/** One layer, closer: its maps enlarged, its kernels, and what each of its channels is worth. */

import { element } from "./dom.js";
import { kernelTables, mapOf, upTo } from "./maps.js";

/** CSS pixels of an enlarged map. */
const LARGE = 96;

/**
 * @param {{view: string, stage: number, kernels?: boolean}} asked
 * @param {object | null} answer  the ranking of its channels, once it has been asked for
 * @param {import("./arithmetic.js").Context} context
 * @returns {HTMLElement[]}
 */
export function layerPanel({ stage, kernels }, answer, context) {
  const layer = context.layers[stage];
  const buttons = choices(layer, stage, Boolean(kernels), context);
  if (kernels) return [buttons, ...everyKernel(layer, stage, context)];
  if (layer.flat) return [element("p", {}, context.words.say("in_a_row"))];
  const maps = upTo(layer.shape[2]).map((channel) => mapOf(stage, channel, LARGE, context));
  return [buttons, answer?.errors && ranking(stage, answer, context), element("div", { class: "maps" }, ...maps)];
}

/** What else there is to see of a layer. */
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

/** What the loss of each channel costs, as bars. */
function ranking(stage, { errors, base }, { words, open }) {
  const most = Math.max(base, ...errors.map(([, error]) => error)) || 1;
  const bars = errors.map(([channel, error]) =>
    element(
      "button",
      { class: "bar-row", onclick: () => open({ view: "channel", stage, channel }) },
      element("span", {}, words.say("channel", { channel })),
      element("i", { style: `width:${(100 * error) / most}%` }),
      element("b", {}, words.percent(error)),
    ),
  );
  const said = element("p", {}, words.say("rank_says", { error: words.percent(base) }));
  return element("section", { class: "ranking" }, said, ...bars);
}

/** Every kernel of a convolution: a figure for each filter, in it a table for each channel that it reads. */
function everyKernel(layer, stage, context) {
  return upTo(layer.kernel[3]).map((filter) => {
    const tables = kernelTables(stage, filter, context).map(({ table }) => table);
    const title = element("figcaption", {}, context.words.say("channel", { channel: filter }));
    return element("figure", { class: "term all" }, title, element("div", { class: "row" }, ...tables));
  });
}
