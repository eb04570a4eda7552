/** The picture of the network, painted: all maps on one canvas, and on another, above it, what the pointer points out. */

import { pixelsOf } from "./colour.js";
import { rectangles } from "../geometry/layout.js";

/**
 * Paint every map of every layer.
 * @param {HTMLCanvasElement} canvas
 * @param {{layers: object[], columns: object[], values: Float32Array[], ends: [number, number][][], palettes: object,
 *   off: Set<string>}} shown  what the view knows
 */
export function paintMaps(canvas, { layers, columns, values, ends, palettes, off }) {
  const context = canvas.getContext("2d");
  clear(canvas, context);
  context.imageSmoothingEnabled = false;
  layers.forEach((layer, stage) => {
    const shape = layer.flat ? [values[stage].length, 1, 1] : layer.shape;
    const [rows, across, channels] = shape;
    const palette = layer.grey ? palettes.ink : palettes.activation;
    const maps = asImage(pixelsOf(values[stage], shape, ends[stage], palette), across, rows * channels);
    const [width, height] = columns[stage].map;
    columns[stage].maps.forEach(({ x, y }, channel) => {
      const dark = off.has(`${stage} ${channel}`);
      context.globalAlpha = dark ? 0.25 : 1;
      context.drawImage(maps, 0, channel * rows, across, rows, x, y, width, height);
      context.globalAlpha = 1;
      if (dark) cross(context, x, y, width, height);
    });
  });
}

/** Pixels as something that a canvas can draw enlarged. */
export function asImage(pixels, width, height) {
  const image = new OffscreenCanvas(width, height);
  image.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
  return image;
}

/**
 * What the pointer points out: the cell, what it reads, all it depends on and all it reaches.
 * @param {HTMLCanvasElement} canvas
 * @param {object[]} layers
 * @param {object[]} columns
 * @param {ReturnType<typeof import("./marks.js").marksOf>} marks
 * @param {number | null} alone  the only layer that is not dimmed, or null
 * @param {Record<string, string>} colours
 */
export function paintMarks(canvas, layers, columns, marks, alone, colours) {
  const context = canvas.getContext("2d");
  clear(canvas, context);
  if (alone !== null) dim(context, columns, alone, colours.ground);
  for (const { stage, box, kind } of marks) {
    for (const { x, y, width, height } of rectangles(layers[stage], columns[stage], box)) {
      outline(context, x, y, width, height, colours[kind], kind === "cell" ? 2 : 1.5);
    }
  }
  if (marks.length) paths(context, marks, layers, columns, colours);
}

function outline(context, x, y, width, height, colour, thick) {
  context.lineWidth = thick + 1.5;
  context.strokeStyle = "#fffc";
  context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
  context.lineWidth = thick;
  context.strokeStyle = colour;
  context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
}

/** Two dashed lines: from the input's pixels to the cell, and on to the output's. */
function paths(context, marks, layers, columns, colours) {
  const middle = (wanted) => {
    const found = marks.find(({ kind }) => kind === wanted);
    const places = found ? rectangles(layers[found.stage], columns[found.stage], found.box) : [];
    return places.length ? { x: places[0].x + places[0].width / 2, y: places[0].y + places[0].height / 2 } : null;
  };
  const cell = middle("cell");
  for (const [kind, end] of [["source", middle("source")], ["reach", middle("reach")]]) {
    if (!end) continue;
    context.beginPath();
    context.setLineDash([4, 3]);
    context.lineWidth = 1.25;
    context.strokeStyle = colours[kind];
    context.moveTo(end.x, end.y);
    context.bezierCurveTo((end.x + cell.x) / 2, end.y, (end.x + cell.x) / 2, cell.y, cell.x, cell.y);
    context.stroke();
    context.setLineDash([]);
  }
}

function dim(context, columns, alone, ground) {
  context.fillStyle = ground;
  context.globalAlpha = 0.78;
  columns.forEach(({ left, width }, stage) => {
    if (stage !== alone) context.fillRect(left - 2, 0, width + 4, context.canvas.height);
  });
  context.globalAlpha = 1;
}

function cross(context, x, y, width, height) {
  context.beginPath();
  context.lineWidth = 1.5;
  context.strokeStyle = "#e5484d";
  context.moveTo(x + 2, y + 2);
  context.lineTo(x + width - 2, y + height - 2);
  context.moveTo(x + width - 2, y + 2);
  context.lineTo(x + 2, y + height - 2);
  context.stroke();
}

/** Make a canvas as fine as the screen. */
export function size(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
}

function clear(canvas, context) {
  context.save();
  context.resetTransform();
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.restore();
}
