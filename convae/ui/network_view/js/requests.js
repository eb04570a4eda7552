/** What the server is told and asked, and when. */

import { isAwaited } from "./controls/drawing_state.js";

/** @typedef {import("./view_state.js").View} View */

/** Milliseconds until the server is asked again for what it is counting. */
const PATIENCE = 1000;
/** Milliseconds for which what is wanted has to stay as it is until the server is told: a slider that is drawn changes it all the time. */
const REST = 150;
/** What the page is while the server makes it. */
const BUSY = '[data-testid="stApp"][data-test-script-state="running"]';

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

/** Ask for what is wanted of the channel that has been opened. @param {View} view */
export function ask(view) {
  if (wanted(view)) tellAfter(view, 0);
}

/** Something is wanted otherwise: let the server know as soon as it stays so for a moment. @param {View} view */
export function tellSoon(view) {
  if (view.replay && view.running.moments) clearTimeout(view.later); // while a training is played, nothing stays
  else tellAfter(view, REST);
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
