/** How close the copy came: four figures, with what they compare, and where it differs. */

import { element, write } from "../dom.js";
import { compare } from "../engine/reconstruction_error.js";
import { valuesOf } from "../running.js";
import { ranTogether } from "./ran_together.js";

/** @typedef {import("../view_state.js").View} View */
/** @typedef {"error_per_ink" | "mse" | "bce" | "floor"} Figure */

/**
 * @typedef {object} Closeness
 * @property {HTMLElement} root
 * @property {Record<Figure, HTMLElement>} figures
 * @property {HTMLElement} standing  how the error compares with those of the test digits
 * @property {HTMLElement} note  what that does not say, or why nothing is compared
 * @property {HTMLButtonElement} differing  whether the difference is shown large
 * @property {HTMLCanvasElement} difference
 */

/** @type {Figure[]} */
const FIGURES = ["error_per_ink", "mse", "bce", "floor"];

/** @param {View} view @returns {Closeness} */
export function closeness({ network: { tale }, acts }) {
  const figures = /** @type {Record<Figure, HTMLElement>} */ ({});
  const rows = FIGURES.map((name) => {
    figures[name] = element("dd");
    return element("div", { title: tale.say(`${name}_help`) }, element("dt", {}, tale.say(name)), figures[name]);
  });
  const [standing, note] = [element("p", { class: "standing" }), element("p", { class: "quiet" })];
  const difference = element("canvas", { width: 28, height: 28 });
  const caption = element("span", {}, tale.say("difference"), element("small", {}, tale.say("difference_help")));
  const differing = element("button", { class: "difference", onclick: acts.differ, title: tale.say("difference_large") }, difference, caption);
  const root = element("section", { class: "part close" }, element("h2", {}, tale.say("close")), element("dl", {}, ...rows), standing, note, differing);
  return { root, figures, standing, note, differing, difference };
}

/** Write the figures of the digit in sight. @param {View} view @param {Closeness} shown */
export function writeFigures(view, { figures, standing, note, differing }) {
  const { network: { words, tale } } = view;
  const stages = valuesOf(view);
  const found = compare(stages[0], stages[stages.length - 1]);
  const said = {
    error_per_ink: words.percent(found.errorPerInk),
    mse: words.fixed(found.mse, 5),
    bce: words.fixed(found.bce, 4),
    floor: words.fixed(found.floor, 4),
  };
  for (const name of FIGURES) write(figures[name], said[name]);
  const reason = notCompared(view);
  write(standing, reason ? "" : standingSaid(view, found.errorPerInk));
  write(note, tale.say(reason ?? "about_copies"));
  note.title = reason ? "" : tale.say("about_copies_help");
  differing.setAttribute("aria-pressed", String(view.differing));
}

/** Why the copy is not compared with those of the test digits: a key of its sentence. @param {View} view @returns {string | null} */
function notCompared(view) {
  const { told, moment, off, errors, running } = view;
  if (told?.learning || (moment !== null && running.moments)) return "learning";
  if (off.size) return "off";
  if (ranTogether(view)) return "crowded";
  return errors ? null : "counting";
}

/**
 * How the error compares with those of the test digits. Without praise: what is no digit may come back well, too.
 * @param {View} view
 * @param {number} error
 */
function standingSaid({ errors, network: { tale } }, error) {
  const percent = errors?.filter((each) => each > error).length ?? 0;
  if (percent >= 50) return tale.say("better", { percent });
  return percent ? tale.say("worse", { percent: 99 - percent }) : tale.say("worst");
}
