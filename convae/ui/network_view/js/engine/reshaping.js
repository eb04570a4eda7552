/** Flatten and Reshape: the same numbers in the same order, in another shape. */

import { copyOf } from "./single.js";

/** @type {import("./registry.js").Kind} */
export const reshaping = {
  compute: ({ values }, _, out) => out.set(values),
  explain: (given, { shape: [, columns, channels] }, [row, column, channel]) => {
    const at = (row * columns + column) * channels + channel;
    const [, across, deep] = given.shape;
    return copyOf(given, [Math.floor(at / (across * deep)), Math.floor(at / deep) % across, at % deep]);
  },
};
