/** A view drawn: laid out for the room that there is, painted, and written. */

import { placeColumns, setMaxima } from "./controls/layer_heads.js";
import { drawToolbar } from "./controls/toolbar.js";
import { drawSlider } from "./controls/training_slider.js";
import { layOut } from "./geometry/layout.js";
import { sameCell } from "./geometry/receptive_field.js";
import { tellInkSteps } from "./ink_steps/ink_steps.js";
import { endsOf, largestOf } from "./paint/colour_scale.js";
import { paintMaps } from "./paint/feature_maps.js";
import { coloursOf, marksOf } from "./paint/marks.js";
import { paintMarks } from "./paint/outlines.js";
import { size } from "./paint/surface.js";
import { drawPanel } from "./panels/detail_panel.js";
import { drawTooltip } from "./panels/tooltip.js";
import { valuesOf } from "./running.js";
import { screenOf } from "./skeleton.js";
import { markStory, tellStory } from "./story/telling.js";

/** @typedef {import("./view_state.js").View} View */

/** Lay everything out anew: for another room, network or language. @param {View} view */
export function arrange(view) {
  const { parts, network } = view;
  view.screen = screenOf(parts);
  const { width, height, columns } = layOut(network.layers, network.code, view.screen);
  view.columns = columns;
  parts.plan.style.width = `${width}px`;
  parts.plan.style.setProperty("--wide", String(width));
  parts.scroller.classList.toggle("more", width > parts.scroller.clientWidth);
  parts.stage.style.height = `${height}px`;
  for (const canvas of [parts.maps, parts.marks]) size(canvas, width, height);
  placeColumns(parts, columns);
  repaint(view);
}

/** Whether the room is another than the one that everything was laid out for. @param {View} view */
export function outgrown({ screen, parts }) {
  if (!screen) return false;
  const { room, height, unit, ratio } = screenOf(parts);
  return room !== screen.room || height !== screen.height || unit !== screen.unit || ratio !== screen.ratio;
}

/** Show the numbers that there are now; whatever is pinned or open stays. @param {View} view */
export function repaint(view) {
  const { parts, network, running, columns, off } = view;
  const { layers, palettes, words } = network;
  const values = valuesOf(view);
  view.ends = endsOf(layers, running.whole, view.scale); // so that a channel that goes leaves all other maps' colours as they are
  paintMaps(parts.maps, { layers, palettes, columns, values, ends: view.ends, off });
  setMaxima(parts, values.map(largestOf), words);
  parts.root.setAttribute("aria-label", view.name || words.say("view_of"));
  tellStory(view);
  tellInkSteps(view);
  point(view);
  drawToolbar(view);
  drawSlider(view);
  drawPanel(view);
}

/** Point out the cell under the pointer, or else the pinned one. @param {View} view */
export function point(view) {
  const { parts, network, columns, alone } = view;
  const cell = view.hovered ?? view.pinned;
  const marks = cell ? marksOf(network.layers, cell) : [];
  const something = cell !== null || alone !== null;
  if (something || view.marked) paintMarks(parts.marks, network.layers, columns, marks, alone, coloursOf(parts.root));
  markStory(view, marks);
  view.marked = something;
  // What is pinned while the panel is open is spoken of there.
  const said = view.asked && sameCell(cell, view.read) ? null : cell;
  drawTooltip(view, said, marks);
}
