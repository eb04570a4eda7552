/**
 * The network in one picture that answers when touched.
 *
 * The server sends the network and the digit (`blob.js`); this keeps them (`view_state.js`), runs the network (`running.js`, `engine/`),
 * paints what it makes (`rendering.js`), finds what a cell depends on (`geometry/receptive_field.js`) and asks the server for what the
 * test digits tell of a channel (`navigation.js`). Each place on the page has a view of its own, which is kept while the digit changes.
 */

import { pictureOf, readBlob } from "./blob.js";
import { hearKeys } from "./controls/keyboard.js";
import { columnElements } from "./controls/layer_heads.js";
import { hearPictures, hearPointer } from "./controls/pointer.js";
import { stopReplay } from "./controls/replay.js";
import { stopClock } from "./controls/tour.js";
import { actsOf, askAgain } from "./navigation.js";
import { arrange, repaint } from "./rendering.js";
import { compute, ready } from "./running.js";
import { skeleton } from "./skeleton.js";
import { findPlace } from "./story/place.js";
import { buildStory } from "./story/story.js";
import { announce, nameDigit } from "./story/telling.js";
import { networkOf, newView } from "./view_state.js";

/** @typedef {import("./blob.js").Book} Book */
/** @typedef {import("./blob.js").Header} Header */
/** @typedef {import("./blob.js").Parts} Parts */
/** @typedef {import("./view_state.js").View} View */

/**
 * What Streamlit hands over: what the server sent, the place on the page, and the ways back to the server.
 * @typedef {object} Component
 * @property {Uint8Array} data
 * @property {HTMLElement | ShadowRoot} parentElement
 * @property {(name: string, value: object) => void} setStateValue
 * @property {(name: string, value: unknown) => void} setTriggerValue
 */

/** @type {WeakMap<Node, View>} */
const views = new WeakMap();

/**
 * What Streamlit calls at every change of data, language or theme; it calls what this returns when the view goes.
 * @param {Component} component
 */
export default function networkView({ data, parentElement, setStateValue, setTriggerValue }) {
  const { header, parts } = readBlob(data);
  const view = views.get(parentElement) ?? (header.book && built(parentElement, header, header.book));
  if (view) view.send = (told) => setStateValue("asked", told);
  if (!view || !taken(view, header, parts)) setTriggerValue("need", true);
  return () => end(parentElement);
}

/**
 * A view of the network that the server has described.
 * @param {HTMLElement | ShadowRoot} parent
 * @param {Header} header
 * @param {Book} book
 */
function built(parent, header, book) {
  const parts = skeleton();
  parent.querySelector(".network-view")?.replaceChildren(parts.root);
  const view = newView(parts, networkOf(book), actsOf);
  views.set(parent, view);
  const watcher = new ResizeObserver(view.acts.resized);
  watcher.observe(parent instanceof ShadowRoot ? parent.host : parent);
  view.end.signal.addEventListener("abort", () => watcher.disconnect());
  window.addEventListener("resize", view.acts.resized, { signal: view.end.signal });
  hearPointer(view);
  hearKeys(view);
  if (header.told) findPlace(view);
  return view;
}

/** @param {Node} parent */
function end(parent) {
  const view = views.get(parent);
  if (!view) return;
  view.end.abort();
  stopClock(view);
  stopReplay(view);
  clearTimeout(view.later);
  views.delete(parent);
}

/**
 * Take what the server sent. The book and the weights come when they are others than before.
 * @param {View} view
 * @param {Header} header
 * @param {Parts} parts
 * @returns {boolean} whether the view has all that belongs to it; else book and weights got lost
 */
function taken(view, header, parts) {
  if (header.book) takeBook(view, header, header.book);
  const { network, running } = view;
  if (header.model !== network.model) return false;
  if (parts.weights) takeWeights(view, parts.weights, header.weights);
  if (header.weights !== view.weights) return false;
  if (parts.moments) running.moments = parts.moments;
  running.picture = pictureOf(header.ink, parts.ink, network.layers[0].shape);
  if (header.channel) view.figures.set(`${header.channel.stage} ${header.channel.channel}`, header.channel);
  if (parts.errors) view.errors = parts.errors;
  view.name = header.name;
  view.told = header.told;
  view.parts.root.classList.toggle("bare", header.bare);
  compute(view);
  nameDigit(view);
  if (header.book) arrange(view);
  else repaint(view);
  announce(view);
  askAgain(view);
  return true;
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
    hearPictures(view);
  }
  if (!other && view.weights) return;
  stopClock(view);
  stopReplay(view);
  view.running = ready(network.layers, new Float32Array());
  view.figures.clear();
  view.off = new Set(header.off.map((pair) => pair.join(" ")));
  view.moment = header.moment;
  view.asked = null;
  view.trail = [];
  view.pinned = null;
  view.hovered = null;
  view.alone = null;
}
