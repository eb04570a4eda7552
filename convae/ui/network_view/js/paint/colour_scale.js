/** Which numbers share a scale of colours, and where it ends. */

/** @typedef {"map" | "layer" | "network"} Scale  which numbers share the colours */
/** @typedef {[number, number]} Ends  the numbers at the two ends of the colours */

/**
 * The ends of the colours of a network's maps: those of a picture of ink on paper are 0 and 1.
 * @param {import("../blob.js").Layer[]} layers
 * @param {Float32Array[]} values  of each layer, the channel counting fastest
 * @param {Scale} scale
 * @returns {Ends[][]} for each layer and channel; of a picture and of a flat row one alone
 */
export function endsOf(layers, values, scale) {
  const counts = layers.map(({ flat, shape }) => (flat ? 1 : shape[2]));
  return limits(values, counts, scale).map((ends, stage) => (layers[stage].grey ? [[0, 1]] : ends));
}

/**
 * The lowest and the highest number for every map of every layer; 0 is always within them, so that equal colours are equal
 * numbers wherever they share a scale.
 * @param {Float32Array[]} values
 * @param {number[]} channels  how many each layer has; 1 for a flat row
 * @param {Scale} scale
 * @returns {Ends[][]}
 */
function limits(values, channels, scale) {
  const each = values.map((numbers, stage) => span(numbers, channels[stage]));
  if (scale === "map") return each;
  const layers = each.map(joined);
  const whole = joined(layers);
  return each.map((maps, stage) => maps.map(() => (scale === "layer" ? layers[stage] : whole)));
}

/** The largest number; NaN where one is none. @param {Float32Array} numbers */
export function largestOf(numbers) {
  return numbers.reduce((most, each) => (each > most || Number.isNaN(each) ? each : most), -Infinity);
}

/** The smallest number; NaN where one is none. @param {Float32Array} numbers */
export function smallestOf(numbers) {
  return numbers.reduce((least, each) => (each < least || Number.isNaN(each) ? each : least), Infinity);
}

/** @param {Float32Array} numbers @param {number} channels @returns {Ends[]} */
function span(numbers, channels) {
  /** @type {Ends[]} */
  const maps = Array.from({ length: channels }, () => [0, 0]);
  for (let at = 0; at < numbers.length; at += 1) {
    const map = maps[at % channels];
    if (numbers[at] < map[0]) map[0] = numbers[at];
    else if (numbers[at] > map[1]) map[1] = numbers[at];
  }
  return maps;
}

/** @param {Ends[]} intervals @returns {Ends} */
function joined(intervals) {
  return [Math.min(...intervals.map(([low]) => low)), Math.max(...intervals.map(([, high]) => high))];
}
