/** The time machine: the network as it was while it learned, moment by moment, along the curve of its loss. */

import { pixelsOf } from "../paint/colour.js";
import { element, symbolButton } from "../dom.js";
import { CURVE, curveOf, lossAt, lossEnds } from "../paint/loss_curve.js";
import { asImage } from "../paint/feature_maps.js";

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
 * @param {{ask: () => void, repaint: () => void, rest: () => void}} acts  ask the server for the moment that is wanted, show the wish
 *   at once, and let the story stand still, which would go on beside it
 */
export function timeMachine(view, { ask, repaint, rest }) {
  const ready = () => view.header.turn === view.turn;

  /** Look at a moment. While the server is at work on the last one, only the newest wish is kept. */
  function seek(moment) {
    view.moment = moment === null || moment >= view.past.steps.length - 1 ? null : moment;
    if (ready()) ask();
    else view.behind = true;
    repaint();
  }

  /** Let it run, or stand still; nothing else goes on by itself meanwhile. */
  function run() {
    rest();
    replay(view, seek, ready);
  }

  /** Open it and let it run from the beginning, or close it and be back in the present. */
  function watch() {
    view.watching = !view.watching;
    stopReplay(view);
    if (view.watching) run();
    else seek(null);
    const { past: strip, bar: line } = view.parts;
    (view.watching ? strip.querySelector("input") : line.querySelector(".watch")).focus({ preventScroll: true });
    if (view.watching) strip.scrollIntoView({ block: "nearest" }); // on a phone it may open below the screen's edge
  }

  const play = () => {
    run();
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
  strip.querySelector(".thumbs").replaceChildren(...smallPictures(view));
}

/** What goes in and what comes out at this moment, small, for screens on which the large ones are out of sight. */
function smallPictures({ layers, values, palettes, words }) {
  return [0, layers.length - 1].filter((stage) => layers[stage].grey).map((stage) => {
    const [rows, columns] = layers[stage].shape;
    const canvas = element("canvas", { role: "img", "aria-label": words.say("map", { layer: layers[stage].name, channel: 0 }), width: columns, height: rows });
    canvas.getContext("2d").drawImage(asImage(pixelsOf(values[stage], layers[stage].shape, [[0, 1]], palettes.ink), columns, rows), 0, 0);
    return canvas;
  });
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
  const [least, most] = lossEnds(past);
  const steps = words.say("past_steps", { steps: words.whole(past.steps.at(-1)) });
  strip.replaceChildren(
    symbolButton("▶", words.say("past_play"), play),
    element("b", { class: "moment" }),
    element("p", { class: "losses", "aria-hidden": "true" }, element("span", {}, words.number(most)), element("span", {}, words.number(least))),
    element("div", { class: "plot" }, curveOf(past, words), slider),
    element("p", { class: "steps", "aria-hidden": "true" }, element("span", {}, "0"), element("span", {}, words.say("past_curve")), element("span", {}, steps)),
    element("div", { class: "thumbs" }),
    symbolButton("✕", words.say("past_close"), close),
  );
}

/** Which moment it is, and how large the loss was then. */
export function momentSaid(past, moment, words) {
  const step = past.steps[moment];
  if (!step) return words.say("past_before");
  const epoch = step / past.epoch;
  const loss = words.number(lossAt(past.curve, step));
  if (epoch < 1) return words.say("past_within", { step: words.whole(step), share: words.percent(epoch), loss });
  return words.say("past_at", { step: words.whole(step), epoch: words.whole(Math.round(epoch)), loss });
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
