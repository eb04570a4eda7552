/** The columns' heads, which open a layer, and what stands below the maps. */

import { element, write } from "../dom.js";
import { sizeOf } from "../engine/network.js";
import { times } from "../speaker.js";

/** @typedef {import("../blob.js").Layer} Layer */
/** @typedef {import("../skeleton.js").Parts} Parts */
/** @typedef {import("../speaker.js").Speaker} Speaker */

/**
 * A column's ground, its layer's name with shape and parameters above, and room for its largest number below.
 * With Tab one comes to one of the names only, and goes on from there with the arrows.
 * @param {{layers: Layer[], code: number, words: Speaker}} network
 * @param {import("../view_state.js").Acts["open"]} open
 */
export function columnElements({ layers, code, words }, open) {
  return layers.map((layer, stage) => {
    const head = element(
      "button",
      {
        class: "head",
        translate: "no",
        tabindex: stage ? "-1" : "0",
        // A key clicks without a pointer.
        onclick: (/** @type {MouseEvent} */ { detail }) => open({ view: "layer", stage }, { focus: detail === 0 }),
        title: words.say("open_layer", { layer: layer.name, kind: layer.kind }),
        "aria-label": spokenName(layer, words),
      },
      element("b", {}, layer.name),
      element("span", {}, layer.flat ? String(sizeOf(layer.shape)) : times(layer.shape)),
      element("span", {}, layer.parameters || (stage ? "·" : words.say("parameters"))),
    );
    const foot = element("span", { class: "foot", title: words.say("max_of", { layer: layer.name }) });
    return element("div", { class: stage === code ? "column code" : "column" }, head, foot);
  });
}

/** A layer's head for those who hear it: its name, its shape and how many parameters it has. @param {Layer} layer @param {Speaker} words */
function spokenName(layer, words) {
  const { name, flat, shape, parameters } = layer;
  const [rows, columns, channels] = shape;
  const size = flat
    ? [words.say("numbers", { count: words.whole(sizeOf(shape)) })]
    : [words.say("size", { rows, columns }), words.say("channels", { count: channels })];
  return [name, ...size, parameters ? words.say("counted_parameters", { count: parameters }) : words.say("no_parameters")].join(", ");
}

/** Go on from a layer's name to another one, where a key says so. @param {Parts} parts @param {KeyboardEvent} event */
export function walkHeads(parts, event) {
  /** @type {HTMLElement[]} */
  const heads = [...parts.columns.querySelectorAll(".head")].filter((head) => head instanceof HTMLElement);
  const from = heads.findIndex((head) => head.contains(/** @type {Node} */ (event.target)));
  const to = new Map([["ArrowLeft", from - 1], ["ArrowRight", from + 1], ["Home", 0], ["End", heads.length - 1]]).get(event.key) ?? -1;
  if (from < 0 || !heads[to]) return;
  event.preventDefault();
  heads.forEach((head, stage) => head.setAttribute("tabindex", stage === to ? "0" : "-1"));
  heads[to].focus();
}

/**
 * Move the columns to where they stand now; they stay the same elements, so that the focus stays on their heads.
 * @param {Parts} parts
 * @param {import("../geometry/layout.js").Column[]} columns
 */
export function placeColumns(parts, columns) {
  [...parts.columns.children].forEach((column, stage) => {
    const { left, width } = columns[stage];
    if (column instanceof HTMLElement) Object.assign(column.style, { left: `${left}px`, width: `${width}px` });
  });
}

/**
 * Put the largest number of each layer under its column; the first one says what it is.
 * @param {Parts} parts
 * @param {number[]} maxima
 * @param {Speaker} words
 */
export function setMaxima(parts, maxima, words) {
  parts.columns.querySelectorAll(".foot").forEach((foot, stage) => {
    const value = words.number(maxima[stage]);
    write(foot, stage ? value : words.say("max", { value }));
  });
}
