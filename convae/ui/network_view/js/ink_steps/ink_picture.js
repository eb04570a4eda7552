/** The ink as it came: a drawing painted once more, or the picture that was brought. */

import { element } from "../dom.js";
import { emptied, size } from "../paint/surface.js";

/**
 * @param {import("./steps.js").Steps} steps
 * @param {number} side  CSS pixels of the longer side
 * @param {string} alt
 */
export function inkPicture(steps, side, alt) {
  const scale = side / Math.max(...steps.size);
  const [height, width] = steps.size.map((length) => Math.round(length * scale));
  if ("source" in steps) return element("img", { src: steps.source, width, height, alt, decoding: "sync" });
  const canvas = element("canvas", { class: "ink", role: "img", "aria-label": alt });
  size(canvas, width, height);
  paintStrokes(canvas, steps.strokes, scale);
  return canvas;
}

/** Paint strokes in white on a black canvas. @param {HTMLCanvasElement} canvas @param {import("./steps.js").Stroke[]} strokes @param {number} scale */
export function paintStrokes(canvas, strokes, scale) {
  const context = emptied(canvas);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.strokeStyle = "#fff";
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const { line, brush } of strokes) {
    const [first, ...others] = line;
    context.lineWidth = brush * scale;
    context.beginPath();
    context.moveTo(first[0] * scale, first[1] * scale);
    // A line to where it begins is a dot as wide as the brush.
    for (const [x, y] of others.length ? others : [first]) context.lineTo(x * scale, y * scale);
    context.stroke();
  }
}
