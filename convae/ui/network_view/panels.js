/** One layer and one channel, closer: enlarged maps, kernels, how a channel behaves over the test digits, what it is worth. */

import { heat, largest, plane, signed } from "./arithmetic.js";
import { limits, pixelsOf } from "./colour.js";
import { element } from "./dom.js";
import { asImage } from "./picture.js";

const LARGE = 96;
const LARGER = 224;

/**
 * All maps of a layer, each with its title, its switch and its largest number.
 * @param {{stage: number}} asked
 * @param {object | null} answer  the ranking of its channels, once it has been asked for
 * @param {import("./arithmetic.js").Context} context
 * @returns {HTMLElement[]}
 */
export function layerPanel({ stage, kernels }, answer, context) {
  const { layers, words, open } = context;
  const layer = layers[stage];
  const buttons = element(
    "p",
    { class: "buttons" },
    layer.kernel.length > 0 && element("button", { "aria-pressed": String(Boolean(kernels)), onclick: () => open({ view: "layer", stage, kernels: !kernels }) }, words.say("kernels")),
    stage > 0 && !layer.flat && context.decodes && element("button", { onclick: () => open({ view: "rank", stage }) }, words.say("rank")),
  );
  if (kernels) return [buttons, ...kernelTables(layer, stage, context)];
  const maps = layer.flat ? [element("p", {}, words.say("in_a_row"))] : channelsOf(layer).map((channel) => mapOf(stage, channel, LARGE, context));
  return [buttons, answer?.errors && ranking(stage, answer, context), element("div", { class: "maps" }, ...maps)];
}

/** A map with its title, which opens the channel, and its switch. */
function mapOf(stage, channel, size, context) {
  const { words, open } = context;
  const title = element("button", { class: "link", onclick: () => open({ view: "channel", stage, channel }) }, words.say("channel", { channel }));
  return element("figure", { class: "map" }, enlarged(stage, channel, size, context), element("figcaption", {}, title, stage > 0 && switchOf(stage, channel, context)));
}

/** One map as a picture of about `size` CSS pixels; a click on a number of it shows how it adds up. */
function enlarged(stage, channel, size, { layers, values, scale, palettes, open, words }) {
  const { shape, grey, name } = layers[stage];
  const [rows, columns, channels] = shape;
  const cell = Math.max(1, Math.floor(size / Math.max(rows, columns)));
  const ends = grey ? [[0, 1]] : limits(values, layers.map((each) => (each.flat ? 1 : each.shape[2])), scale)[stage];
  const pixels = pixelsOf(values[stage], shape, ends, grey ? palettes.ink : palettes.activation);
  const canvas = element("canvas", {
    role: "img",
    "aria-label": words.say("map", { layer: name, channel }),
    width: columns,
    height: rows,
    style: `width:${columns * cell}px;height:${rows * cell}px`,
    onclick: (event) => open({ view: "cell", stage, row: Math.floor(event.offsetY / cell), column: Math.floor(event.offsetX / cell), channel }),
  });
  canvas.getContext("2d").drawImage(asImage(pixels, columns, rows * channels), 0, channel * rows, columns, rows, 0, 0, columns, rows);
  return canvas;
}

/** The switch of a channel. */
function switchOf(stage, channel, { layers, off, words, toggle }) {
  const isOff = off.has(`${stage} ${channel}`);
  const label = words.say(isOff ? "switch_on" : "switch_off");
  const name = words.say("switch_label", { layer: layers[stage].name, channel });
  return element("button", { class: "switch", role: "switch", "aria-checked": String(!isOff), "aria-label": name, title: label, onclick: () => toggle(stage, channel) }, isOff ? words.say("off") : words.say("on"));
}

/** What the loss of each channel costs, as bars. */
function ranking(stage, { errors, base }, { words, open }) {
  const most = Math.max(base, ...errors.map(([, error]) => error)) || 1;
  const bar = ([channel, error]) =>
    element(
      "button",
      { class: "bar-row", onclick: () => open({ view: "channel", stage, channel }) },
      element("span", {}, words.say("channel", { channel })),
      element("i", { style: `width:${(100 * error) / most}%` }),
      element("b", {}, words.percent(error)),
    );
  return element("section", { class: "ranking" }, element("p", {}, words.say("rank_says", { error: words.percent(base) })), ...errors.map(bar));
}

/** Every kernel of a convolution: a row for each filter, a table for each channel that it reads. */
function kernelTables(layer, stage, context) {
  const { words, palettes, kernels } = context;
  const reach = kernels[stage].reduce((most, each) => Math.max(most, Math.abs(each)), 0) || 1;
  const [, , inputs, filters] = layer.kernel;
  return channelsOf({ shape: [0, 0, filters] }).map((filter) => {
    const nest = kernelOf(layer, kernels[stage], filter);
    const tables = channelsOf({ shape: [0, 0, inputs] }).map((channel) => heat(plane(nest, channel), signed(palettes, reach), context));
    return element("figure", { class: "term" }, element("figcaption", {}, words.say("channel", { channel: filter })), element("div", { class: "row" }, ...tables));
  });
}

/** The kernel of one filter as rows of columns of channels. */
function kernelOf({ kernel: [rows, columns, inputs, filters] }, weights, filter) {
  const at = (row, column, input) => weights[((row * columns + column) * inputs + input) * filters + filter];
  const upTo = (length) => Array.from({ length }, (_, index) => index);
  return upTo(rows).map((row) => upTo(columns).map((column) => upTo(inputs).map((input) => at(row, column, input))));
}

/**
 * One channel: its map, its kernels, how it behaves over the test digits.
 * @param {{stage: number, channel: number}} asked
 * @param {object | null} answer
 * @param {import("./arithmetic.js").Context} context
 */
export function channelPanel({ stage, channel }, answer, context) {
  const { layers, words, palettes, kernels } = context;
  const layer = layers[stage];
  const parts = [element("div", { class: "part" }, mapOf(stage, channel, LARGER, context), element("p", {}, lively(stage, channel, context)))];
  if (answer?.figures) parts.push(overDigits(answer.figures, words));
  else if (answer?.counting) parts.push(element("p", { class: "quiet" }, words.say("counting")));
  if (layer.kernel.length) {
    const nest = kernelOf(layer, kernels[stage], channel);
    const tables = channelsOf({ shape: [0, 0, layer.kernel[2]] }).map((input) =>
      element("figure", {}, heat(plane(nest, input), signed(palettes, largest(nest)), context), element("figcaption", {}, words.say("from_channel", { layer: layers[stage - 1].name, channel: input }))),
    );
    parts.push(element("div", { class: "part" }, element("h4", {}, words.say("kernel")), element("div", { class: "row kernels" }, ...tables)));
  }
  return [element("div", { class: "channel" }, ...parts)];
}

/** Whether a channel says anything about this digit. */
function lively(stage, channel, { layers, values, words }) {
  const channels = layers[stage].shape[2];
  const own = values[stage].filter((_, at) => at % channels === channel);
  if (own.every((value) => value === 0)) return words.say("silent");
  const sorted = own.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  return words.say("ranges", { low: words.number(sorted[0]), high: words.number(sorted[1]) });
}

/** A channel over the test digits: how often it takes which values, when it is dead, what excites it most. */
function overDigits({ zeros, counts, low, high, dead, digits, best }, words) {
  const most = Math.max(...counts, 1);
  const bars = counts.map((count) => element("i", { style: `height:${Math.max(count ? 1 : 0, (100 * count) / most)}%` }));
  const place = ({ picture, index, value }) =>
    element("figure", {}, element("img", { src: picture, width: 56, height: 56, alt: words.say("digit", { index }) }), element("figcaption", {}, words.number(value)));
  return element(
    "div",
    { class: "part wide" },
    element("h4", {}, words.say("over_digits", { digits })),
    element("div", { class: "histogram", role: "img", "aria-label": words.say("histogram", { low: words.number(low), high: words.number(high) }) }, ...bars),
    element("p", { class: "ends" }, element("span", {}, words.number(low)), element("span", {}, words.number(high))),
    element("p", {}, words.say("zeros", { share: words.percent(zeros) }), " ", words.say(dead === digits ? "dead" : "dead_on", { dead, digits })),
    element("h4", {}, words.say("excites")),
    element("div", { class: "row" }, ...best.map(place)),
  );
}

function channelsOf({ shape }) {
  return Array.from({ length: shape[2] }, (_, channel) => channel);
}
