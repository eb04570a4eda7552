/** The time machine: the network as it was while it learned, moment by moment, along the curve of its loss. */

import { element, symbolButton } from "./dom.js";

/** The size of the curve's own drawing, which the page stretches to its width. */
const CURVE = { width: 1000, height: 60 };
/** Milliseconds for which each moment stays when they are played. */
const BEAT = 250;

/**
 * What the server tells of a network's training.
 * @typedef {object} Past
 * @property {number[]} steps  after how many steps the weights were kept, from 0 on
 * @property {number} epoch  how many steps an epoch has
 * @property {[number, number][]} curve  points of the loss: a step, and the mean since the point before
 * @property {number | null} floor  the loss of a perfect copy
 */

/**
 * What can be done with a view's past: open or close it, and draw it.
 * @param {object} view
 * @param {{ask: () => void, repaint: () => void}} acts  ask the server for the moment that is wanted, and show the wish at once
 */
export function timeMachine(view, { ask, repaint }) {
  const ready = () => view.header.turn === view.turn;

  /** Look at a moment. While the server is at work on the last one, only the newest wish is kept. */
  function seek(moment) {
    view.moment = moment === null || moment >= view.past.steps.length - 1 ? null : moment;
    if (ready()) ask();
    else view.behind = true;
    repaint();
  }

  /** Open it and let it run from the beginning, or close it and be back in the present. */
  function watch() {
    view.watching = !view.watching;
    stopReplay(view);
    if (view.watching) replay(view, seek, ready);
    else seek(null);
    const { past: strip, bar: line } = view.parts;
    (view.watching ? strip.querySelector("input") : line.querySelector(".watch")).focus({ preventScroll: true });
    if (view.watching) strip.scrollIntoView({ block: "nearest" });
  }

  const play = () => {
    replay(view, seek, ready);
    repaint();
  };
  const pull = (moment) => {
    stopReplay(view);
    seek(moment);
  };
  return { watch, draw: () => drawPast(view, { seek: pull, play, close: watch }) };
}

/** Draw the strip for the moment that is wanted now; what has the focus stays. */
function drawPast(view, acts) {
  const { past: strip } = view.parts;
  strip.hidden = !(view.past && view.watching);
  if (strip.hidden) return;
  if (strip.dataset.built !== view.model) buildStrip(strip, view, acts);
  const { past, words } = view;
  const moment = view.moment ?? past.steps.length - 1;
  const share = moment / (past.steps.length - 1);
  const [play] = strip.querySelectorAll("button");
  play.textContent = view.replay ? "❚❚" : "▶";
  play.title = words.say(view.replay ? "pause" : "past_play");
  play.setAttribute("aria-label", play.title);
  const slider = strip.querySelector("input");
  const said = momentSaid(past, moment, words);
  slider.value = moment;
  slider.setAttribute("aria-valuetext", said);
  strip.querySelector(".moment").textContent = said;
  const marker = strip.querySelector(".marker");
  marker.setAttribute("x1", share * CURVE.width);
  marker.setAttribute("x2", share * CURVE.width);
}

function buildStrip(strip, view, { seek, play, close }) {
  const { past, words } = view;
  strip.dataset.built = view.model;
  strip.setAttribute("aria-label", words.say("past"));
  const slider = element("input", {
    type: "range",
    min: 0,
    max: past.steps.length - 1,
    "aria-label": words.say("past"),
    oninput: (event) => seek(Number(event.target.value)),
  });
  strip.replaceChildren(
    element(
      "header",
      {},
      symbolButton("▶", words.say("past_play"), play),
      element("b", { class: "moment" }),
      element("span", { class: "quiet" }, words.say("past_curve")),
      symbolButton("✕", words.say("past_close"), close),
    ),
    curveOf(past, words),
    slider,
  );
}

/** Which moment it is, and how large the loss was then. */
function momentSaid(past, moment, words) {
  const step = past.steps[moment];
  if (!step) return words.say("past_before");
  const epoch = step / past.epoch;
  const loss = words.number(lossAt(past.curve, step));
  return words.say("past_at", { step: words.whole(step), epoch: epoch < 1 ? words.brief(epoch) : words.whole(Math.round(epoch)), loss });
}

/** The loss at a step: that of the last point of the curve before it, or on it. */
export function lossAt(points, step) {
  return points.reduce((last, [at, loss]) => (at <= step ? loss : last), points[0][1]);
}

/**
 * Where a step lies between the first moment, 0, and the last one, 1: between two moments evenly, so that the curve stands
 * above the slider, which has one place for each moment.
 * @param {number[]} steps  of the moments
 * @param {number} step
 */
export function placeOf(steps, step) {
  const after = steps.findIndex((each) => each >= step);
  if (after <= 0) return after === 0 ? 0 : 1;
  const [low, high] = [steps[after - 1], steps[after]];
  return (after - 1 + (step - low) / (high - low)) / (steps.length - 1);
}

/** How high a loss stands, in pixels from the top: each halving of it takes the same room. */
export function heightOf(loss, least, most) {
  return 4 + (CURVE.height - 8) * (1 - Math.log(loss / least) / Math.log(most / least));
}

function curveOf({ steps, curve: points, floor }, words) {
  const losses = points.map(([, loss]) => loss);
  const least = Math.min(floor ?? Infinity, ...losses);
  const most = Math.max(...losses);
  const at = ([step, loss]) => `${(placeOf(steps, step) * CURVE.width).toFixed(1)},${heightOf(loss, least, most).toFixed(1)}`;
  const drawn = drawing("svg", { viewBox: `0 0 ${CURVE.width} ${CURVE.height}`, preserveAspectRatio: "none", role: "img", "aria-label": words.say("past_curve") });
  if (floor) {
    const y = heightOf(floor, least, most);
    drawn.append(drawing("line", { class: "floor", x1: 0, x2: CURVE.width, y1: y, y2: y }, words.say("past_floor", { loss: words.number(floor) })));
  }
  drawn.append(drawing("polyline", { points: points.map(at).join(" ") }), drawing("line", { class: "marker", y1: 0, y2: CURVE.height }));
  return drawn;
}

function drawing(name, attributes, title) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (title) made.append(Object.assign(document.createElementNS("http://www.w3.org/2000/svg", "title"), { textContent: title }));
  return made;
}

/**
 * Go on from moment to moment by itself, or stop where it is; from the end it begins anew.
 * @param {object} view
 * @param {(moment: number) => void} seek
 * @param {() => boolean} ready  whether the moment before has come
 */
function replay(view, seek, ready) {
  if (view.replay) {
    stopReplay(view);
    return;
  }
  const last = view.past.steps.length - 1;
  seek(view.moment ?? 0);
  view.replay = setInterval(() => {
    if (!ready()) return;
    if (view.moment === null || view.moment + 1 >= last) stopReplay(view);
    seek(view.moment === null ? last : view.moment + 1);
  }, BEAT);
}

/** Stand still. */
export function stopReplay(view) {
  clearInterval(view.replay);
  view.replay = null;
}
