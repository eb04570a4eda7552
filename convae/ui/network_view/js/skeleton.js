/** The elements that the view is made of, and nothing that they do. */

import { element } from "./dom.js";

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
 * @property {HTMLElement} tooltip
 * @property {HTMLElement} toolbar
 * @property {HTMLElement} slider    the training's, a part of the toolbar
 * @property {HTMLElement} panel
 * @property {HTMLElement} spoken    what a screen reader says
 */

/** @returns {Parts} */
export function skeleton() {
  const maps = element("canvas", { class: "maps-canvas" });
  const marks = element("canvas", { class: "marks" });
  const tooltip = element("div", { class: "tip", hidden: true });
  const stage = element("div", { class: "stage", tabindex: "0", role: "application" }, maps, marks);
  const columns = element("div", { class: "columns", role: "toolbar" });
  const plan = element("div", { class: "plan" }, columns, stage, tooltip);
  const scroller = element("div", { class: "scroller" }, plan);
  const toolbar = element("div", { class: "bar" });
  const slider = element("div", { class: "past", role: "group", hidden: true });
  const panel = element("section", { class: "lens", hidden: true, "aria-live": "off" });
  const spoken = element("p", { class: "spoken", "aria-live": "polite" });
  const style = element("style");
  const root = element("div", { class: "view", role: "group" }, style, scroller, toolbar, panel, spoken);
  return { root, style, scroller, plan, columns, stage, maps, marks, tooltip, toolbar, slider, panel, spoken };
}

/** What has the focus within the view, which may stand in a shadow. @param {Parts} parts */
export function focused({ root }) {
  return /** @type {Document | ShadowRoot} */ (root.getRootNode()).activeElement;
}

/** Scroll until a column is in sight. @param {Parts} parts @param {{left: number, width: number}} column */
export function intoSight({ scroller }, { left, width }) {
  if (left < scroller.scrollLeft) scroller.scrollLeft = left;
  else if (left + width > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = left + width - scroller.clientWidth;
}

/**
 * The room that the page's style gives to the maps, how large its letters are and how fine the screen is.
 * @param {Parts} parts
 * @returns {import("./geometry/layout.js").Screen}
 */
export function screenOf({ scroller, stage }) {
  const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  return { room: scroller.clientWidth, height: parseFloat(getComputedStyle(stage).minHeight), unit, ratio: window.devicePixelRatio };
}
