/** What the pointer points out, painted on a canvas above the maps: the cell, what it reads, all it depends on and all it reaches. */

import { rectangles } from "../geometry/hit_test.js";
import { emptied } from "./surface.js";

/** @typedef {import("../blob.js").Layer} Layer */
/** @typedef {import("../geometry/layout.js").Column} Column */
/** @typedef {import("./marks.js").Mark} Mark */
/** @typedef {import("./marks.js").MarkColours} MarkColours */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Layer[]} layers
 * @param {Column[]} columns
 * @param {Mark[]} marks
 * @param {number | null} alone  the only layer that is not dimmed, or null
 * @param {MarkColours} colours
 */
export function paintMarks(canvas, layers, columns, marks, alone, colours) {
  const context = emptied(canvas);
  if (alone !== null) dim(context, columns, alone, colours.ground);
  /** @param {Mark} mark */
  const placesOf = ({ stage, box }) => rectangles(layers[stage], columns[stage], box);
  for (const mark of marks) {
    for (const place of placesOf(mark)) outline(context, place, colours[mark.kind], mark.kind === "cell" ? 2 : 1.5);
  }
  /** @param {Mark["kind"]} wanted */
  const middle = (wanted) => {
    const mark = marks.find(({ kind }) => kind === wanted);
    const [place] = mark ? placesOf(mark) : [];
    return place ? { x: place.x + place.width / 2, y: place.y + place.height / 2 } : null;
  };
  path(context, middle("source"), middle("cell"), colours.source);
  path(context, middle("reach"), middle("cell"), colours.reach);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import("../geometry/hit_test.js").Rectangle} place
 * @param {string} colour
 * @param {number} thick
 */
function outline(context, { x, y, width, height }, colour, thick) {
  context.lineWidth = thick + 1.5;
  context.strokeStyle = "#fffc";
  context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
  context.lineWidth = thick;
  context.strokeStyle = colour;
  context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
}

/**
 * A dashed line between the cell and the pixels that it depends on, or those that it reaches.
 * @param {CanvasRenderingContext2D} context
 * @param {{x: number, y: number} | null} end
 * @param {{x: number, y: number} | null} cell
 * @param {string} colour
 */
function path(context, end, cell, colour) {
  if (!end || !cell) return;
  context.beginPath();
  context.setLineDash([4, 3]);
  context.lineWidth = 1.25;
  context.strokeStyle = colour;
  context.moveTo(end.x, end.y);
  context.bezierCurveTo((end.x + cell.x) / 2, end.y, (end.x + cell.x) / 2, cell.y, cell.x, cell.y);
  context.stroke();
  context.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} context @param {Column[]} columns @param {number} alone @param {string} ground */
function dim(context, columns, alone, ground) {
  context.fillStyle = ground;
  context.globalAlpha = 0.78;
  columns.forEach(({ left, width }, stage) => {
    if (stage !== alone) context.fillRect(left - 2, 0, width + 4, context.canvas.height);
  });
  context.globalAlpha = 1;
}
