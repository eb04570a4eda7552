/** Where in the network the panel is: for the eye, each part of it a way back up, and for the ear. */

import { element, link, present } from "../dom.js";
import { sayOf } from "./cell_sentence.js";

/** @typedef {import("../view_state.js").Asked} Asked */
/** @typedef {import("../blob.js").Layer} Layer */
/** @typedef {import("../speaker.js").Speaker} Speaker */

/**
 * The layer, the channel and the place of what is shown, each but the last a way there.
 * @param {Asked} asked
 * @param {import("./detail_panel.js").Context} context
 */
export function breadcrumb(asked, { layers, words, open }) {
  const layer = layers[asked.stage];
  const kind = element("small", { translate: "no" }, `(${layer.kind})`);
  /** @type {(HTMLElement | string)[]} */
  const path = [link(layer.name, () => open({ view: "layer", stage: asked.stage }), { translate: "no" }), kind];
  if ("channel" in asked && !layer.flat) {
    const { stage, channel } = asked;
    path.push("›", link(words.say("channel", { channel }), () => open({ view: "channel", stage, channel })));
  }
  if (asked.view === "cell") path.push("›", element("span", {}, sayOf("place", layer, asked, words)));
  return element("h3", {}, ...path.flatMap((part) => [part, " "]));
}

/** What a screen reader says when the panel shows something else. @param {Asked} asked @param {Layer[]} layers @param {Speaker} words */
export function opened(asked, layers, words) {
  const layer = layers[asked.stage];
  const path = [words.say("layer", { layer: layer.name })];
  if ("channel" in asked && !layer.flat) path.push(words.say("channel", { channel: asked.channel }));
  if (asked.view === "cell") path.push(sayOf("place", layer, asked, words));
  const kernels = asked.view === "layer" && asked.kernels && words.say("kernels");
  const more = asked.view === "rank" ? words.say("rank") : kernels;
  return present([words.say("opened", { what: path.join(", ") }), more]).join(". ");
}
