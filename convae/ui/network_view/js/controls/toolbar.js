/**
 * The line under the picture: the story's buttons and sentence, the way to the past, and what the colours mean.
 * Nothing on it moves or changes its size while a pointer may be on it.
 */

import { css } from "../paint/colour.js";
import { element, symbolButton } from "../dom.js";

const SCALES = ["map", "layer", "network"];
/** Whether the visitor has a finger and no pointer. */
const TOUCHED = globalThis.matchMedia?.("(hover: none)").matches;

/**
 * Draw the line for what the view shows now; its buttons stay the same elements, so that the focus stays on them.
 * @param {object} view
 * @param {{step: (to: number | null) => void, play: () => void, rescale: (scale: string) => void,
 *   watch: () => void}} acts
 */
export function bar(view, acts) {
  const { bar: line } = view.parts;
  const { words, layers, alone, timer } = view;
  if (line.dataset.language !== words.language) build(line, view, acts);
  const [back, play] = line.querySelectorAll(".story button");
  play.textContent = timer ? "❚❚" : "▶";
  play.title = words.say(timer ? "pause" : "play");
  play.setAttribute("aria-label", play.title);
  back.disabled = !alone;
  line.classList.toggle("telling", alone !== null);
  line.classList.toggle("watching", view.watching);
  const sentence = line.querySelector(".sentence");
  const told = alone === null ? [words.say(TOUCHED ? "hint_touch" : "hint")] : [element("b", { translate: "no" }, layers[alone].name), " ", layers[alone].sentence];
  if (sentence.dataset.told !== String(alone)) sentence.replaceChildren(element("span", {}, ...told));
  sentence.dataset.told = String(alone);
  const watch = line.querySelector(".watch");
  watch.hidden = !view.past;
  watch.setAttribute("aria-expanded", String(view.watching));
  const legend = line.querySelector(".legend");
  const [low, high] = meaning(view);
  if (legend.dataset.ends !== `${low} ${high}`) legend.replaceChildren(...legendOf(view.palettes, low, high));
  legend.dataset.ends = `${low} ${high}`;
  line.querySelector("select").value = view.scale;
}

function build(line, view, { step, play, rescale, watch }) {
  const { words } = view;
  const options = SCALES.map((scale) => element("option", { value: scale }, words.say(`scale_${scale}`)));
  line.dataset.language = words.language;
  line.replaceChildren(
    element(
      "div",
      { class: "story" },
      symbolButton("◀", words.say("previous"), () => step((view.alone ?? 1) - 1)),
      symbolButton("▶", words.say("play"), play),
      symbolButton("▶▏", words.say("next"), () => step((view.alone ?? -1) + 1)),
    ),
    element("button", { class: "watch", onclick: watch }, words.say("past_open")),
    element("div", { class: "middle" }, element("p", { class: "sentence", "aria-live": "polite" }), view.parts.past),
    element("div", { class: "legend" }),
    element("label", {}, words.say("scale"), " ", element("select", { onchange: (event) => rescale(event.target.value) }, ...options)),
  );
}

/** What the two ends of the colours mean on the scale chosen. */
function meaning({ scale, header, words }) {
  if (scale !== "network") return ["0", words.say(`ends_${scale}`)];
  return [words.number(Math.min(0, ...header.minima)), words.number(Math.max(...header.maxima))];
}

/** The colours from their low to their high end. */
function legendOf(palettes, low, high) {
  const shares = Array.from({ length: 12 }, (_, at) => css(palettes.activation, at / 11));
  const colours = element("i", { style: `background:linear-gradient(90deg,${shares.join(",")})` });
  return [element("span", {}, low), colours, element("span", {}, high)];
}
