/** Canvases: as fine as the screen, empty, and pixels that one can draw enlarged. */

import { contextOf, element } from "../dom.js";

/** Make a canvas as fine as the screen. @param {HTMLCanvasElement} canvas @param {number} width @param {number} height  in CSS pixels */
export function size(canvas, width, height) {
  fine(canvas, width, height);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}

/**
 * Make a canvas as fine as the screen, or finer; how large it is shown, the style says.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width  in the pixels in which one paints on it
 * @param {number} height
 * @param {number} finer  how many times as large it may be shown
 */
export function fine(canvas, width, height, finer = 1) {
  const ratio = (window.devicePixelRatio || 1) * finer;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  contextOf(canvas).setTransform(ratio, 0, 0, ratio, 0, 0);
}

/** A canvas with nothing on it, ready to be painted. @param {HTMLCanvasElement} canvas */
export function emptied(canvas) {
  const context = contextOf(canvas);
  context.save();
  context.resetTransform();
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.restore();
  return context;
}

/** Sheets that were needed so far, by their size: making one takes longer than using it. @type {Map<string, OffscreenCanvas>} */
const sheets = new Map();

/**
 * Pixels as something that a canvas can draw enlarged, until the next ones of the same size.
 * @param {Uint32Array<ArrayBuffer>} pixels
 * @param {number} width
 * @param {number} height
 */
export function asImage(pixels, width, height) {
  const name = `${width} ${height}`;
  const image = sheets.get(name) ?? new OffscreenCanvas(width, height);
  sheets.set(name, image);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (image.getContext("2d", { willReadFrequently: true }));
  context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
  return image;
}

/**
 * Pixels as a picture, one for one; the page draws it larger.
 * @param {Uint32Array<ArrayBuffer>} pixels
 * @param {number} rows
 * @param {number} columns
 * @param {Record<string, any>} attributes
 */
export function mapPicture(pixels, rows, columns, attributes) {
  const canvas = element("canvas", { width: columns, height: rows, ...attributes });
  paintPixels(canvas, pixels, [rows, columns]);
  return canvas;
}

/**
 * Paint pixels on a canvas, one for one.
 * @param {HTMLCanvasElement} canvas
 * @param {Uint32Array<ArrayBuffer>} pixels
 * @param {readonly number[]} shape  its rows and columns
 */
export function paintPixels(canvas, pixels, [rows, columns]) {
  contextOf(canvas).drawImage(asImage(pixels, columns, rows), 0, 0);
}
