/** Channels that are switched off: all of their numbers are 0. */

/**
 * @param {Float32Array} values  of one layer, the channel counting fastest
 * @param {number} channels  how many the layer has
 * @param {number[]} silent  those that are off
 * @returns {Float32Array}
 */
export function switchedOff(values, channels, silent) {
  return silent.length ? values.map((value, at) => (silent.includes(at % channels) ? 0 : value)) : values;
}
