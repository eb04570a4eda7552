/** From one number, channel or layer to another, and back; what the server is asked for on the way. */

import { quiet } from "./controls/tour.js";
import { opened } from "./panels/breadcrumb.js";
import { drawPanel } from "./panels/detail_panel.js";
import { arrange, outgrown, point, repaint } from "./rendering.js";
import { focused, intoSight } from "./skeleton.js";

/** @typedef {import("./geometry/receptive_field.js").Cell} Cell */
/** @typedef {import("./view_state.js").Asked} Asked */
/** @typedef {import("./view_state.js").View} View */

/** Milliseconds until the server is asked again for what it is counting. */
const PATIENCE = 1000;
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
    ask: () => ask(view),
    repaint: () => repaint(view),
    resized: () => outgrown(view) && arrange(view),
  };
}

/** Show a number, a channel or a layer in the panel. @param {View} view @param {Asked} asked @param {boolean} focus */
function open(view, asked, focus) {
  if (view.alone !== null) quiet(view);
  if (view.asked && JSON.stringify(view.asked) !== JSON.stringify(asked)) view.trail = [...view.trail.slice(1 - LONGEST), view.asked];
  go(view, asked, focus);
}

/** Back to what the panel showed before; where there is nothing, it closes. @param {View} view */
function back(view) {
  const last = view.trail.pop();
  go(view, last ?? null, true);
  if (!last) view.parts.stage.focus({ preventScroll: true });
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

/** Ask the server for all that is wanted now. @param {View} view */
function ask(view) {
  view.turn += 1;
  const { asked, off, network, moment, turn } = view;
  const channels = [...off].map((name) => name.split(" ").map(Number));
  view.send({ ...(asked ?? { view: null }), off: channels, of: network.of, moment, turn });
}

/** What is still being counted is asked for again, until it is there. @param {View} view */
export function askAgain(view) {
  const { header, asked } = view;
  clearTimeout(view.again);
  const counting = header.answer?.view === "channel" && header.answer.counting;
  if (counting && asked?.view === "channel") view.again = window.setTimeout(() => ask(view), PATIENCE);
}

/** Switch a channel off or on. @param {View} view @param {number} stage @param {number} channel */
function toggle(view, stage, channel) {
  const name = `${stage} ${channel}`;
  if (!view.off.delete(name)) view.off.add(name);
  ask(view);
  repaint(view); // with its cross, before the server says what that changes
}

/** @param {View} view */
function allOn(view) {
  view.off.clear();
  ask(view);
}
