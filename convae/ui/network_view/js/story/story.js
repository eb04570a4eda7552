/** The story of one digit in one row: what the network sees, the code, the decoded digit, and how close it came. */

import { element } from "../dom.js";
import { sizeOf } from "../engine/network.js";
import { largePicture } from "../geometry/large_picture.js";
import { fine } from "../paint/surface.js";
import { decodes } from "../running.js";
import { times } from "../speaker.js";
import { newCaption } from "./caption.js";
import { closeness } from "./closeness.js";

/** @typedef {import("../view_state.js").View} View */

/**
 * One large picture.
 * @typedef {object} Picture
 * @property {number} stage
 * @property {import("../geometry/large_picture.js").LargePicture} layout
 * @property {HTMLElement} title
 * @property {HTMLElement} frame  what is pointed at and has the focus
 * @property {HTMLCanvasElement} maps
 * @property {HTMLCanvasElement} marks
 */

/**
 * What the story is made of.
 * @typedef {object} Story
 * @property {HTMLElement} root
 * @property {HTMLElement} said  what a screen reader is told of another digit
 * @property {import("./caption.js").Caption} caption  what the digit is called, and how it came
 * @property {HTMLElement} copy  what stands under the picture that comes out
 * @property {Picture[]} pictures
 * @property {import("./closeness.js").Closeness | null} closeness  null where no copy comes out
 */

/** The story before it is told. @returns {Story} */
export function newStory() {
  const said = element("p", { class: "told", role: "status" });
  return { root: element("div", { class: "story" }), said, caption: newCaption(), copy: element("p", { class: "caption copy" }), pictures: [], closeness: null };
}

/** Build the story's elements for the network in sight. @param {View} view */
export function buildStory(view) {
  const { story, network: { layers, code, tale } } = view;
  const last = layers.length - 1;
  const [pixels, numbers] = [0, code].map((stage) => sizeOf(layers[stage].shape));
  const stages = decodes(view) ? [0, code, last] : [0, code];
  story.pictures = stages.map((stage) => pictureOf(stage, view));
  story.closeness = decodes(view) ? closeness(view) : null;
  const captions = [story.caption.root, tale.say("squeezed", { pixels, numbers }), story.copy];
  const parts = story.pictures.map(({ stage, frame, title }, at) => {
    const { flat, shape } = layers[stage];
    const size = flat ? String(numbers) : times(shape[2] > 1 ? shape : shape.slice(0, 2));
    const caption = typeof captions[at] === "string" ? element("p", { class: "caption" }, captions[at]) : captions[at];
    return element("section", { class: stage === code ? "part code" : "part" }, element("h2", {}, title, " ", element("small", {}, size)), frame, caption);
  });
  const arrow = () => element("div", { class: "arrow", "aria-hidden": "true" }, "→");
  const close = story.closeness ? [story.closeness.root] : [];
  story.root.replaceChildren(...parts.flatMap((part, at) => (at ? [arrow(), part] : [part])), ...close, story.said);
}

/** @param {number} stage @param {View} view @returns {Picture} */
function pictureOf(stage, { network: { layers, tale } }) {
  const layout = largePicture(layers[stage]);
  const [maps, marks] = ["maps-canvas", "marks"].map((name) => element("canvas", { class: name }));
  for (const canvas of [maps, marks]) fine(canvas, layout.width, layout.height, 2);
  const frame = element("div", { class: layers[stage].flat ? "picture strip" : "picture", tabindex: "0", role: "application", "aria-description": tale.say("keys") }, maps, marks);
  return { stage, layout, title: element("span"), frame, maps, marks };
}
