/**
 * The line under the picture: the tour's buttons and sentence, the way to the past, and what the colours mean.
 * Nothing on it moves or changes its size while a pointer may be on it.
 */

import { element, partOf, symbolButton } from "../dom.js";
import { css } from "../paint/colour.js";
import { largestOf, smallestOf } from "../paint/colour_scale.js";
import { close, watch } from "./replay.js";
import { play, tell } from "./tour.js";

/** @typedef {import("../view_state.js").View} View */

/** @type {import("../paint/colour_scale.js").Scale[]} */
const SCALES = ["map", "layer", "network"];
/** Whether the visitor has a finger and no pointer. */
const TOUCHED = globalThis.matchMedia?.("(hover: none)").matches;

/** Draw the line for what the view shows now; its buttons stay the same elements, so that the focus stays on them. @param {View} view */
export function drawToolbar(view) {
  const { toolbar: line } = view.parts;
  const { words, past, palettes } = view.network;
  if (line.dataset.language !== words.language) build(line, view);
  drawTour(line, view);
  line.classList.toggle("telling", view.alone !== null);
  line.classList.toggle("watching", view.watching);
  const watched = partOf(line, ".watch", HTMLButtonElement);
  watched.hidden = !past;
  watched.setAttribute("aria-expanded", String(view.watching));
  const legend = partOf(line, ".legend", HTMLElement);
  const [low, high] = meaning(view);
  if (legend.dataset.ends !== `${low} ${high}`) legend.replaceChildren(...legendOf(palettes, low, high));
  legend.dataset.ends = `${low} ${high}`;
  partOf(line, "select", HTMLSelectElement).value = view.scale;
}

/** The tour's buttons, and the sentence about the layer that it is at. @param {HTMLElement} line @param {View} view */
function drawTour(line, { network: { words, layers }, alone, timer }) {
  const back = partOf(line, ".story button", HTMLButtonElement);
  const going = partOf(line, ".story button:nth-child(2)", HTMLButtonElement);
  going.textContent = timer ? "❚❚" : "▶";
  going.title = words.say(timer ? "pause" : "play");
  going.setAttribute("aria-label", going.title);
  back.disabled = !alone;
  const sentence = partOf(line, ".sentence", HTMLElement);
  const hint = words.say(TOUCHED ? "hint_touch" : "hint");
  const told = alone === null ? [hint] : [element("b", { translate: "no" }, layers[alone].name), " ", layers[alone].sentence];
  if (sentence.dataset.told !== String(alone)) sentence.replaceChildren(element("span", {}, ...told));
  sentence.dataset.told = String(alone);
}

/** @param {HTMLElement} line @param {View} view */
function build(line, view) {
  const { words } = view.network;
  line.dataset.language = words.language;
  /** @param {() => void} act  of the tour, whose sentence stands where the slider does: that closes */
  const touring = (act) => {
    if (view.watching) close(view);
    act();
  };
  line.replaceChildren(
    element(
      "div",
      { class: "story" },
      symbolButton("◀", words.say("previous"), () => touring(() => tell(view, (view.alone ?? 1) - 1))),
      symbolButton("▶", words.say("play"), () => touring(() => play(view))),
      symbolButton("▶▏", words.say("next"), () => touring(() => tell(view, (view.alone ?? -1) + 1))),
    ),
    element("button", { class: "watch", onclick: () => watch(view) }, words.say("past_open")),
    element("div", { class: "middle" }, element("p", { class: "sentence", "aria-live": "polite" }), view.parts.slider),
    element("div", { class: "legend" }),
    element("label", {}, words.say("scale"), " ", scales(view)),
  );
}

/** The choice of which numbers share the colours. @param {View} view */
function scales(view) {
  const { words } = view.network;
  const options = SCALES.map((scale) => element("option", { value: scale }, words.say(`scale_${scale}`)));
  const choice = element("select", {}, ...options);
  choice.addEventListener("change", () => {
    view.scale = SCALES[choice.selectedIndex];
    view.acts.repaint();
  });
  return choice;
}

/** What the two ends of the colours mean on the scale chosen. @param {View} view @returns {[string, string]} */
function meaning({ scale, running: { whole }, network: { words } }) {
  if (scale !== "network") return ["0", words.say(`ends_${scale}`)];
  return [words.number(Math.min(0, ...whole.map(smallestOf))), words.number(Math.max(...whole.map(largestOf)))];
}

/**
 * The colours from their low to their high end.
 * @param {import("../paint/colour.js").Palettes} palettes
 * @param {string} low
 * @param {string} high
 */
function legendOf(palettes, low, high) {
  const shares = Array.from({ length: 12 }, (_, at) => css(palettes.activation, at / 11));
  const colours = element("i", { style: `background:linear-gradient(90deg,${shares.join(",")})` });
  return [element("span", {}, low), colours, element("span", {}, high)];
}
