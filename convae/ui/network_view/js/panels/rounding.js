/** With how many decimals an addition is shown, so that who adds up the numbers shown finds the sum shown. */

import { SMALL } from "../speaker.js";

/** Beyond so many decimals nobody reads. */
const MOST = 9;
/** From here on numbers are written with their power of ten. */
const HUGE = 1e6;

/**
 * The decimals for some terms and their sum: as many as give each three digits, and more until those shown add up.
 * @param {number[]} terms
 * @param {number} total
 * @returns {number | null} null where no such decimals are found
 */
export function decimalsOf(terms, total) {
  const all = [...terms, total].map(Number);
  if (!all.every((each) => Number.isFinite(each) && Math.abs(each) < HUGE)) return null;
  for (let decimals = Math.max(...all.map(wanted)); decimals <= MOST; decimals += 1) {
    const shown = all.map((value) => BigInt(value.toFixed(decimals).replace(".", "")));
    const sum = shown.pop();
    if (shown.reduce((added, term) => added + term, 0n) === sum) return decimals;
  }
  return null;
}

/**
 * The decimals that show three digits of a number, or four decimals as in the tables; one that is about 0 needs none.
 * @param {number} value
 */
function wanted(value) {
  const size = Math.abs(value);
  return size < SMALL ? 0 : Math.min(4, Math.max(0, 2 - Math.floor(Math.log10(size))));
}
