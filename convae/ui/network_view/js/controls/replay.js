/** A network's training, moment by moment: looked at, played, and left again. */

import { partOf } from "../dom.js";
import { quiet } from "./tour.js";

/** @typedef {import("../view_state.js").View} View */
/** @typedef {import("../blob.js").Past} Past */

/** Milliseconds for which each moment stays when they are played. */
const BEAT = 250;

/** Look at a moment, and let nothing lead on from it. @param {View} view @param {number} moment */
export function pull(view, moment) {
  stopReplay(view);
  seek(view, moment);
}

/** Open the slider and let it run from the beginning, or close it and be back in the present. @param {View} view */
export function watch(view) {
  if (view.watching) close(view);
  else {
    if (view.alone !== null) quiet(view); // its sentence stands where the slider comes to stand
    view.watching = true; // which asks for the moments
    run(view);
  }
  const { slider, toolbar } = view.parts;
  const next = view.watching ? partOf(slider, "input", HTMLInputElement) : partOf(toolbar, ".watch", HTMLButtonElement);
  next.focus({ preventScroll: true });
  if (view.watching) slider.scrollIntoView({ block: "nearest" }); // on a phone it may open below the screen's edge
}

/** Be back in the present. @param {View} view */
export function close(view) {
  view.watching = false;
  stopReplay(view);
  seek(view, null);
}

/** Let it run, or stand still. @param {View} view */
export function run(view) {
  if (view.replay) {
    stopReplay(view);
    view.acts.changed();
  } else {
    start(view);
    view.acts.repaint();
  }
}

/** Go on from moment to moment by itself; from the end it begins anew. @param {View} view */
function start(view) {
  const last = lastOf(view);
  seek(view, view.moment ?? 0);
  view.replay = window.setInterval(() => {
    if (!view.running.moments) return; // they are on their way
    if (view.moment === null || view.moment + 1 >= last) stopReplay(view);
    seek(view, view.moment === null ? last : view.moment + 1);
  }, BEAT);
}

/** Stand still. @param {View} view */
export function stopReplay(view) {
  clearInterval(view.replay);
  view.replay = undefined;
}

/** Look at a moment. @param {View} view @param {number | null} moment  null for now */
function seek(view, moment) {
  view.moment = moment === null || moment >= lastOf(view) ? null : moment;
  view.acts.changed();
}

/** The number of the last moment, which is now. @param {View} view */
function lastOf({ network: { past } }) {
  return past ? past.steps.length - 1 : 0;
}
