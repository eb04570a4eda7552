/** Whether strokes have run into each other on the way to 28×28, so that hardly any paper is left between them. */

/** The ink from which on a pixel counts as inked. */
const INKED = 0.5;

/** @param {import("../view_state.js").View} view */
export function ranTogether({ told, running: { picture }, network: { crowded } }) {
  return Boolean(told?.prepared) && picture.filter((ink) => ink >= INKED).length > crowded * picture.length;
}
