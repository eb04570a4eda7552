/**
 * The network in one picture that answers when touched.
 *
 * The server sends the network and the digit (`blob.js`); this keeps them (`view_state.js`), runs the network (`running.js`, `engine/`),
 * paints what it makes (`rendering.js`), finds what a cell depends on (`geometry/receptive_field.js`) and asks the server for what the
 * test digits tell of a channel (`requests.js`). Each place on the page has a view of its own, which is kept while the digit changes.
 */

import { readBlob } from "./blob.js";
import { hearKeys } from "./controls/keyboard.js";
import { hearPen } from "./controls/pen.js";
import { hearPointer } from "./controls/pointer.js";
import { stopReplay } from "./controls/replay.js";
import { stopClock } from "./controls/tour.js";
import { actsOf } from "./navigation.js";
import { findPlaces } from "./page_places.js";
import { hearPress } from "./panels/detail_panel.js";
import { skeleton } from "./skeleton.js";
import { taken } from "./update.js";
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
  hearPress(view);
  if (header.told) {
    findPlaces(view);
    hearPen(view);
  }
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
