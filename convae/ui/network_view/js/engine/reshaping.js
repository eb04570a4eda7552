/** Flatten and Reshape: the same numbers in the same order, in another shape. */

import { fromFlat, toFlat } from "../geometry/flat_row.js";
import { copyOf } from "./single.js";

/** @type {import("./registry.js").Kind} */
export const reshaping = {
  compute: ({ values }, _, out) => out.set(values),
  explain: (given, { shape }, [row, column, channel]) => {
    const source = fromFlat(given.shape, toFlat(shape, { row, column, channel }));
    return copyOf(given, [source.row, source.column, source.channel]);
  },
};
