/** What the server sent, taken: another network, other weights, another digit. */

import { strokesOf } from "./blob.js";
import { takeDigit } from "./controls/drawing_state.js";
import { columnElements } from "./controls/layer_heads.js";
import { hearPictures } from "./controls/pointer.js";
import { stopReplay } from "./controls/replay.js";
import { stopClock } from "./controls/tour.js";
import { laid } from "./engine/ink/mnist_pen.js";
import { buildInkSteps } from "./ink_steps/ink_steps.js";
import { askAgain } from "./requests.js";
import { arrange, repaint } from "./rendering.js";
import { compute, ready } from "./running.js";
import { buildStory } from "./story/story.js";
import { announce } from "./story/telling.js";
import { networkOf } from "./view_state.js";

/** @typedef {import("./blob.js").Book} Book */
/** @typedef {import("./blob.js").Header} Header */
/** @typedef {import("./blob.js").Parts} Parts */
/** @typedef {import("./view_state.js").View} View */

/**
 * Take what the server sent. The book and the weights come when they are others than before.
 * @param {View} view
 * @param {Header} header
 * @param {Parts} parts
 * @returns {boolean} whether the view has all that belongs to it; else book and weights got lost
 */
export function taken(view, header, parts) {
  if (header.book) takeBook(view, header, header.book);
  const { network, running } = view;
  if (header.model !== network.model) return false;
  if (parts.weights) takeWeights(view, parts.weights, header.weights);
  if (header.weights !== view.weights) return false;
  if (parts.moments) running.moments = parts.moments;
  const [top, left, , width] = header.ink;
  const picture = laid(parts.ink, width, top, left, network.layers[0].shape);
  if (header.steps?.source) view.brought = { ...header.steps, source: header.steps.source };
  if (header.steps && header.steps.name !== view.brought?.name) return false;
  const before = shownOf(view);
  const known = takeDigit(view, picture, header.told, strokesOf(header, parts), header.steps && view.brought);
  if (header.channel) view.figures.set(`${header.channel.stage} ${header.channel.channel}`, header.channel);
  if (parts.errors) view.errors = parts.errors;
  view.name = header.name;
  view.parts.root.classList.toggle("bare", header.bare);
  const more = header.book || header.channel || parts.weights || parts.moments || parts.errors;
  if (more || shownOf(view).some((each, at) => each !== before[at])) {
    compute(view);
    if (header.book) arrange(view);
    else repaint(view);
  }
  announce(view);
  askAgain(view);
  return known;
}

/** What of a digit is shown: where the server only tells of what was drawn here, it stays, and nothing is painted again. @param {View} view */
function shownOf({ told, steps, running: { picture } }) {
  return [told?.title, told?.prepared, told?.learning, steps, picture];
}

/** Take other weights; what is known of the channels with those before is not true of them. @param {View} view @param {Float32Array} weights @param {string} name */
function takeWeights(view, weights, name) {
  if (name !== view.weights) {
    view.figures.clear();
    view.errors = null;
  }
  view.running.weights = weights;
  view.weights = name;
}

/** Take a network, or the same one in another language. @param {View} view @param {Header} header @param {Book} book */
function takeBook(view, header, book) {
  if (view.weights && view.network.model === book.model) return; // it came again with a page that was made anew
  const other = view.network.of !== book.of;
  view.network = networkOf(book);
  const { parts, network, acts } = view;
  parts.style.textContent = book.style;
  parts.columns.replaceChildren(...columnElements(network, acts.open));
  parts.stage.setAttribute("aria-label", network.words.say("label"));
  parts.columns.setAttribute("aria-label", network.words.say("heads"));
  if (header.told) {
    buildStory(view);
    buildInkSteps(view);
    hearPictures(view);
  }
  if (!other && view.weights) return;
  stopClock(view);
  stopReplay(view);
  view.running = ready(network.layers, new Float32Array());
  view.background.took = [];
  view.figures.clear();
  view.off = new Set(header.off.map((pair) => pair.join(" ")));
  view.moment = header.moment;
  view.asked = null;
  view.trail = [];
  view.pinned = null;
  view.hovered = null;
  view.alone = null;
}
