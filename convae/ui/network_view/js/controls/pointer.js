/** What a mouse or a finger does on the picture. */

import { cellAt } from "../geometry/hit_test.js";
import { sameCell } from "../geometry/receptive_field.js";
import { quiet } from "./tour.js";

/** @typedef {import("../geometry/receptive_field.js").Cell} Cell */
/** @typedef {import("../view_state.js").View} View */

/** Hear the pointer. @param {View} view */
export function hearPointer(view) {
  const { stage } = view.parts;
  /** @param {MouseEvent} event */
  const under = (event) => cellAt(view.network.layers, view.columns, event.offsetX, event.offsetY);
  stage.addEventListener("pointermove", (event) => event.pointerType !== "touch" && hover(view, under(event)));
  stage.addEventListener("pointerleave", () => hover(view, null));
  stage.addEventListener("click", (event) => clicked(view, under(event), event instanceof PointerEvent && event.pointerType === "touch"));
  document.addEventListener("pointerdown", (event) => elsewhere(view, event), { signal: view.end.signal });
}

/** @param {View} view @param {Cell | null} cell */
function hover(view, cell) {
  if (!sameCell(cell, view.hovered)) view.acts.hover(cell);
}

/**
 * A finger hides what it points at, so its first touch only points.
 * @param {View} view
 * @param {Cell | null} cell
 * @param {boolean} touched
 */
function clicked(view, cell, touched) {
  const again = cell && sameCell(cell, view.pinned);
  if (view.alone !== null) quiet(view);
  view.touched = touched;
  view.acts.pin(cell);
  if (cell && (!touched || again)) view.acts.open({ view: "cell", ...cell });
}

/** What a finger has pointed at is let go when it touches something else. @param {View} view @param {PointerEvent} event */
function elsewhere(view, event) {
  if (!view.touched || view.asked || event.composedPath().includes(view.parts.plan)) return;
  view.acts.pin(null);
}
