/**
 * A server that does not answer. The network runs here and goes on without it, but for a dialog of Streamlit's, which stops the whole
 * page: that goes, and a line over the links (`streamlit_words.css`) says what waits.
 */

/** Whether it does not answer; the dialog that says so is closed. */
export function serverIsLost() {
  if (!document.querySelector(".stConnectionStatus")) return false;
  for (const dialog of document.querySelectorAll('.stDialog section:not(:has([data-testid="stMarkdownContainer"]))')) {
    dialog.querySelector("button")?.click();
  }
  return true;
}
