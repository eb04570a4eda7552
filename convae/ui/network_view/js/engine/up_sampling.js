/** UpSampling2D: each number becomes a block of equal numbers. */

/** @type {import("./registry.js").LayerFunction} */
export function upSampling2D(values, { shape: [rows, columns, channels] }, { copies }) {
  const [down, across] = copies ?? [1, 1];
  const wide = columns * across;
  const made = new Float32Array(rows * down * wide * channels);
  for (let row = 0; row < rows * down; row += 1) {
    for (let column = 0; column < wide; column += 1) {
      const from = (Math.floor(row / down) * columns + Math.floor(column / across)) * channels;
      made.set(values.subarray(from, from + channels), (row * wide + column) * channels);
    }
  }
  return made;
}
