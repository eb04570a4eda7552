/** The network at work in a worker, beside the page: it is told a network, and then pictures; it tells what every layer makes of each. */

import { run, withWeights } from "./network.js";

/**
 * What it is told.
 * @typedef {object} Wanted
 * @property {{layers: import("./registry.js").Layer[], weights: Float32Array}} [network]  where it is another one than before
 * @property {Float32Array} picture
 * @property {Set<string>} off  "stage channel" of every channel that is switched off
 */
/** @typedef {{whole: Float32Array[], lacking: Float32Array[] | null}} Made  with all channels on, and without those that are off */

/** @type {import("./network.js").Network | null} */
let network = null;

addEventListener("message", (/** @type {MessageEvent<Wanted>} */ { data }) => {
  if (data.network) network = withWeights(data.network.layers, data.network.weights);
  if (!network) return;
  const whole = run(network, data.picture, new Set());
  const lacking = data.off.size ? run(network, data.picture, data.off) : null;
  postMessage({ whole, lacking }, { transfer: [...whole, ...(lacking ?? [])].map(({ buffer }) => buffer) });
});
