/** Activation: every number by itself through one. */

import { activationOf } from "./activations.js";
import { numberAt } from "./single.js";

/** @type {import("./registry.js").Kind} */
export const activation = {
  compute: ({ values }, { options }, out) => {
    const bend = activationOf(options.activation);
    for (let at = 0; at < out.length; at += 1) out[at] = bend(values[at]);
  },
  explain: (given, { options }, cell) => {
    const before = numberAt(given, cell);
    return { form: "copy", value: activationOf(options.activation)(before), source: cell, before, activation: options.activation, block: [1, 1] };
  },
};
