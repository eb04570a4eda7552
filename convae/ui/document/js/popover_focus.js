/** A popover that opens has the focus, and gives it back when the keyboard leaves it. */

/** What a popover is called in the page. */
export const POPOVER = '[data-testid="stPopoverBody"]';
/** By which button each popover was opened. @type {WeakMap<Element, HTMLElement>} */
const openers = new WeakMap();

/** Enter the popovers that have been opened. */
export function enterPopovers() {
  /** @type {NodeListOf<HTMLElement>} */
  const popovers = document.querySelectorAll(`${POPOVER}:not([data-entered])`);
  popovers.forEach(enter);
}

/** A popover that opens takes the focus: what is in it comes next, and Escape closes it. @param {HTMLElement} popover */
function enter(popover) {
  popover.dataset.entered = "";
  const opener = document.querySelector('[data-testid="stPopoverButton"][aria-expanded="true"]');
  if (opener instanceof HTMLElement) openers.set(popover, opener);
  popover.tabIndex = -1;
  popover.focus({ preventScroll: true });
}

/** By which button a popover was opened. @param {Element} popover */
export function openerOf(popover) {
  return openers.get(popover);
}

/** Where the Tab key leads out of a popover, that closes, and the focus is where it was opened. @param {KeyboardEvent} event */
export function leavePopover({ key, target }) {
  const popover = key === "Tab" && target instanceof Element && target.closest(POPOVER);
  if (!popover) return;
  requestAnimationFrame(() => {
    const opener = openers.get(popover);
    if (!opener || popover.contains(document.activeElement)) return;
    opener.focus();
    if (opener.getAttribute("aria-expanded") === "true") opener.click(); // else it has closed by itself
  });
}
