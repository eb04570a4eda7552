/** The panel under the picture: one number, one channel or one layer, closer. */

import { arithmetic } from "./arithmetic_panel.js";
import { channelPanel } from "./channel_panel.js";
import { element, link, symbolButton } from "../dom.js";
import { layerPanel } from "./layer_panel.js";
import { sayOf } from "./cell_sentence.js";

/**
 * Draw the panel for what was asked. Until the server has answered, it shows what is known here.
 * @param {object} view
 * @param {{open: Function, toggle: Function, back: () => void, close: () => void, allOn: () => void}} acts
 */
export function drawLens(view, acts) {
  const { asked, header, parts } = view;
  const { lens } = parts;
  lens.hidden = !asked && view.off.size === 0;
  if (lens.hidden) {
    lens.replaceChildren(); // so that it opens again without what it showed last
    return;
  }
  lens.setAttribute("aria-label", view.words.say("lens"));
  const context = { ...view, ...acts, decodes: header.worth !== null };
  const answer = asked && answers(asked, header.answer) ? header.answer : null;
  const waiting = Boolean(asked) && needsServer(asked) && !answer;
  lens.classList.toggle("waiting", waiting);
  lens.setAttribute("aria-busy", String(waiting));
  if (waiting && lens.childElementCount > 1) return;
  const content = asked ? [...panel(asked, answer, context)] : [];
  const focused = nameOf(lens, lens.getRootNode().activeElement);
  lens.replaceChildren(...[asked && title(view, acts), ...content, worth(view, acts)].filter(Boolean));
  const again = focused && [...lens.querySelectorAll("button")].find((button) => nameOf(lens, button) === focused);
  again?.focus({ preventScroll: true });
  if (waiting) return;
  if (view.scrollWanted) intoView(lens);
  view.scrollWanted = false;
  if (view.focusWanted) focusOf(lens)?.focus({ preventScroll: true });
  view.focusWanted = false;
}

/** By what a button is known again when the panel is drawn anew. */
function nameOf(lens, button) {
  if (!button || !lens.contains(button)) return null;
  const table = [...lens.querySelectorAll("table")].indexOf(button.closest("table"));
  return button.dataset.at ? `${table} ${button.dataset.at}` : (button.getAttribute("aria-label") ?? button.textContent);
}

/** Where the keyboard goes on: to the number that counts most. */
function focusOf(lens) {
  return lens.querySelector("[data-best]") ?? lens.querySelector("[data-at]") ?? lens.querySelector(".maps button, .ways button");
}

function needsServer({ view }) {
  return view === "cell";
}

function panel(asked, answer, context) {
  if (asked.view === "cell") return answer ? arithmetic(answer, context) : [];
  if (asked.view === "channel") return channelPanel(asked, answer, context);
  return layerPanel(asked, answer, context);
}

/** Whether an answer belongs to what was asked, and not to what was asked before. */
function answers(asked, answer) {
  return answer !== null && ["view", "stage", "row", "column", "channel"].every((name) => (asked[name] ?? null) === (answer[name] ?? null));
}

/** Where this is, each part of it a way back up, and the ways out. */
function title({ asked, layers, words }, { open, back, close }) {
  const layer = layers[asked.stage];
  const path = [link(layer.name, () => open({ view: "layer", stage: asked.stage }), { translate: "no" })];
  if (asked.channel !== undefined && !layer.flat) {
    const name = words.say("channel", { channel: asked.channel });
    const go = () => open({ view: "channel", stage: asked.stage, channel: asked.channel });
    path.push("›", link(name, go));
  }
  if (asked.view === "cell") path.push("›", element("span", {}, sayOf("place", layer, asked, words)));
  return element(
    "header",
    {},
    element("h3", {}, ...path.flatMap((part) => [part, " "])),
    element("p", {}, layer.sentence),
    element("div", { class: "ways" }, symbolButton("←", words.say("back"), back), symbolButton("✕", words.say("close"), close)),
  );
}

/** What a screen reader says when the panel shows something else. */
export function opened(asked, layers, words) {
  const layer = layers[asked.stage];
  const path = [words.say("layer", { layer: layer.name })];
  if (asked.channel !== undefined && !layer.flat) path.push(words.say("channel", asked));
  if (asked.view === "cell") path.push(sayOf("place", layer, asked, words));
  const more = asked.view === "rank" ? words.say("rank") : asked.kernels && words.say("kernels");
  return [words.say("opened", { what: path.join(", ") }), more].filter(Boolean).join(". ");
}

/** What the channels that are switched off were worth. */
function worth({ off, header, words }, { allOn }) {
  if (!off.size) return null;
  const said = header.worth
    ? words.say("worth", { count: off.size, before: words.percent(header.worth[0]), after: words.percent(header.worth[1]) })
    : words.say("off_count", { count: off.size });
  return element("p", { class: "worth", role: "status" }, said, " ", element("button", { onclick: allOn }, words.say("all_on")));
}

/** Scroll just so far that the panel can be read and the picture above it is still in sight. */
function intoView(lens) {
  const { top, height } = lens.getBoundingClientRect();
  const wanted = Math.max(0.42 * window.innerHeight, window.innerHeight - height - 16);
  if (top <= wanted && top > 0.1 * window.innerHeight) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  lens.style.scrollMarginTop = `${wanted}px`;
  lens.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}
