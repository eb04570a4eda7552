/** Where the phone's menu lies over the page. */
const NARROW = "(max-width: 767px)";

/** On a phone the menu closes when a page has been chosen. @param {MouseEvent} event */
export function closeMenu({ target }) {
  if (!(target instanceof Element) || !target.closest('[data-testid="stSidebarNavLink"]') || !matchMedia(NARROW).matches) return;
  /** @type {HTMLElement | null} */
  const button = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
  button?.click();
}
