/** The curve of a training's loss, drawn by the server: put into the view, with a dot that moves along it. */

import { element, partOf } from "../dom.js";

/**
 * The curve as `html/loss_curve.py` draws it; all places are in CSS, shares of the curve's own width and height.
 * @typedef {object} LossCurve
 * @property {string} picture  its address, to be stretched over the whole room
 * @property {string} alt  what it shows
 * @property {[string, string | null][]} dots  for each moment, how far along and how far down it is; null where nobody knows its loss
 * @property {{kind: string, said: string, down: string, about: string}[]} labels  the words on it and around it
 */

/** The curve above a slider that has one place for each of its dots. @param {HTMLElement} slider @param {LossCurve} curve */
export function curveAlong(slider, { picture, alt, labels }) {
  const words = labels.map(({ kind, said, down, about }) =>
    element("span", { class: kind, style: `--down:${down}`, title: about || null, "aria-hidden": "true" }, said));
  return element("div", { class: "curve" }, element("img", { src: picture, alt, decoding: "sync" }), element("i"), ...words, slider);
}

/** Let the dot be at a moment; it is out of sight where nobody knows the loss. @param {HTMLElement} place @param {LossCurve} curve @param {number} moment */
export function pointOut(place, { dots }, moment) {
  const [along, down] = dots[moment];
  place.style.setProperty("--along", along);
  place.style.setProperty("--down", down);
  partOf(place, "i", HTMLElement).hidden = down === null;
}
