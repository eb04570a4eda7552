/** The panel under the picture: one number, one channel or one layer, closer. */

import { element, present, symbolButton } from "../dom.js";
import { arithmeticPanel } from "./arithmetic_panel.js";
import { breadcrumb } from "./breadcrumb.js";
import { channelPanel } from "./channel_panel.js";
import { layerPanel } from "./layer_panel.js";
import { decodes, kernelsOf, rankingOf, termsOf, valuesOf, worthOf } from "../running.js";

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
 * @property {number | null} moment  of the training that is in sight; null is now
 * @property {(asked: Asked) => void} open  show another number, channel or layer
 * @property {(cell: import("../geometry/receptive_field.js").Cell | null) => void} point  outline a number in the picture of the network
 * @property {(stage: number, channel: number) => void} toggle  switch a channel off or on
 */

/**
 * Let nothing be exchanged under the pointer from its press to its click: the click would be lost between the old and the new.
 * @param {View} view
 */
export function hearPress(view) {
  const { signal } = view.end;
  view.parts.panel.addEventListener("pointerdown", () => (view.held = true), { signal });
  for (const lifted of ["pointerup", "pointercancel"]) {
    document.addEventListener(lifted, () => {
      view.held = false;
      if (view.due) setTimeout(() => view.due && drawPanel(view)); // the click comes first
    }, { capture: true, signal });
  }
}

/** Draw the panel for what was asked. @param {View} view */
export function drawPanel(view) {
  view.due = view.held;
  if (view.held) return;
  const { asked, parts, off } = view;
  const { panel } = parts;
  const { words } = view.network;
  if (asked?.view === "rank" && view.drawing.places) return; // so many copies are made when the pen is lifted
  panel.hidden = !asked && off.size === 0;
  if (panel.hidden) {
    panel.replaceChildren(); // so that it opens again without what it showed last
    return;
  }
  panel.setAttribute("aria-label", words.say("lens"));
  const focused = nameOf(panel, focusIn(panel));
  panel.replaceChildren(...(asked ? closer(asked, view) : []), ...present([worth(view)]));
  const again = focused && [...panel.querySelectorAll("button")].find((button) => nameOf(panel, button) === focused);
  if (again) again.focus({ preventScroll: true });
  if (view.scrollWanted) intoView(panel);
  view.scrollWanted = false;
  if (view.focusWanted) toFocus(panel);
  view.focusWanted = false;
}

/** @param {View} view @returns {Context} */
function contextOf(view) {
  const { network: { layers, words, palettes }, ends, off, moment, acts: { open, hover, toggle } } = view;
  return { layers, words, palettes, values: valuesOf(view), kernels: kernelsOf(view), ends, off, decodes: decodes(view), moment, open, point: hover, toggle };
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

/** Let the keyboard go on there, in sight. @param {HTMLElement} panel */
function toFocus(panel) {
  const next = focusOf(panel);
  next?.focus({ preventScroll: true });
  const { bottom = 0 } = next?.getBoundingClientRect() ?? {};
  if (bottom > window.innerHeight) next?.scrollIntoView({ block: "center" });
}

/** Where the keyboard goes on: to the number that counts most. @param {HTMLElement} panel @returns {HTMLElement | null} */
function focusOf(panel) {
  return panel.querySelector("[data-best]") ?? panel.querySelector("[data-at]") ?? panel.querySelector(".maps button, .ways button");
}

/**
 * Where this is, the ways out, and what there is to see.
 * @param {Asked} asked
 * @param {View} view
 */
function closer(asked, view) {
  const { acts } = view;
  const context = contextOf(view);
  const { words, layers } = context;
  const ways = element("div", { class: "ways" }, symbolButton("←", words.say("back"), acts.back), symbolButton("✕", words.say("close"), acts.close));
  const head = element("header", {}, breadcrumb(asked, context), element("p", {}, layers[asked.stage].sentence), ways);
  return [head, ...content(asked, context, view)];
}

/** @param {Asked} asked @param {Context} context @param {View} view */
function content(asked, context, view) {
  const name = "channel" in asked ? `${asked.stage} ${asked.channel}` : "";
  if (asked.view === "cell") return arithmeticPanel({ ...asked, ...termsOf(view, asked), off: view.off.has(name) }, context);
  if (asked.view === "channel") return channelPanel(asked, view.figures.get(name) ?? null, context);
  return layerPanel(asked, asked.view === "rank" ? rankingOf(view, asked.stage) : null, context);
}

/** What the channels that are switched off were worth. @param {View} view */
function worth(view) {
  const { off, network: { words }, acts } = view;
  if (!off.size) return null;
  const { whole, lacking } = worthOf(view);
  const said = decodes(view)
    ? words.say("worth", { count: off.size, before: words.percent(whole), after: words.percent(lacking) })
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
