/** By which name the server knows this tab: the browser keeps it for as long as the tab is open, so that it outlasts a reload. */

const KEY = "convae_tab";

/**
 * The name that the tab had before the page was loaded anew; empty where it had none, and then it has the one that the server gives.
 * @param {string} given
 */
export function nameBefore(given) {
  try {
    const before = sessionStorage.getItem(KEY) ?? "";
    if (!before) sessionStorage.setItem(KEY, given);
    return before === given ? "" : before;
  } catch {
    return ""; // a browser that keeps nothing
  }
}
