/** The activations, by their names: what each makes of one number. NaN stays NaN. */

/** @type {Record<string, (x: number) => number>} */
const ACTIVATIONS = {
  relu: (x) => (x < 0 ? 0 : x),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  linear: (x) => x,
};

/**
 * The activation of this name.
 * @param {string} name
 * @throws where there is none
 */
export function activationOf(name) {
  if (!Object.hasOwn(ACTIVATIONS, name)) throw new Error(`There is no activation ${name}`);
  return ACTIVATIONS[name];
}
