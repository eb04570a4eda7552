/** UpSampling2D: each number becomes a block of equal numbers. */

import { copyOf } from "./single.js";

/** @type {import("./registry.js").Kind} */
export const upSampling2D = {
  compute: ({ values, shape: [, columns, channels] }, { shape: [tall, wide], options: { size } }, out) => {
    for (let row = 0; row < tall; row += 1) {
      for (let column = 0; column < wide; column += 1) {
        const from = (Math.floor(row / size[0]) * columns + Math.floor(column / size[1])) * channels;
        out.set(values.subarray(from, from + channels), (row * wide + column) * channels);
      }
    }
  },
  explain: (given, { options: { size } }, [row, column, channel]) =>
    copyOf(given, [Math.floor(row / size[0]), Math.floor(column / size[1]), channel], size),
};
