/** InputLayer: the picture as it comes in. */

import { numberAt } from "./single.js";

/** @type {import("./registry.js").Kind} */
export const inputLayer = {
  compute: ({ values }, _, out) => out.set(values),
  explain: (given, _, cell) => ({ form: "pixel", value: numberAt(given, cell) }),
};
