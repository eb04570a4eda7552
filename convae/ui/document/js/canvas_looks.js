/** The looks of the drawing canvas, which stands in a shadow that no style sheet reaches. */

/** The canvas as large as its box, without the toolbar: undo and clear stand beside it, in the visitor's language. */
const CANVAS = `
  .dc-toolbar { display: none !important; }
  .dc-container, .canvas-container, canvas { width: var(--canvas-side) !important; height: var(--canvas-side) !important; }`;
/** How many frames the canvas may take to come. */
const PATIENCE = 300;
/** Whether the canvas is waited for already. */
let awaited = false;

/** Give the canvas its looks as soon as it is there. */
export function dressCanvas() {
  if (!awaited) dress(PATIENCE);
}

/** Look for the canvas, and give it its looks. @param {number} patience  for how many more frames */
function dress(patience) {
  awaited = false;
  const host = document.querySelector(".st-key-canvas");
  if (!host) return;
  const shadow = [...host.querySelectorAll("*")].find((each) => each.shadowRoot)?.shadowRoot;
  if (shadow?.querySelector("canvas")) {
    if (shadow.querySelector("style[data-convae]")) return;
    const style = Object.assign(document.createElement("style"), { textContent: CANVAS });
    style.dataset.convae = "";
    shadow.append(style);
  } else if (patience > 0) {
    awaited = true;
    requestAnimationFrame(() => dress(patience - 1));
  }
}
