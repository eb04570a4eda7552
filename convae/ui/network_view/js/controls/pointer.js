/** What a mouse or a finger does on the picture. */

import { cellAt } from "../geometry/hit_test.js";
import { sameCell } from "../geometry/receptive_field.js";
import { cellOfPicture } from "../story/telling.js";
import { hearPicture } from "./keyboard.js";
import { quiet } from "./tour.js";

/** @typedef {import("../geometry/receptive_field.js").Cell} Cell */
/** @typedef {import("../view_state.js").View} View */

/** Hear the pointer on the picture of the network. @param {View} view */
export function hearPointer(view) {
  hear(view, view.parts.stage, (event) => cellAt(view.network.layers, view.columns, event.offsetX, event.offsetY), null);
  document.addEventListener("pointerdown", (event) => elsewhere(view, event), { signal: view.end.signal });
}

/** Hear it, and the keyboard, on the large pictures of the story. @param {View} view */
export function hearPictures(view) {
  for (const picture of view.story.pictures) {
    hear(view, picture.frame, (event) => cellOfPicture(view, picture, event), picture);
    hearPicture(view, picture);
  }
}

/**
 * @param {View} view
 * @param {HTMLElement} place
 * @param {(event: MouseEvent) => Cell | null} under  the cell at the pointer
 * @param {import("../story/story.js").Picture | null} picture  the large one that it is on
 */
function hear(view, place, under, picture) {
  place.addEventListener("pointermove", (event) => {
    view.pointed = picture;
    if (event.pointerType !== "touch") hover(view, under(event));
  });
  place.addEventListener("pointerleave", () => hover(view, null));
  place.addEventListener("click", (event) => {
    view.pointed = picture;
    clicked(view, under(event), event instanceof PointerEvent && event.pointerType === "touch");
  });
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
  if (!view.touched || view.asked || onPictures(view, event)) return;
  view.acts.pin(null);
}

/** @param {View} view @param {Event} event */
function onPictures({ parts, story }, event) {
  const path = event.composedPath();
  return path.includes(parts.plan) || story.pictures.some(({ frame }) => path.includes(frame));
}
