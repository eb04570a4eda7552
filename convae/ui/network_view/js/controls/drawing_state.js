/** What is known here of the drawing on the canvas, and what the server says of it. */

import { stepsOfStrokes } from "../ink_steps/steps.js";

/** @typedef {import("../engine/ink/strokes.js").Line} Line */
/** @typedef {import("../ink_steps/steps.js").Stroke} Stroke */
/** @typedef {import("../view_state.js").View} View */

/**
 * What is known of a drawing.
 * @typedef {object} Drawing
 * @property {Stroke[]} strokes  that are done
 * @property {Element | null} canvas  on which the last stroke was begun
 * @property {Line | null} places  of the pointer in the stroke that is being drawn
 * @property {boolean} moved  whether it was moved since it was shown
 * @property {number | undefined} frame  before which it is not shown again
 * @property {number | null} expected  how many strokes the canvas will report; null once it has
 * @property {number} lifted  when the last stroke was done
 * @property {number} redrawn  how often the server had drawn the canvas anew when it answered last
 */

/** A step of grey: pictures that are nearer are the same. */
const SAME = 1 / 255;
/** Milliseconds after which a stroke that has not been reported never will. */
const PATIENCE = 5000;

/** @returns {Drawing} */
export function newDrawing() {
  return { strokes: [], canvas: null, places: null, moved: false, frame: undefined, expected: null, lifted: 0, redrawn: 0 };
}

/**
 * Take what the server says of the digit, unless it does not know yet what has been drawn since.
 * @param {View} view
 * @param {Float32Array} picture
 * @param {import("../blob.js").Told | null} told
 * @param {Stroke[] | null} strokes  of the drawing, where they were sent
 * @param {import("../ink_steps/steps.js").Brought | null} brought  how it was made from a picture
 * @returns {boolean} whether it is the picture that the drawing here gives
 */
export function takeDigit(view, picture, told, strokes, brought) {
  const { drawing, running } = view;
  if (strokes) drawing.strokes = strokes;
  const known = told?.canvas;
  if (known && known.redrawn !== drawing.redrawn) [drawing.redrawn, drawing.expected] = [known.redrawn, null];
  const stale = isAwaited(drawing) && known && known.strokes < (drawing.expected ?? 0);
  if ((drawing.places || stale) && known && view.told?.canvas) {
    view.told = { ...view.told, canvas: known };
    return true;
  }
  drawing.expected = null;
  view.told = told;
  const same = picture.every((ink, at) => Math.abs(ink - running.picture[at]) < SAME);
  const drawn = known && told?.prepared;
  view.steps = brought ?? (drawn ? stepsOfDrawing(view, known.size, same && !strokes) : null);
  if (same) return true;
  running.picture = picture;
  return !known?.strokes || strokes !== null;
}

/** Whether the server has still to hear of a stroke. @param {Drawing} drawing */
export function isAwaited({ expected, lifted }) {
  return expected !== null && performance.now() - lifted <= PATIENCE;
}

/**
 * How the drawing became the picture.
 * @param {View} view
 * @param {number} size  pixels of the canvas in each direction
 * @param {boolean} same  whether it is the drawing that the steps here may be of
 */
function stepsOfDrawing({ steps, drawing, network }, size, same) {
  if (same && steps && "strokes" in steps) return steps;
  return stepsOfStrokes(drawing.strokes, network.pen, size)?.steps ?? null;
}
