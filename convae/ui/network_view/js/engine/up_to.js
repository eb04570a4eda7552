/** 0, 1, 2 ... below `length`. @param {number} length */
export function upTo(length) {
  return Array.from({ length }, (_, index) => index);
}
