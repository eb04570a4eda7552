/** The story: one layer after another, the others dimmed, each for as long as its sentence takes to read. */

const SECOND = 1000;
/** Letters that are read in a second. */
const LETTERS = 22;

/**
 * Tell about one layer; beyond the last one the story is over.
 * @param {object} view
 * @param {number} stage
 * @param {(view: object) => void} retell  draws what has changed
 */
export function tell(view, stage, retell) {
  if (stage >= view.layers.length) {
    quiet(view, retell);
    return;
  }
  Object.assign(view, { alone: Math.max(0, stage), pinned: null });
  view.left = 2 + Math.ceil(view.layers[view.alone].sentence.length / LETTERS);
  retell(view);
}

/** Go on by itself from the layer that is told about, or stop where it is. */
export function play(view, retell) {
  if (view.timer) {
    rest(view, retell);
    return;
  }
  view.timer = setInterval(() => {
    view.left -= 1;
    if (view.left <= 0) tell(view, view.alone + 1, retell);
  }, SECOND);
  tell(view, view.alone ?? 0, retell);
}

/** Stay at the layer that is told about, if it goes on by itself. */
export function rest(view, retell) {
  if (!view.timer) return;
  clearInterval(view.timer);
  view.timer = null;
  retell(view);
}

/** End the story. */
export function quiet(view, retell) {
  clearInterval(view.timer);
  Object.assign(view, { timer: null, alone: null, pinned: null });
  retell(view);
}

/** Whether a key has led to the layer before or after in the story. */
export function walkStory(view, event, retell) {
  if (view.alone === null || event.shiftKey || !["ArrowLeft", "ArrowRight"].includes(event.key)) return false;
  event.preventDefault();
  tell(view, view.alone + (event.key === "ArrowRight" ? 1 : -1), retell);
  return true;
}
