/** What the digit is called, under the picture that the network sees; where its strokes ran together, the ink as it came beside it. */

import { element } from "../dom.js";
import { inkPicture } from "../ink_steps/ink_picture.js";
import { ranTogether } from "./ran_together.js";

/** @typedef {import("../view_state.js").View} View */

/**
 * @typedef {object} Caption
 * @property {HTMLElement} root
 * @property {string} title  that it tells
 * @property {import("../ink_steps/steps.js").Steps | null} ink  that it shows
 */

/** CSS pixels of the longer side of the ink. */
const BRIEF = 32;

/** @returns {Caption} */
export function newCaption() {
  return { root: element("div"), title: "", ink: null };
}

/** Say what the digit is called now. @param {View} view */
export function tellCaption(view) {
  const { story: { caption }, told, steps, network: { tale } } = view;
  const ink = ranTogether(view) ? steps : null;
  if (!told || (caption.title === told.title && caption.ink === ink)) return;
  [caption.title, caption.ink] = [told.title, ink];
  const title = element("p", { class: "caption" }, told.title);
  if (!ink) {
    caption.root.replaceChildren(title);
    return;
  }
  const look = element("a", { href: "#from-ink-to-28" }, tale.say("look"));
  const way = element("div", {}, title, element("p", {}, tale.say("ran_together"), " ", look));
  caption.root.replaceChildren(element("div", { class: "way" }, inkPicture(ink, BRIEF, tale.say("alt_drawn")), way));
}
