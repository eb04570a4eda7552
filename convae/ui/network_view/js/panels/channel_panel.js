/** One channel, closer: its map, its kernels, and how it behaves over the test digits. */

import { element } from "../dom.js";
import { largestOf, smallestOf } from "../paint/colour_scale.js";
import { isFew, isMost } from "../speaker.js";
import { mapOf } from "./enlarged_map.js";
import { kernelTables, reachOf } from "./kernel_tables.js";
import { legend } from "./number_table.js";

/** @typedef {import("./detail_panel.js").Context} Context */
/** @typedef {import("../speaker.js").Speaker} Speaker */

/** @typedef {{picture: string, index: number, value: number}} Exciting  a test digit, and the channel's largest number on it */

/**
 * How a channel behaves over the test digits.
 * @typedef {object} ChannelFigures
 * @property {number} zeros  the share of its numbers that are 0
 * @property {number[]} counts  of the others, in steps of equal width from `low` to `high`
 * @property {number} low
 * @property {number} high
 * @property {number} dead  on how many digits all of its numbers are 0
 * @property {number} digits  how many there are
 * @property {Exciting[]} best  those that excite it most
 */

/**
 * What the server says of a channel: its figures, that they are still being counted, or nothing.
 * @typedef {{stage: number, channel: number, counting?: true, figures?: ChannelFigures}} ChannelAnswer
 */

/** CSS pixels of the channel's map. */
const LARGER = 224;

/**
 * @param {{stage: number, channel: number}} asked
 * @param {Pick<ChannelAnswer, "counting" | "figures"> | null} answer
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
export function channelPanel({ stage, channel }, answer, context) {
  const { layers, words } = context;
  const map = element("div", { class: "part" }, mapOf(stage, channel, LARGER, context), element("p", {}, lively(stage, channel, context)));
  const counting = answer?.counting && element("p", { class: "quiet" }, words.say("counting"));
  const figures = answer?.figures && overDigits(answer.figures, words);
  const kernels = layers[stage].kernel.length > 0 && kernelsOf(stage, channel, context);
  return [element("div", { class: "channel" }, map, counting, figures, kernels)];
}

/** What a channel says about this digit. @param {number} stage @param {number} channel @param {Context} context */
function lively(stage, channel, { layers, values, words, off }) {
  if (off.has(`${stage} ${channel}`)) return words.say("is_off");
  const channels = layers[stage].shape[2];
  const own = values[stage].filter((_, at) => at % channels === channel);
  if (own.every((value) => value === 0)) return words.say("silent");
  return words.say("ranges", { low: words.number(smallestOf(own)), high: words.number(largestOf(own)) });
}

/** The channel's kernels, a table for each channel that it reads. @param {number} stage @param {number} channel @param {Context} context */
function kernelsOf(stage, channel, context) {
  const reach = reachOf(stage, context, channel);
  const { palettes, words } = context;
  const tables = kernelTables(stage, channel, reach, context).map(({ name, table }) =>
    element("figure", {}, table, element("figcaption", {}, name)),
  );
  const title = element("h4", {}, words.say("kernel"));
  return element("div", { class: "part" }, title, legend(palettes, reach, words), element("div", { class: "row kernels" }, ...tables));
}

/** A channel over the test digits. @param {ChannelFigures} figures @param {Speaker} words */
function overDigits(figures, words) {
  const title = element("h4", {}, words.say("over_digits", { digits: words.whole(figures.digits) }));
  const told = figures.dead === figures.digits ? [element("p", {}, words.say("dead"))] : alive(figures, words);
  return element("div", { class: "part wide" }, title, ...told);
}

/**
 * How often a channel takes which values, on how many digits it is dead, what excites it most.
 * @param {ChannelFigures} figures
 * @param {Speaker} words
 */
function alive({ zeros, counts, low, high, dead, digits, best }, words) {
  const ends = { low: words.number(low), high: words.number(high) };
  const silent = words.say("dead_on", { dead: words.whole(dead), digits: words.whole(digits) });
  return [
    element("div", { class: "histogram", role: "img", "aria-label": words.say("histogram", ends) }, ...barsOf(counts)),
    element("p", { class: "ends" }, element("span", {}, ends.low), element("span", {}, ends.high)),
    element("p", {}, zerosSaid(zeros, words), " ", silent),
    element("h4", {}, words.say("excites")),
    element("div", { class: "row" }, ...best.map((each) => exciting(each, words))),
  ];
}

/** In how many places it is 0. @param {number} share @param {Speaker} words */
function zerosSaid(share, words) {
  if (share === 0) return words.say("never_zero");
  return words.say(isFew(share) ? "zeros_few" : isMost(share) ? "zeros_most" : "zeros", { share: words.percent(share).replace(/^[<>] /, "") });
}

/** @param {number[]} counts */
function barsOf(counts) {
  const most = Math.max(...counts, 1);
  return counts.map((count) => element("i", { style: `height:${Math.max(count ? 1 : 0, (100 * count) / most)}%` }));
}

/** A digit that excites the channel, with the channel's largest number on it. @param {Exciting} digit @param {Speaker} words */
function exciting({ picture, index, value }, words) {
  const name = words.say("digit", { index });
  const image = element("img", { src: picture, width: 56, height: 56, alt: name, title: name });
  return element("figure", {}, image, element("figcaption", {}, words.number(value)));
}
