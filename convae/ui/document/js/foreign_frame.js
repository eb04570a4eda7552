/** Whether the page stands in a frame of another site's page: there a browser keeps the cookie back without which no file is taken. */

/** @returns {boolean} */
export function inForeignFrame() {
  try {
    return window.top !== window && !window.top?.location.origin;
  } catch {
    return true; // it may not even be asked
  }
}
