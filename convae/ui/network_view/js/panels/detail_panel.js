/** The panel under the picture: one number, one channel or one layer, closer. */

import { element, present, symbolButton } from "../dom.js";
import { arithmeticPanel } from "./arithmetic_panel.js";
import { breadcrumb } from "./breadcrumb.js";
import { channelPanel } from "./channel_panel.js";
import { layerPanel } from "./layer_panel.js";

/** @typedef {import("../blob.js").Answer} Answer */
/** @typedef {import("../view_state.js").Asked} Asked */
/** @typedef {import("../view_state.js").View} View */

/**
 * What the panels know of the page around them.
 * @typedef {object} Context
 * @property {import("../blob.js").Layer[]} layers
 * @property {import("../speaker.js").Speaker} words
 * @property {import("../paint/colour.js").Palettes} palettes
 * @property {Float32Array[]} values  of each layer
 * @property {Float32Array[]} kernels  of each layer
 * @property {import("../paint/colour_scale.js").Ends[][]} ends  of the colours of each layer's maps in the picture
 * @property {Set<string>} off  "stage channel" of every channel that is switched off
 * @property {boolean} decodes  whether a copy of the digit comes out
 * @property {(asked: Asked) => void} open  show another number, channel or layer
 * @property {(stage: number, channel: number) => void} toggle  switch a channel off or on
 */

/** Draw the panel for what was asked. Until the server has answered, it shows what is known here. @param {View} view */
export function drawPanel(view) {
  const { asked, header, parts, off } = view;
  const { panel } = parts;
  const { words } = view.network;
  panel.hidden = !asked && off.size === 0;
  if (panel.hidden) {
    panel.replaceChildren(); // so that it opens again without what it showed last
    return;
  }
  panel.setAttribute("aria-label", words.say("lens"));
  const answer = asked && header.answer && answers(asked, header.answer) ? header.answer : null;
  const waiting = asked?.view === "cell" && !answer; // all else is known here, if not all of it
  panel.classList.toggle("waiting", waiting);
  panel.setAttribute("aria-busy", String(waiting));
  if (waiting && panel.childElementCount > 1) return;
  const focused = nameOf(panel, focusIn(panel));
  panel.replaceChildren(...(asked ? closer(asked, answer, contextOf(view), view) : []), ...present([worth(view)]));
  const again = focused && [...panel.querySelectorAll("button")].find((button) => nameOf(panel, button) === focused);
  if (again) again.focus({ preventScroll: true });
  if (waiting) return;
  if (view.scrollWanted) intoView(panel);
  view.scrollWanted = false;
  if (view.focusWanted) focusOf(panel)?.focus({ preventScroll: true });
  view.focusWanted = false;
}

/** @param {View} view @returns {Context} */
function contextOf({ network, values, kernels, ends, off, header, acts }) {
  const { layers, words, palettes } = network;
  return { layers, words, palettes, values, kernels, ends, off, decodes: header.worth !== null, open: acts.open, toggle: acts.toggle };
}

/** What has the focus, if it is in the panel. @param {HTMLElement} panel */
function focusIn(panel) {
  const { activeElement } = /** @type {Document | ShadowRoot} */ (panel.getRootNode());
  return activeElement instanceof HTMLElement && panel.contains(activeElement) ? activeElement : null;
}

/** By what a button is known again when the panel is drawn anew. @param {HTMLElement} panel @param {HTMLElement | null} button */
function nameOf(panel, button) {
  if (!button) return null;
  const table = [...panel.querySelectorAll("table")].findIndex((each) => each.contains(button));
  return button.dataset.at ? `${table} ${button.dataset.at}` : (button.getAttribute("aria-label") ?? button.textContent);
}

/** Where the keyboard goes on: to the number that counts most. @param {HTMLElement} panel @returns {HTMLElement | null} */
function focusOf(panel) {
  return panel.querySelector("[data-best]") ?? panel.querySelector("[data-at]") ?? panel.querySelector(".maps button, .ways button");
}

/**
 * Where this is, the ways out, and what there is to see.
 * @param {Asked} asked
 * @param {Answer | null} answer
 * @param {Context} context
 * @param {View} view
 */
function closer(asked, answer, context, { acts }) {
  const { words, layers } = context;
  const ways = element("div", { class: "ways" }, symbolButton("←", words.say("back"), acts.back), symbolButton("✕", words.say("close"), acts.close));
  const head = element("header", {}, breadcrumb(asked, context), element("p", {}, layers[asked.stage].sentence), ways);
  return [head, ...content(asked, answer, context)];
}

/** @param {Asked} asked @param {Answer | null} answer @param {Context} context */
function content(asked, answer, context) {
  if (asked.view === "cell") return answer?.view === "cell" ? arithmeticPanel(answer, context) : [];
  if (asked.view === "channel") return channelPanel(asked, answer?.view === "channel" ? answer : null, context);
  return layerPanel(asked, answer?.view === "rank" ? answer : null, context);
}

/** Whether an answer belongs to what was asked, and not to what was asked before. @param {Asked} asked @param {Answer} answer */
function answers(asked, answer) {
  /** @param {object} each @param {string} name */
  const at = (each, name) => new Map(Object.entries(each)).get(name) ?? null;
  return ["view", "stage", "row", "column", "channel"].every((name) => at(asked, name) === at(answer, name));
}

/** What the channels that are switched off were worth. @param {View} view */
function worth({ off, header, network: { words }, acts }) {
  if (!off.size) return null;
  const said = header.worth
    ? words.say("worth", { count: off.size, before: words.percent(header.worth[0]), after: words.percent(header.worth[1]) })
    : words.say("off_count", { count: off.size });
  return element("p", { class: "worth", role: "status" }, said, " ", element("button", { onclick: acts.allOn }, words.say("all_on")));
}

/** Scroll just so far that the panel can be read and the picture above it is still in sight. @param {HTMLElement} panel */
function intoView(panel) {
  const { top, height } = panel.getBoundingClientRect();
  const wanted = Math.max(0.42 * window.innerHeight, window.innerHeight - height - 16);
  if (top <= wanted && top > 0.1 * window.innerHeight) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  panel.style.scrollMarginTop = `${wanted}px`;
  panel.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}
