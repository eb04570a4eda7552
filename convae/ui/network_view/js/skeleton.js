/** The elements that the view is made of, and nothing that they do. */

import { element, times } from "./dom.js";

/**
 * @typedef {object} Parts
 * @property {HTMLElement} root
 * @property {HTMLStyleElement} style
 * @property {HTMLElement} scroller
 * @property {HTMLElement} plan      holds a column for each layer and the two canvases above them
 * @property {HTMLElement} columns
 * @property {HTMLElement} stage     what has the focus of the keyboard
 * @property {HTMLCanvasElement} maps
 * @property {HTMLCanvasElement} marks
 * @property {HTMLElement} tip
 * @property {HTMLElement} bar
 * @property {HTMLElement} past      the time machine, a part of the bar
 * @property {HTMLElement} lens
 * @property {HTMLElement} spoken    what a screen reader says
 */

/** @returns {Parts} */
export function frame(parent) {
  const maps = element("canvas", { class: "maps-canvas" });
  const marks = element("canvas", { class: "marks" });
  const tip = element("div", { class: "tip", hidden: true });
  const stage = element("div", { class: "stage", tabindex: "0", role: "application" }, maps, marks);
  const columns = element("div", { class: "columns", role: "toolbar" });
  const plan = element("div", { class: "plan" }, columns, stage, tip);
  const scroller = element("div", { class: "scroller" }, plan);
  const bar = element("div", { class: "bar" });
  const past = element("div", { class: "past", role: "group", hidden: true });
  const lens = element("section", { class: "lens", hidden: true, "aria-live": "off" });
  const spoken = element("p", { class: "spoken", "aria-live": "polite" });
  const style = element("style");
  const root = element("div", { class: "view" }, style, scroller, bar, lens, spoken);
  parent.querySelector(".network-view").replaceChildren(root);
  return { root, style, scroller, plan, columns, stage, maps, marks, tip, bar, past, lens, spoken };
}

/**
 * A column's ground, its layer's name with shape and parameters above, and room for its largest number below.
 * With Tab one comes to one of the names only, and goes on from there with the arrows.
 */
export function columnElements(layers, code, words, open) {
  return layers.map((layer, stage) => {
    const head = element(
      "button",
      {
        class: "head",
        translate: "no",
        tabindex: stage ? "-1" : "0",
        onclick: ({ detail }) => open({ view: "layer", stage }, { focus: detail === 0 }), // a key clicks without a pointer
        title: words.say("open_layer", { layer: layer.name }),
        "aria-label": spokenName(layer, words),
      },
      element("b", {}, layer.name),
      element("span", {}, layer.flat ? String(layer.shape.reduce((all, length) => all * length, 1)) : times(layer.shape)),
      element("span", {}, layer.parameters || (stage ? "·" : words.say("parameters"))),
    );
    const foot = element("span", { class: "foot", title: words.say("max_of", { layer: layer.name }) });
    return element("div", { class: stage === code ? "column code" : "column" }, head, foot);
  });
}

/** Go on from a layer's name to another one, where a key says so. */
export function walkHeads(parts, event) {
  const heads = [...parts.columns.querySelectorAll(".head")];
  const from = heads.indexOf(event.target.closest(".head"));
  const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: heads.length - 1 }[event.key];
  if (from < 0 || !heads[to]) return;
  event.preventDefault();
  heads.forEach((head, stage) => head.setAttribute("tabindex", stage === to ? "0" : "-1"));
  heads[to].focus();
}

/** A layer's head for those who hear it: its name, its shape and how many parameters it has. */
export function spokenName({ name, flat, shape, parameters }, words) {
  const [rows, columns, channels] = shape;
  const size = flat
    ? [words.say("numbers", { count: words.whole(rows * columns * channels) })]
    : [words.say("size", { rows, columns }), words.say("channels", { count: channels })];
  return [name, ...size, parameters ? words.say("counted_parameters", { count: parameters }) : words.say("no_parameters")].join(", ");
}

/** Move the columns to where they stand now; they stay the same elements, so that the focus stays on their heads. */
export function placeColumns(parts, columns) {
  columns.forEach(({ left, width }, stage) => {
    Object.assign(parts.columns.children[stage].style, { left: `${left}px`, width: `${width}px` });
  });
}

/** Scroll until a column is in sight. */
export function intoSight({ scroller }, { left, width }) {
  if (left < scroller.scrollLeft) scroller.scrollLeft = left;
  else if (left + width > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = left + width - scroller.clientWidth;
}

/** Put the largest number of each layer under its column; the first one says what it is. */
export function setMaxima(parts, maxima, words) {
  parts.columns.querySelectorAll(".foot").forEach((foot, stage) => {
    const value = words.number(maxima[stage]);
    foot.textContent = stage ? value : words.say("max", { value });
  });
}

/** The room that the page's style gives to the maps, how large its letters are and how fine the screen is. */
export function screenOf({ scroller, stage }) {
  const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  return { room: scroller.clientWidth, height: parseFloat(getComputedStyle(stage).minHeight), unit, ratio: window.devicePixelRatio };
}

/** Whether all is as large as it was, or nothing has been laid out yet. */
export function sameScreen(a, b) {
  return !a || Object.keys(b).every((name) => a[name] === b[name]);
}
