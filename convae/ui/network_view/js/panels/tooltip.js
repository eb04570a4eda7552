/** What stands beside the pointer: which number it is on, and how far that number reaches. */

import { element, link, present } from "../dom.js";
import { toFlat } from "../geometry/flat_row.js";
import { rectangles } from "../geometry/hit_test.js";
import { boxOf } from "../geometry/receptive_field.js";
import { valuesOf } from "../running.js";
import { times } from "../speaker.js";
import { sayOf } from "./cell_sentence.js";
import { magnified } from "./magnifier.js";

/** @typedef {import("../geometry/receptive_field.js").Box} Box */
/** @typedef {import("../geometry/receptive_field.js").Cell} Cell */
/** @typedef {import("../geometry/hit_test.js").Rectangle} Rectangle */
/** @typedef {import("../paint/marks.js").Mark} Mark */
/** @typedef {import("../skeleton.js").Parts} Parts */
/** @typedef {import("../view_state.js").View} View */

/**
 * Show the tip for `cell`, or hide it for null; a screen reader is told the same.
 * @param {View} view
 * @param {Cell | null} cell
 * @param {Mark[]} marks  what is outlined for it
 */
export function drawTooltip(view, cell, marks) {
  const { tooltip, spoken, stage } = view.parts;
  const { layers, words } = view.network;
  tooltip.hidden = !cell;
  if (!cell) return;
  const lines = about(view, cell, marks);
  const asks = link(words.say("click"), () => view.acts.open({ view: "cell", ...cell }), { tabindex: "-1" });
  const [first, ...others] = lines;
  tooltip.replaceChildren(element("b", {}, first.text), ...others.map(({ text, kind }) => element("span", { class: kind }, text)), asks, ...present([magnified(view, cell)]));
  const [where] = rectangles(layers[cell.stage], view.columns[cell.stage], boxOf(cell));
  if (view.touched) placeApart(view.parts, where);
  else if (view.pointed?.stage === cell.stage) placeBeside(view.parts, view.pointed, layers[cell.stage], cell);
  else place(view.parts, where);
  const places = [stage, ...view.story.pictures.map(({ frame }) => frame)];
  if (places.some((each) => each.matches(":focus-visible"))) spoken.textContent = lines.map(({ text }) => text).join(". ");
}

/**
 * The tip's lines, as sentences and what they speak of.
 * @param {View} view
 * @param {Cell} cell
 * @param {Mark[]} marks
 * @returns {{text: string, kind?: Mark["kind"]}[]}
 */
function about(view, cell, marks) {
  const { network: { layers, words }, off } = view;
  const layer = layers[cell.stage];
  const value = words.number(valuesOf(view)[cell.stage][toFlat(layer.shape, cell)]);
  /** @type {ReturnType<typeof about>} */
  const lines = [{ text: sayOf(layer.grey ? "tip_picture" : "tip", layer, cell, words, { value }).replace("= ≈", "≈") }];
  if (off.has(`${cell.stage} ${cell.channel}`)) lines.push({ text: words.say("is_off") });
  /** @param {Mark["kind"]} kind */
  const box = (kind) => marks.find((mark) => mark.kind === kind)?.box;
  const [read, source, reach] = [box("read"), box("source"), box("reach")];
  if (read) {
    const said = { size: extent(read, true), layer: layers[cell.stage - 1].name };
    lines.push({ text: words.say(said.size === "1×1×1" ? "reads_one" : "reads", said), kind: "source" });
  }
  if (source) lines.push({ text: words.say("depends", { size: extent(source) }), kind: "source" });
  if (cell.stage < layers.length - 1 && layers[layers.length - 1].grey) {
    const said = reach ? words.say("reaches", { size: extent(reach) }) : words.say("reaches_nothing");
    lines.push({ text: said, kind: "reach" });
  }
  return lines;
}

/** @param {Box} box @param {boolean} deep  whether its channels count, too */
function extent({ rows, columns, channels }, deep = false) {
  const lengths = [rows, columns, ...(deep ? [channels] : [])].map(([first, last]) => last - first + 1);
  return times(lengths);
}

/** Away from the finger and from all maps near it: at the other end of the screen. @param {Parts} parts @param {Rectangle} cell */
function placeApart({ tooltip, stage }, { y }) {
  const above = stage.getBoundingClientRect().top + y > window.innerHeight / 2;
  tooltip.style.cssText = above ? "top: calc(env(safe-area-inset-top) + 4rem)" : "bottom: 0.6rem";
  tooltip.classList.add("apart");
}

/**
 * Below or above a cell of a large picture, wherever on the screen that is.
 * @param {Parts} parts
 * @param {import("../story/story.js").Picture} picture
 * @param {import("../blob.js").Layer} layer
 * @param {Cell} cell
 */
function placeBeside({ tooltip }, { layout, frame }, layer, cell) {
  const { left, top, height } = frame.getBoundingClientRect();
  const scale = height / layout.height;
  const [where] = rectangles(layer, layout, boxOf(cell));
  tooltip.classList.remove("apart");
  tooltip.style.cssText = "position: fixed";
  const across = left + (where.x + where.width) * scale + 14;
  const down = top + (where.y + where.height) * scale + 14;
  tooltip.style.left = `${Math.max(4, Math.min(across, window.innerWidth - tooltip.offsetWidth - 4))}px`;
  tooltip.style.top = `${Math.max(4, Math.min(down, window.innerHeight - tooltip.offsetHeight - 4))}px`;
}

/** Beside the cell, on the side where there is more room, and within the picture. @param {Parts} parts @param {Rectangle} cell */
function place({ tooltip, stage, scroller }, { x, y, width, height }) {
  tooltip.classList.remove("apart");
  tooltip.style.cssText = "";
  const { scrollLeft, clientWidth } = scroller;
  const right = x + width / 2 < scrollLeft + clientWidth / 2;
  tooltip.classList.toggle("left", !right);
  const left = right ? x + width + 14 : x - 14 - tooltip.offsetWidth;
  tooltip.style.left = `${Math.max(scrollLeft, Math.min(left, scrollLeft + clientWidth - tooltip.offsetWidth))}px`;
  const top = Math.min(Math.max(0, y + height / 2 - 40), stage.clientHeight - 90);
  tooltip.style.top = `${stage.offsetTop + top}px`;
}
