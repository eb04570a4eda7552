/** What keys do: they lead through the picture, the layers' names, the tour and the panel's tables, and out again. */

import { firstCell, nextCell } from "../geometry/cell_walk.js";
import { focused } from "../skeleton.js";
import { walkHeads } from "./layer_heads.js";
import { watch } from "./replay.js";
import { walkTables } from "./table_walk.js";
import { quiet, walkTour } from "./tour.js";

/** @typedef {import("../view_state.js").View} View */

/** Hear the keyboard. @param {View} view */
export function hearKeys(view) {
  const { root, stage, columns, toolbar, panel } = view.parts;
  stage.addEventListener("keydown", (event) => onPicture(view, event));
  stage.addEventListener("focus", () => entered(view));
  columns.addEventListener("keydown", (event) => walkHeads(view.parts, event));
  toolbar.addEventListener("keydown", (event) => event.target instanceof Element && event.target.closest(".story") && walkTour(view, event));
  panel.addEventListener("keydown", (event) => walkTables(panel, event));
  root.addEventListener("keydown", (event) => event.key === "Escape" && stepOut(view));
  root.addEventListener("focusout", (event) => left(view, event));
}

/** Hear the keyboard on a large picture of the story. @param {View} view @param {import("../story/story.js").Picture} picture */
export function hearPicture(view, { stage, frame }) {
  frame.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stepOut(view);
    else onPicture(view, event);
  });
  frame.addEventListener("focusout", (event) => left(view, event));
  frame.addEventListener("focus", () => {
    if (view.pinned?.stage === stage || !frame.matches(":focus-visible")) return;
    view.pointed = null;
    view.acts.pin(firstCell(view.network.layers, stage));
  });
}

/** @param {View} view @param {KeyboardEvent} event */
function onPicture(view, event) {
  if (walkTour(view, event)) return;
  const { layers, code } = view.network;
  const from = view.pinned ?? firstCell(layers, code);
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    view.acts.open({ view: "cell", ...from }, { focus: true });
    return;
  }
  const next = nextCell(layers, from, event);
  if (!next) return;
  event.preventDefault();
  view.touched = false;
  view.pointed = null;
  view.acts.pin(next);
  view.acts.reveal(next.stage);
}

/** The keyboard has come to the picture. @param {View} view */
function entered(view) {
  if (view.pinned || view.alone !== null || !view.parts.stage.matches(":focus-visible")) return;
  const { layers, code } = view.network;
  view.acts.pin(firstCell(layers, code));
  view.acts.reveal(code);
}

/**
 * The keyboard goes elsewhere than to the pictures, the panel and the tip: nothing is pointed out any more.
 * @param {View} view @param {FocusEvent} event
 */
function left(view, { relatedTarget: next }) {
  const { root, stage, panel, tooltip } = view.parts;
  const home = root.getRootNode();
  const stays = next instanceof Node && ([stage, panel, tooltip].some((each) => each.contains(next)) || (home instanceof ShadowRoot && next === home.host));
  if (!stays && !view.asked && !view.touched) view.acts.pin(null);
}

/**
 * One step out: of what has the focus, or else of the panel, of the tour, of the time machine, of what is pointed at.
 * @param {View} view
 */
function stepOut(view) {
  if (view.parts.slider.contains(focused(view.parts))) watch(view);
  else if (view.asked) view.acts.back();
  else if (view.alone !== null) quiet(view);
  else if (view.watching) watch(view);
  else view.acts.pin(null);
}
