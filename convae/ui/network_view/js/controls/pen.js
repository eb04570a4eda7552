/**
 * The pen on the drawing canvas, heard from beside it: while it moves, the network runs on what has been drawn so far.
 *
 * The canvas stays the master of the drawing. What it reports, the server answers, and where that is another picture than the one
 * that was drawn here, it wins. Heard are the very events that the canvas hears, so that both know the same places.
 */

import { strokeOf } from "../engine/ink/fabric_brush.js";
import { stepsOfStrokes } from "../ink_steps/steps.js";
import { repaint } from "../rendering.js";
import { compute } from "../running.js";
import { announce } from "../story/telling.js";

/** @typedef {import("../engine/ink/strokes.js").Line} Line */
/** @typedef {import("../ink_steps/steps.js").Stroke} Stroke */
/** @typedef {import("../view_state.js").View} View */

/** Hear the pen. @param {View} view */
export function hearPen(view) {
  /**
   * @template {keyof DocumentEventMap} Name
   * @param {Name} name
   * @param {(event: DocumentEventMap[Name]) => void} heard
   */
  const listen = (name, heard) => document.addEventListener(name, heard, { capture: true, passive: true, signal: view.end.signal });
  /** @type {number | null} */
  let finger = null;
  /** @param {TouchEvent} event */
  const touch = ({ changedTouches: [first] }) => (first && first.identifier === finger ? first : null);
  listen("mousedown", (event) => event.button === 0 && begin(view, event, event));
  listen("mousemove", (event) => finger === null && goOn(view, event, event.shiftKey));
  listen("mouseup", () => finger === null && lift(view));
  listen("touchstart", (event) => {
    if (finger !== null || view.drawing.places) return;
    begin(view, event, event.changedTouches[0]);
    finger = view.drawing.places ? event.changedTouches[0].identifier : null;
  });
  listen("touchmove", (event) => {
    const first = touch(event);
    if (first) goOn(view, first, event.shiftKey);
  });
  for (const name of /** @type {("touchend" | "touchcancel")[]} */ (["touchend", "touchcancel"])) {
    listen(name, (event) => {
      if (event.touches.length || finger === null) return;
      finger = null;
      lift(view);
    });
  }
}

/** The pen comes down; on the canvas, a stroke begins. @param {View} view @param {Event} event @param {{clientX: number, clientY: number}} at */
function begin(view, event, at) {
  const path = event.composedPath();
  const [target] = path;
  const there = target instanceof HTMLCanvasElement && path.some((each) => each instanceof Element && each.matches(".st-key-canvas"));
  if (!there || !view.told?.canvas || !view.weights) return;
  view.drawing.canvas = target;
  // The server takes it away, too, but answers later, or not at all.
  for (const hint of document.querySelectorAll(".st-key-canvas_box .hint")) if (hint instanceof HTMLElement) hint.hidden = true;
  const place = placeOf(view, at);
  view.drawing.places = [place, place];
}

/** @param {View} view @param {{clientX: number, clientY: number}} at @param {boolean} straight  whether the last place is left out */
function goOn(view, at, straight) {
  const { drawing } = view;
  if (!drawing.places) return;
  const [place, last] = [placeOf(view, at), drawing.places[drawing.places.length - 1]];
  if (place[0] === last[0] && place[1] === last[1]) return;
  if (straight && drawing.places.length > 1) drawing.places.pop();
  drawing.places.push(place);
  drawing.moved = true;
  if (drawing.frame === undefined) follow(view);
}

/** Show the stroke as it is now, and what comes of it until the next frame in that one: one picture a frame. @param {View} view */
function follow(view) {
  const { drawing } = view;
  drawing.frame = undefined;
  if (!drawing.places || !drawing.moved) return;
  drawing.moved = false;
  drawing.frame = requestAnimationFrame(() => follow(view));
  show(view, [...drawing.strokes, ...strokeHere(view, drawing.places)]);
}

/** The pen is lifted: the stroke is done. @param {View} view */
function lift(view) {
  const { drawing, told } = view;
  if (!drawing.places || !told?.canvas) return;
  drawing.strokes = [...drawing.strokes, ...strokeHere(view, drawing.places)];
  drawing.places = null;
  drawing.expected = (drawing.expected ?? told.canvas.strokes) + 1;
  drawing.lifted = performance.now();
  show(view, drawing.strokes);
  announce(view);
}

/** Where the pen is, in pixels of the canvas. @param {View} view @param {{clientX: number, clientY: number}} at @returns {[number, number]} */
function placeOf({ told, drawing: { canvas } }, { clientX, clientY }) {
  const { left, top, width, height } = /** @type {Element} */ (canvas).getBoundingClientRect();
  const size = told?.canvas?.size ?? 0;
  return [((clientX - left) * size) / width, ((clientY - top) * size) / height];
}

/** What the brush makes of these places: a line, or several where it leaves the canvas. @param {View} view @param {Line} places @returns {Stroke[]} */
function strokeHere({ told }, places) {
  if (!told?.canvas) return [];
  const { brush, size } = told.canvas;
  return strokeOf(places, brush, size).map((line) => ({ line, brush }));
}

/** Show what the network makes of these strokes; where they are no drawing yet, what was there stays. @param {View} view @param {Stroke[]} strokes */
function show(view, strokes) {
  if (!view.told?.canvas) return;
  const { title, size } = view.told.canvas;
  const made = stepsOfStrokes(strokes, view.network.pen, size);
  if (!made) return;
  view.running.picture = made.picture;
  view.steps = made.steps;
  view.told = { ...view.told, title, prepared: true };
  compute(view);
  repaint(view);
}
