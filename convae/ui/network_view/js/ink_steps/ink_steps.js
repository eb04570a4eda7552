/** From ink to 28×28, told in three pictures: the ink in its frame, the ink at MNIST's size, and where its centre of mass came to lie. */

import { element } from "../dom.js";
import { pixelsOf } from "../paint/colour.js";
import { paintPixels } from "../paint/surface.js";
import { times } from "../speaker.js";
import { inkPicture, paintStrokes } from "./ink_picture.js";

/** @typedef {import("../view_state.js").View} View */
/** @typedef {import("./steps.js").Steps} Steps */

/**
 * One picture of the three.
 * @typedef {object} Step
 * @property {HTMLElement} framed  the picture, with a mark over it
 * @property {HTMLElement} mark
 * @property {HTMLElement} note  what stands beside its name
 */

/**
 * @typedef {object} InkSteps
 * @property {HTMLElement} root
 * @property {Record<"box" | "scaled" | "placed", Step>} steps
 * @property {boolean} near  whether they are in sight, or will be soon: what nobody sees is not painted while the pen moves
 * @property {Steps | null} painted  what they show
 */

/** CSS pixels of one of the 28 pixels. */
const CELL = 6;
/** Pixels of the screen within which the pictures are near. */
const NEAR = 200;

/** The place for them before there is something to tell. @returns {InkSteps} */
export function newInkSteps() {
  const root = element("section", { class: "ink-steps", hidden: true });
  const step = () => ({ framed: element("div", { class: "framed" }), mark: element("i"), note: element("small") });
  return { root, steps: { box: step(), scaled: step(), placed: step() }, near: false, painted: null };
}

/** Build them in the language of the view. @param {View} view */
export function buildInkSteps(view) {
  const { inkSteps, network: { ways, layers: [{ shape }] }, end } = view;
  const { root, steps: { box, scaled, placed } } = inkSteps;
  const named = /** @type {const} */ ([["box", box], ["scaled", scaled], ["placed", placed]]);
  const figures = named.map(([name, { framed, note }]) => {
    return element("figure", { class: name }, framed, element("figcaption", {}, ways.say(name), note));
  });
  box.mark.className = "frame";
  scaled.mark.className = placed.mark.className = "cross";
  placed.note.textContent = times(shape.slice(0, 2));
  root.replaceChildren(element("h2", { id: "from-ink-to-28" }, ways.say("title")), element("div", { class: "row" }, ...figures), element("p", {}, ways.say("why")));
  inkSteps.painted = null;
  const watcher = new IntersectionObserver(([{ isIntersecting }]) => {
    inkSteps.near = isIntersecting;
    tellInkSteps(view);
  }, { rootMargin: `${NEAR}px` });
  watcher.observe(root);
  end.signal.addEventListener("abort", () => watcher.disconnect());
}

/** Tell how the ink became the picture, where there was ink. @param {View} view */
export function tellInkSteps({ inkSteps, steps, drawing, running: { picture }, network }) {
  inkSteps.root.hidden = steps === null;
  const unseen = !inkSteps.near && drawing.places !== null;
  if (!steps || unseen || inkSteps.painted === steps) return;
  const { steps: { box, scaled, placed } } = inkSteps;
  const { palettes, ways, layers: [{ shape }], pen } = network;
  paintInk(box, steps, inkSteps.painted, shape[0] * CELL, ways.say("alt_box"));
  const { top, left, rows, columns, centre } = steps.scaled;
  const ink = Float32Array.from({ length: rows * columns }, (_, at) => picture[(top + Math.floor(at / columns)) * shape[1] + left + (at % columns)]);
  paint(scaled, ink, [rows, columns], palettes, ways.say("alt_scaled", { height: rows, width: columns }));
  mark(scaled, (centre[0] + 0.5) / rows, (centre[1] + 0.5) / columns);
  scaled.note.textContent = times([rows, columns]);
  paint(placed, picture, shape.slice(0, 2), palettes, ways.say("alt_placed"));
  mark(placed, (pen.centre + 0.5) / pen.field, (pen.centre + 0.5) / pen.field);
  inkSteps.painted = steps;
}

/**
 * The ink as it came, in its frame; strokes that are still being drawn are painted on the canvas that is there.
 * @param {Step} step @param {Steps} steps @param {Steps | null} before @param {number} side @param {string} alt
 */
function paintInk({ framed, mark }, steps, before, side, alt) {
  const [canvas] = framed.children;
  if (before && "strokes" in before && "strokes" in steps && canvas instanceof HTMLCanvasElement) {
    paintStrokes(canvas, steps.strokes, side / Math.max(...steps.size));
  } else framed.replaceChildren(inkPicture(steps, side, alt), mark);
  const [top, left, bottom, right] = steps.box.map((share) => 100 * share);
  mark.style.cssText = `top:${top}%;left:${left}%;height:${bottom - top}%;width:${right - left}%`;
}

/**
 * @param {Step} step @param {Float32Array} values @param {readonly number[]} shape @param {import("../paint/colour.js").Palettes} palettes
 * @param {string} alt
 */
function paint({ framed, mark }, values, [rows, columns], { ink }, alt) {
  const [there] = framed.children;
  const canvas = there instanceof HTMLCanvasElement ? there : element("canvas", { role: "img" });
  if (canvas !== there) framed.replaceChildren(canvas, mark);
  if (canvas.width !== columns || canvas.height !== rows) {
    [canvas.width, canvas.height] = [columns, rows];
    canvas.style.cssText = `width:${CELL * columns}px;height:${CELL * rows}px`;
  }
  canvas.setAttribute("aria-label", alt);
  paintPixels(canvas, pixelsOf(values, [rows, columns, 1], [[0, 1]], ink), [rows, columns]);
}

/** Lay a cross over a picture, its place given as shares of the picture's height and width. @param {Step} step @param {number} down @param {number} across */
function mark({ mark }, down, across) {
  mark.style.cssText = `top:${100 * down}%;left:${100 * across}%`;
}
