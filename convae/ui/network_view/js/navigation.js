/** From one number, channel or layer to another, and back; what the server is told and asked on the way. */

import { isAwaited } from "./controls/drawing_state.js";
import { quiet } from "./controls/tour.js";
import { opened } from "./panels/breadcrumb.js";
import { drawPanel } from "./panels/detail_panel.js";
import { arrange, outgrown, point, repaint } from "./rendering.js";
import { compute } from "./running.js";
import { focused, intoSight } from "./skeleton.js";

/** @typedef {import("./geometry/receptive_field.js").Cell} Cell */
/** @typedef {import("./view_state.js").Asked} Asked */
/** @typedef {import("./view_state.js").View} View */

/** Milliseconds until the server is asked again for what it is counting. */
const PATIENCE = 1000;
/** Milliseconds for which what is wanted has to stay as it is until the server is told: a slider that is drawn changes it all the time. */
const REST = 150;
/** What the page is while the server makes it. */
const BUSY = '[data-testid="stApp"][data-test-script-state="running"]';
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
  if (wanted(view)) tellAfter(view, 0);
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

/** The channel whose figures are still to be asked for: the one that is looked at. @param {View} view @returns {[number, number] | null} */
function wanted({ asked, figures }) {
  if (asked?.view !== "channel" || asked.stage === 0) return null; // which digit has the blackest pixel says nothing about a network
  const known = figures.get(`${asked.stage} ${asked.channel}`);
  return known && !known.counting ? null : [asked.stage, asked.channel];
}

/** Let the server know what has been done, and ask for what only it knows. @param {View} view */
function tell(view) {
  view.turn += 1;
  const { off, network, moment, running, watching, turn } = view;
  const channels = [...off].map((name) => name.split(" ").map(Number));
  view.send({ of: network.of, off: channels, moment, channel: wanted(view), moments: watching || running.moments !== null, turn });
}

/** What is still being counted, or got lost on its way, is asked for again, until it is there. @param {View} view */
export function askAgain(view) {
  if (!wanted(view) && !(view.watching && !view.running.moments)) return;
  tellAfter(view, PATIENCE);
}

/**
 * Let the server know after a time, when it has done what it was asked before. Asked for a part of the page while it makes the whole, or
 * just this part, Streamlit would take the part away for a moment, and all that was open in it would be lost.
 * @param {View} view
 * @param {number} milliseconds
 */
function tellAfter(view, milliseconds) {
  clearTimeout(view.later);
  const isBusy = () => document.querySelector(BUSY) || isAwaited(view.drawing);
  view.later = window.setTimeout(() => (isBusy() ? tellAfter(view, REST) : tell(view)), milliseconds);
}

/**
 * Something is wanted otherwise: show it, and let the server know as soon as it stays so for a moment.
 * @param {View} view
 */
function changed(view) {
  compute(view);
  repaint(view);
  if (view.replay && view.running.moments) clearTimeout(view.later); // it does not stay so
  else tellAfter(view, REST);
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
