/** A window that slides over maps: which numbers lie under it. */

import { upTo } from "./up_to.js";

/** @typedef {import("./registry.js").Given} Given */
/** @typedef {import("./registry.js").Pair} Pair */
/** @typedef {import("./registry.js").Cell} Cell */
/** @typedef {{size: Pair, strides: Pair, margin: Pair}} Sliding  `margin` is the padding above and at the left */

/**
 * Where the window begins and ends for one place along an axis, without what of it is padding.
 * @param {number} place
 * @param {number} length  of the axis
 * @param {Sliding} window
 * @param {0 | 1} axis
 * @returns {[number, number, number]} the first number under it, the first one after it, and how much of it is padding before
 */
export function under(place, length, { size, strides, margin }, axis) {
  const start = place * strides[axis] - margin[axis];
  const first = Math.max(0, start);
  return [first, Math.min(length, start + size[axis]), first - start];
}

/**
 * What lies under the window for one number of what comes out: its corner, negative in the padding; the numbers of all channels,
 * 0 for padding; and which of them are no padding.
 * @param {Given} given
 * @param {Sliding} window
 * @param {Cell} cell
 */
export function patchOf({ values, shape: [rows, columns, channels] }, { size, strides, margin }, [row, column]) {
  const [top, left] = [row * strides[0] - margin[0], column * strides[1] - margin[1]];
  /** @param {number} down @param {number} across */
  const isInside = (down, across) => down >= 0 && down < rows && across >= 0 && across < columns;
  const places = upTo(size[0]).map((down) => upTo(size[1]).map((across) => [top + down, left + across]));
  const inside = places.map((line) => line.map(([down, across]) => isInside(down, across)));
  const patch = places.map((line) =>
    line.map(([down, across]) =>
      upTo(channels).map((channel) => (isInside(down, across) ? values[(down * columns + across) * channels + channel] : 0)),
    ),
  );
  return { row: top, column: left, patch, inside };
}
