/** By which name the server knows this tab: the browser keeps it for as long as the tab is open, so that it outlasts a reload. */

const KEY = "convae_tab";
/** The name that the server gave when it was answered last. */
let answered = "";

/**
 * The name that the tab had before the page was loaded anew, to be told once; empty where it had none, and then it has the one that the
 * server gives.
 * @param {string} given
 */
export function nameBefore(given) {
  try {
    const before = sessionStorage.getItem(KEY) ?? "";
    if (!before) sessionStorage.setItem(KEY, given);
    if (before === given || answered === given) return "";
    answered = given;
    return before;
  } catch {
    return ""; // a browser that keeps nothing
  }
}
