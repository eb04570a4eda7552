/** The line under the picture: the story's buttons and sentence, and what the colours mean. */

import { css } from "./colour.js";
import { element } from "./dom.js";

const SCALES = ["map", "layer", "network"];

/**
 * Draw the line for what the view shows now; its buttons stay the same elements, so that the focus stays on them.
 * @param {object} view
 * @param {{step: (to: number | null) => void, play: () => void, rescale: (scale: string) => void}} acts
 */
export function bar(view, acts) {
  const { bar: line } = view.parts;
  const { words, layers, alone, timer } = view;
  if (line.dataset.language !== words.language) build(line, view, acts);
  const [back, play, on] = line.querySelectorAll(".story button");
  play.textContent = timer ? "❚❚" : "▶";
  play.title = words.say(timer ? "pause" : "play");
  play.setAttribute("aria-label", play.title);
  back.disabled = !alone;
  on.disabled = alone === layers.length - 1;
  const sentence = line.querySelector(".sentence");
  const told = alone === null ? [words.say("hint")] : [element("b", {}, layers[alone].name), " ", layers[alone].sentence];
  if (sentence.dataset.told !== String(alone)) sentence.replaceChildren(element("span", {}, ...told));
  sentence.dataset.told = String(alone);
  line.querySelector(".legend").replaceChildren(...legendOf(view));
  line.querySelector("select").value = view.scale;
}

function build(line, view, { step, play, rescale }) {
  const { words } = view;
  const button = (act, symbol, name) => element("button", { onclick: act, title: words.say(name), "aria-label": words.say(name) }, symbol);
  const options = SCALES.map((scale) => element("option", { value: scale }, words.say(`scale_${scale}`)));
  line.dataset.language = words.language;
  line.replaceChildren(
    element(
      "div",
      { class: "story" },
      button(() => step((view.alone ?? 1) - 1), "◀", "previous"),
      button(play, "▶", "play"),
      button(() => step((view.alone ?? -1) + 1), "▶▏", "next"),
    ),
    element("p", { class: "sentence", "aria-live": "polite" }),
    element("div", { class: "legend" }),
    element("label", {}, words.say("scale"), " ", element("select", { onchange: (event) => rescale(event.target.value) }, ...options)),
  );
}

/** The colours from their low to their high end, with what these mean on the scale chosen. */
export function legendOf({ palettes, scale, header, words }) {
  const shares = Array.from({ length: 12 }, (_, at) => css(palettes.activation, at / 11));
  const high = scale === "network" ? words.number(Math.max(...header.maxima)) : words.say(`ends_${scale}`);
  const low = scale === "network" ? words.number(Math.min(0, ...header.minima)) : "0";
  return [element("span", {}, low), element("i", { style: `background:linear-gradient(90deg,${shares.join(",")})` }), element("span", {}, high)];
}
