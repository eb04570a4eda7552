/**
 * The network in one picture that answers when touched.
 *
 * The server sends numbers (`blob.js`); this keeps them (`view_state.js`), paints them (`rendering.js`), finds what a cell depends
 * on (`geometry/receptive_field.js`) and asks the server for what takes the network itself (`navigation.js`): the arithmetic
 * of a number, a channel's figures, the network without a channel. Each place on the page has a view of its own, which is
 * kept while the digit changes.
 */

import { kernelPlanes, readBlob, valuesOf } from "./blob.js";
import { hearKeys } from "./controls/keyboard.js";
import { columnElements } from "./controls/layer_heads.js";
import { hearPointer } from "./controls/pointer.js";
import { stopReplay } from "./controls/replay.js";
import { stopClock } from "./controls/tour.js";
import { actsOf, askAgain } from "./navigation.js";
import { arrange, repaint } from "./rendering.js";
import { skeleton } from "./skeleton.js";
import { networkOf, newView } from "./view_state.js";

/** @typedef {import("./blob.js").Book} Book */
/** @typedef {import("./blob.js").Header} Header */
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
  const { header, numbers } = readBlob(data);
  const view = views.get(parentElement) ?? (header.book && built(parentElement, header, header.book));
  if (view) view.send = (question) => setStateValue("asked", question);
  if (!view || !taken(view, header, numbers)) setTriggerValue("need", true);
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
  const view = newView(parts, networkOf(book), header, actsOf);
  views.set(parent, view);
  const watcher = new ResizeObserver(view.acts.resized);
  watcher.observe(parent instanceof ShadowRoot ? parent.host : parent);
  view.end.signal.addEventListener("abort", () => watcher.disconnect());
  window.addEventListener("resize", view.acts.resized, { signal: view.end.signal });
  hearPointer(view);
  hearKeys(view);
  return view;
}

/** @param {Node} parent */
function end(parent) {
  const view = views.get(parent);
  if (!view) return;
  view.end.abort();
  stopClock(view);
  stopReplay(view);
  clearTimeout(view.again);
  views.delete(parent);
}

/**
 * Take what the server sent. The book and the kernels come when they are others than before.
 * @param {View} view
 * @param {Header} header
 * @param {Float32Array} numbers
 * @returns {boolean} whether the view has all that belongs to it; else book and kernels got lost
 */
function taken(view, header, numbers) {
  if (header.book) takeBook(view, header, header.book);
  const { layers, model } = view.network;
  if (header.kernels && header.model === model) {
    view.kernels = kernelPlanes(layers, numbers);
    view.weights = header.weights;
  }
  if (header.model !== model || header.weights !== view.weights) return false;
  view.header = header;
  view.values = valuesOf(layers, numbers, header.scales, header.off);
  // What answers an older question does not undo what has been switched since.
  if (header.turn === view.turn) {
    view.off = new Set(header.off.map((pair) => pair.join(" ")));
    if (view.behind) view.acts.ask();
    view.behind = false;
  }
  if (header.book) arrange(view);
  else repaint(view);
  askAgain(view);
  return true;
}

/** Take a network, or the same one in another language. @param {View} view @param {Header} header @param {Book} book */
function takeBook(view, header, book) {
  const other = view.network.of !== book.of;
  view.network = networkOf(book);
  const { parts, network, acts } = view;
  parts.style.textContent = book.style;
  parts.columns.replaceChildren(...columnElements(network, acts.open));
  parts.stage.setAttribute("aria-label", network.words.say("label"));
  parts.columns.setAttribute("aria-label", network.words.say("heads"));
  if (!other) return;
  stopClock(view);
  stopReplay(view);
  view.turn = header.turn;
  view.moment = null;
  view.asked = null;
  view.trail = [];
  view.pinned = null;
  view.hovered = null;
  view.alone = null;
}
