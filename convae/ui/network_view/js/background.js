/**
 * The network run beside the page, in a worker, where one run takes longer than a frame has: so that the pen never stutters. What is in
 * sight follows as fast as it can; of what is wanted meanwhile, only the last counts.
 */

import { addressOf } from "../../browser_modules/linker.js";

/** @typedef {import("./engine/worker.js").Made} Made */
/** @typedef {import("./view_state.js").View} View */

/**
 * @typedef {object} Background
 * @property {number[]} took  milliseconds of the last runs on the page, the latest last
 * @property {Worker | null} worker
 * @property {string} knows  the name of the network that the worker has
 * @property {import("./running.js").Running | null} busy  for whom it is at work; null while it rests
 * @property {boolean} wanted  whether something else is wanted by now
 * @property {boolean} failed  whether there is none to be had: the page runs the network by itself, however long that takes
 */

/** Milliseconds of a frame that the network may take: the rest is for painting. */
const SHARE = 10;
/** How many runs in a row have to take longer before it goes to a worker: one may have been held up. */
const RUNS = 3;

/** @returns {Background} */
export function newBackground() {
  return { took: [], worker: null, knows: "", busy: null, wanted: false, failed: false };
}

/** Remember how long a run on the page took. @param {Background} background @param {number} milliseconds */
export function remember(background, milliseconds) {
  background.took = [...background.took.slice(1 - RUNS), milliseconds];
}

/** Whether the network is too slow to be run on the page. @param {Background} background */
export function slow({ took, failed }) {
  return !failed && took.length === RUNS && took.every((each) => each > SHARE);
}

/** Let the worker run what is wanted now, and show it as soon as it is there. @param {View} view */
export function runBeside(view) {
  view.background.wanted = true;
  if (!view.background.busy) send(view);
}

/** @param {View} view */
function send(view) {
  const { background, network, running, weights, moment, off } = view;
  [background.busy, background.wanted] = [running, false];
  const worker = (background.worker ??= begun(view));
  const name = `${network.model} ${weights} ${moment}`;
  const told = name === background.knows ? {} : { network: { layers: network.layers, weights: running.numbers } };
  background.knows = name;
  worker.postMessage({ ...told, picture: running.picture, off });
}

/** @param {View} view @param {Made} made */
function take(view, { whole, lacking }) {
  const { background, running } = view;
  if (running === background.busy) {
    running.whole = whole;
    running.lacking = lacking ?? whole;
    view.acts.repaint();
  }
  background.busy = null;
  if (background.wanted) send(view);
}

/** @param {View} view */
function fail(view) {
  view.background.failed = true;
  view.acts.changed();
}

/** A worker with the engine. @param {View} view */
function begun(view) {
  const { network: { modules }, end } = view;
  const worker = new Worker(addressOf("engine/worker.js", [], modules, "network_view/js", new Map()), { type: "module" });
  worker.addEventListener("message", ({ data }) => take(view, data));
  worker.addEventListener("error", () => fail(view));
  end.signal.addEventListener("abort", () => worker.terminate());
  return worker;
}
