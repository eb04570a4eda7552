/**
 * A page is left when it has told the server what was done on it last: the canvas waits a moment before it does. Told with the old page's
 * name while the new one is being made, Streamlit would mix the two, and show neither.
 */

/** Milliseconds that everything on a page has told within; the canvas waits 200. */
const TOLD = 400;
const LINKS = '[data-testid="stTopNavLink"], [data-testid="stSidebarNavLink"]';

/** When something was done on the page last, in the milliseconds of events. */
let done = -Infinity;

/** Something is done on the page. @param {Event} event */
export function act({ target, timeStamp }) {
  if (target instanceof Element && target.closest('[data-testid="stMain"]')) done = timeStamp;
}

/** The page tells something by itself. */
export function tell() {
  done = performance.now();
}

/** A link to another page is followed as soon as everything has been told. @param {MouseEvent} event */
export function leave(event) {
  const link = event.target instanceof Element && event.target.closest(LINKS);
  const early = done + TOLD - event.timeStamp;
  if (!(link instanceof HTMLElement) || early <= 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  setTimeout(() => link.click(), early);
}
