/** The place of a cell in a flat row of a layer's numbers, and back: the channel counts fastest, as in memory. */

/** @typedef {import("../blob.js").Shape} Shape */
/** @typedef {{row: number, column: number, channel: number}} Place  of a number within its layer */

/** @param {Shape} shape @param {Place} place @returns {number} */
export function toFlat([, columns, channels], { row, column, channel }) {
  return (row * columns + column) * channels + channel;
}

/** @param {Shape} shape @param {number} at @returns {Place} */
export function fromFlat([, columns, channels], at) {
  return { row: Math.floor(at / (columns * channels)), column: Math.floor(at / channels) % columns, channel: at % channels };
}
