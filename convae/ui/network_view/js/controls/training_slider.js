/** The time machine: a slider through the moments of a training, along the curve of its loss. */

import { element, partOf, symbolButton } from "../dom.js";
import { pixelsOf } from "../paint/colour.js";
import { CURVE, DECIMALS, curveOf, lossEnds } from "../paint/loss_curve.js";
import { mapPicture } from "../paint/surface.js";
import { valuesOf } from "../running.js";
import { momentSaid } from "./moment_sentence.js";
import { pull, run, watch } from "./replay.js";

/** @typedef {import("../blob.js").Past} Past */
/** @typedef {import("../view_state.js").View} View */

/** Draw the slider for the moment that is wanted now; what has the focus stays. @param {View} view */
export function drawSlider(view) {
  const { slider: strip } = view.parts;
  const { past, words, model } = view.network;
  strip.hidden = !(past && view.watching);
  if (!past || strip.hidden) return;
  if (strip.dataset.built !== model) build(strip, past, view);
  const moment = view.moment ?? past.steps.length - 1;
  const share = moment / (past.steps.length - 1);
  const play = partOf(strip, "button", HTMLButtonElement);
  play.textContent = view.replay ? "❚❚" : "▶";
  play.title = words.say(view.replay ? "pause" : "past_play");
  play.setAttribute("aria-label", play.title);
  const slider = partOf(strip, "input", HTMLInputElement);
  const said = view.running.moments ? momentSaid(past, moment, words) : words.say("past_waiting");
  slider.value = String(moment);
  slider.setAttribute("aria-valuetext", said);
  partOf(strip, ".moment", HTMLElement).textContent = said;
  const marker = partOf(strip, ".marker", SVGElement);
  marker.setAttribute("x1", String(share * CURVE.width));
  marker.setAttribute("x2", String(share * CURVE.width));
  partOf(strip, ".thumbs", HTMLElement).replaceChildren(...smallPictures(view));
}

/** What goes in and what comes out at this moment, small, for screens on which the large ones are out of sight. @param {View} view */
function smallPictures(view) {
  const { layers, palettes, words } = view.network;
  const values = valuesOf(view);
  return [0, layers.length - 1].filter((stage) => layers[stage].grey).map((stage) => {
    const { name, shape } = layers[stage];
    const [rows, columns] = shape;
    const about = { role: "img", "aria-label": words.say("map", { layer: name, channel: 0 }) };
    return mapPicture(pixelsOf(values[stage], shape, [[0, 1]], palettes.ink), rows, columns, about);
  });
}

/** @param {HTMLElement} strip @param {Past} past @param {View} view */
function build(strip, past, view) {
  const { words, model } = view.network;
  strip.dataset.built = model;
  strip.setAttribute("aria-label", words.say("past"));
  const slider = element("input", { type: "range", min: 0, max: past.steps.length - 1, "aria-label": words.say("past") });
  slider.addEventListener("input", () => pull(view, Number(slider.value)));
  const [least, most] = lossEnds(past);
  const steps = words.say("past_steps", { steps: words.whole(past.steps[past.steps.length - 1]) });
  strip.replaceChildren(
    symbolButton("▶", words.say("past_play"), () => run(view)),
    element("b", { class: "moment" }),
    element("p", { class: "losses", "aria-hidden": "true" }, element("span", {}, words.fixed(most, DECIMALS)), element("span", {}, words.fixed(least, DECIMALS))),
    element("div", { class: "plot" }, curveOf(past, words), slider),
    element("p", { class: "steps", "aria-hidden": "true" }, element("span", {}, "0"), element("span", { title: words.say("past_spread") }, words.say("past_curve")), element("span", {}, steps)),
    element("div", { class: "thumbs" }),
    symbolButton("✕", words.say("past_close"), () => watch(view)),
  );
}
