/** From one number, channel or layer to another, and back. */

import { quiet } from "./controls/tour.js";
import { opened } from "./panels/breadcrumb.js";
import { drawPanel } from "./panels/detail_panel.js";
import { ask, tellSoon } from "./requests.js";
import { arrange, outgrown, point, repaint } from "./rendering.js";
import { compute } from "./running.js";
import { focused, intoSight } from "./skeleton.js";

/** @typedef {import("./geometry/receptive_field.js").Cell} Cell */
/** @typedef {import("./view_state.js").Asked} Asked */
/** @typedef {import("./view_state.js").View} View */

/** How many steps back are remembered. */
const LONGEST = 100;

/** @param {View} view @returns {import("./view_state.js").Acts} */
export function actsOf(view) {
  return {
    open: (asked, how) => open(view, asked, how?.focus ?? false),
    back: () => back(view),
    close: () => close(view),
    toggle: (stage, channel) => toggle(view, stage, channel),
    allOn: () => allOn(view),
    hover: (cell) => hover(view, cell),
    pin: (cell) => pin(view, cell),
    reveal: (stage) => intoSight(view.parts, view.columns[stage]),
    changed: () => changed(view),
    repaint: () => repaint(view),
    differ: () => {
      view.differing = !view.differing;
      repaint(view);
    },
    resized: () => outgrown(view) && arrange(view),
  };
}

/** Show a number, a channel or a layer in the panel. @param {View} view @param {Asked} asked @param {boolean} focus */
function open(view, asked, focus) {
  if (view.alone !== null) quiet(view);
  if (!view.asked) view.opener = pictureWithFocus(view);
  if (view.asked && JSON.stringify(view.asked) !== JSON.stringify(asked)) view.trail = [...view.trail.slice(1 - LONGEST), view.asked];
  go(view, asked, focus);
}

/** Back to what the panel showed before; where there is nothing, it closes. @param {View} view */
function back(view) {
  const last = view.trail.pop();
  // Before the panel goes: with it the focus would be lost, and what is pinned.
  if (!last) (view.opener ?? view.parts.stage).focus({ preventScroll: true });
  go(view, last ?? null, last !== undefined);
}

/** The large picture from which something is opened by keys; null where it is not. @param {View} view */
function pictureWithFocus({ story }) {
  return story.pictures.map(({ frame }) => frame).find((frame) => frame.matches(":focus-visible")) ?? null;
}

/** @param {View} view */
function close(view) {
  view.trail = [];
  view.pinned = null;
  back(view);
}

/** @param {View} view @param {Asked | null} asked @param {boolean} focus */
function go(view, asked, focus) {
  const { parts, network } = view;
  view.asked = asked;
  parts.spoken.textContent = asked ? opened(asked, network.layers, network.words) : "";
  view.scrollWanted = asked !== null;
  view.focusWanted = focus || parts.panel.contains(focused(parts));
  if (asked?.view === "cell") {
    view.pinned = { stage: asked.stage, row: asked.row, column: asked.column, channel: asked.channel };
    view.acts.reveal(asked.stage);
  }
  view.read = view.pinned;
  point(view);
  drawPanel(view);
  ask(view);
}

/** @param {View} view @param {Cell | null} cell */
function hover(view, cell) {
  view.hovered = cell;
  point(view);
}

/** @param {View} view @param {Cell | null} cell */
function pin(view, cell) {
  view.pinned = cell;
  view.hovered = null;
  point(view);
}

/** Something is wanted otherwise: show it, and let the server know. @param {View} view */
function changed(view) {
  compute(view);
  repaint(view);
  tellSoon(view);
}

/** Switch a channel off or on. @param {View} view @param {number} stage @param {number} channel */
function toggle(view, stage, channel) {
  const name = `${stage} ${channel}`;
  if (!view.off.delete(name)) view.off.add(name);
  changed(view);
}

/** @param {View} view */
function allOn(view) {
  view.off.clear();
  changed(view);
}
