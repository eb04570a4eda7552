/** The curve of a training's loss, above the slider that has one place for each moment of it. */

/** @typedef {import("../blob.js").Past} Past */

/** The size of the curve's own drawing, which the page stretches to its room. */
export const CURVE = { width: 1000, height: 60 };

/** Decimals of a loss, as many as on the page on which one trains. */
export const DECIMALS = 4;

/** The loss at a step: that of the last point of the curve before it, or on it. @param {Past["curve"]} points @param {number} step */
export function lossAt(points, step) {
  return points.reduce((last, [at, loss]) => (at <= step ? loss : last), points[0][1]);
}

/**
 * Where a step lies between the first moment, 0, and the last one, 1: between two moments evenly, so that the curve stands
 * above the slider, which has one place for each moment.
 * @param {number[]} steps  of the moments
 * @param {number} step
 */
function placeOf(steps, step) {
  const after = steps.findIndex((each) => each >= step);
  if (after <= 0) return after === 0 ? 0 : 1;
  const [low, high] = [steps[after - 1], steps[after]];
  return (after - 1 + (step - low) / (high - low)) / (steps.length - 1);
}

/**
 * How high a loss stands, in pixels from the top: each halving of it takes the same room.
 * @param {number} loss
 * @param {number} least
 * @param {number} most
 */
function heightOf(loss, least, most) {
  return 4 + (CURVE.height - 8) * (1 - Math.log(loss / least) / Math.log(most / least));
}

/** The smallest and the largest loss on the curve, the floor among them. @param {Past} past @returns {[number, number]} */
export function lossEnds({ curve: points, floor }) {
  const losses = points.map(([, loss]) => loss);
  return [Math.min(floor ?? Infinity, ...losses), Math.max(...losses)];
}

/** @param {Past} past @param {import("../speaker.js").Speaker} words */
export function curveOf(past, words) {
  const { steps, curve: points, floor } = past;
  const [least, most] = lossEnds(past);
  /** @param {[number, number]} point */
  const at = ([step, loss]) => `${(placeOf(steps, step) * CURVE.width).toFixed(1)},${heightOf(loss, least, most).toFixed(1)}`;
  const box = { viewBox: `0 0 ${CURVE.width} ${CURVE.height}`, preserveAspectRatio: "none" };
  const drawn = drawing("svg", { ...box, role: "img", "aria-label": words.say("past_curve") });
  if (floor) {
    const y = heightOf(floor, least, most);
    drawn.append(drawing("line", { class: "floor", x1: 0, x2: CURVE.width, y1: y, y2: y }, words.say("past_floor", { loss: words.fixed(floor, DECIMALS) })));
  }
  drawn.append(drawing("polyline", { points: points.map(at).join(" ") }), drawing("line", { class: "marker", y1: 0, y2: CURVE.height }));
  return drawn;
}

/** An element of a drawing. @param {string} name @param {Record<string, string | number>} attributes @param {string} title */
function drawing(name, attributes, title = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (title) made.append(Object.assign(document.createElementNS("http://www.w3.org/2000/svg", "title"), { textContent: title }));
  return made;
}
