/** The tour: one layer after another, the others dimmed, each for as long as its sentence takes to read. */

/** @typedef {import("../view_state.js").View} View */

const SECOND = 1000;
/** Letters that are read in a second. */
const LETTERS = 22;

/** Tell about one layer; beyond the last one the tour is over. @param {View} view @param {number} stage */
export function tell(view, stage) {
  const { layers } = view.network;
  if (stage >= layers.length) {
    quiet(view);
    return;
  }
  view.alone = Math.max(0, stage);
  view.pinned = null;
  view.left = 2 + Math.ceil(layers[view.alone].sentence.length / LETTERS);
  view.acts.reveal(view.alone);
  view.acts.repaint();
}

/** Go on by itself from the layer that is told about, or stop where it is. @param {View} view */
export function play(view) {
  if (view.timer) {
    rest(view);
    return;
  }
  view.timer = window.setInterval(() => {
    view.left -= 1;
    if (view.left <= 0) tell(view, (view.alone ?? -1) + 1);
  }, SECOND);
  tell(view, view.alone ?? 0);
}

/** Stay at the layer that is told about, if it goes on by itself. @param {View} view */
function rest(view) {
  if (!view.timer) return;
  stopClock(view);
  if (view.alone !== null) view.acts.reveal(view.alone);
  view.acts.repaint();
}

/** End the tour. @param {View} view */
export function quiet(view) {
  stopClock(view);
  view.alone = null;
  view.pinned = null;
  view.acts.repaint();
}

/** @param {View} view */
export function stopClock(view) {
  clearInterval(view.timer);
  view.timer = undefined;
}

/** Whether a key has led to the layer before or after in the tour. @param {View} view @param {KeyboardEvent} event */
export function walkTour(view, event) {
  if (view.alone === null || event.shiftKey || !["ArrowLeft", "ArrowRight"].includes(event.key)) return false;
  event.preventDefault();
  tell(view, view.alone + (event.key === "ArrowRight" ? 1 : -1));
  return true;
}
