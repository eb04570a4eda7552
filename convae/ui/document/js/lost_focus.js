/** Where the focus goes when what had it is gone. */

import { openerOf, POPOVER } from "./popover_focus.js";

/** Milliseconds within which a pointer or the Tab key that is pressed may take the focus away. */
const A_PRESS = 300;
/** When one of them was pressed last. */
let pressed = -A_PRESS;

/** The pointer and the Tab key may take the focus away. @param {PointerEvent | KeyboardEvent} event */
export function press(event) {
  if (!(event instanceof KeyboardEvent) || event.key === "Tab") pressed = performance.now();
}

/**
 * Where what had the focus is gone, it goes to the popover that it was in, or to the page's heading: not to the very beginning.
 * What is still there, and only was moved or could not be pressed for a moment, has it again.
 * @param {FocusEvent} event
 */
export function notLost(event) {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return;
  /** @type {HTMLElement | null} */
  const popover = target.closest(POPOVER);
  const kept = target.matches(":disabled") || (target.closest(".view") && performance.now() - pressed > A_PRESS);
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body || !document.hasFocus()) return;
    if (target.isConnected) {
      if (kept) waitedFor(target);
      return;
    }
    const opener = popover && openerOf(popover);
    /** @type {HTMLElement | null} */
    const next = popover?.isConnected ? popover : (opener ?? document.querySelector('[data-testid="stMain"] h1'));
    if (!next) return;
    if (next !== opener) next.tabIndex = -1;
    next.focus({ preventScroll: true });
  });
}

/** A button that could not be pressed for a moment has the focus again when it can be. @param {HTMLElement} button */
function waitedFor(button) {
  if (!button.isConnected || document.activeElement !== document.body) return;
  if (button.matches(":disabled")) requestAnimationFrame(() => waitedFor(button));
  else button.focus({ preventScroll: true });
}
