/** All maps of all layers, painted on one canvas. */

import { pixelsOf } from "./colour.js";
import { asImage, emptied } from "./surface.js";

/**
 * Paint every map of every layer.
 * @param {HTMLCanvasElement} canvas
 * @param {object} shown
 * @param {import("../blob.js").Layer[]} shown.layers
 * @param {import("./colour.js").Palettes} shown.palettes
 * @param {import("../geometry/layout.js").Column[]} shown.columns
 * @param {Float32Array[]} shown.values
 * @param {import("./colour_scale.js").Ends[][]} shown.ends
 * @param {Set<string>} shown.off  "stage channel" of every channel that is switched off
 */
export function paintMaps(canvas, { layers, palettes, columns, values, ends, off }) {
  const context = emptied(canvas);
  layers.forEach((layer, stage) => paintLayer(context, layer, stage, columns[stage], values[stage], ends[stage], palettes, off));
}

/**
 * Paint every map of one layer.
 * @param {CanvasRenderingContext2D} context
 * @param {import("../blob.js").Layer} layer
 * @param {number} stage
 * @param {import("../geometry/layout.js").Column} column  where its maps are
 * @param {Float32Array} values
 * @param {import("./colour_scale.js").Ends[]} ends
 * @param {import("./colour.js").Palettes} palettes
 * @param {Set<string>} off
 */
export function paintLayer(context, layer, stage, { maps: places, map: [width, height], across }, values, ends, palettes, off) {
  /** @type {import("../blob.js").Shape} */
  const shape = layer.flat ? (across ? [1, values.length, 1] : [values.length, 1, 1]) : layer.shape;
  const [rows, columns, channels] = shape;
  const palette = layer.grey ? palettes.ink : palettes.activation;
  const maps = asImage(pixelsOf(values, shape, ends, palette), columns, rows * channels);
  context.imageSmoothingEnabled = false;
  places.forEach(({ x, y }, channel) => {
    const dark = off.has(`${stage} ${channel}`);
    context.globalAlpha = dark ? 0.25 : 1;
    context.drawImage(maps, 0, channel * rows, columns, rows, x, y, width, height);
    context.globalAlpha = 1;
    if (dark) cross(context, { x, y, width, height });
  });
}

/** @param {CanvasRenderingContext2D} context @param {import("../geometry/hit_test.js").Rectangle} place */
function cross(context, { x, y, width, height }) {
  context.beginPath();
  context.lineWidth = 1.5;
  context.strokeStyle = getComputedStyle(context.canvas).getPropertyValue("--off");
  context.moveTo(x + 2, y + 2);
  context.lineTo(x + width - 2, y + height - 2);
  context.moveTo(x + width - 2, y + 2);
  context.lineTo(x + 2, y + height - 2);
  context.stroke();
}
