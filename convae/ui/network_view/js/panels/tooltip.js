/** What stands beside the pointer: which number it is on, and how far that number reaches. */

import { element, link, times } from "../dom.js";
import { boxOf } from "../geometry/receptive_field.js";
import { rectangles } from "../geometry/layout.js";
import { sayOf } from "./cell_sentence.js";

/**
 * Show the tip for `cell`, or hide it for null; a screen reader is told the same.
 * @param {object} view
 * @param {import("../geometry/receptive_field.js").Cell | null} cell
 * @param {ReturnType<typeof import("../paint/marks.js").marksOf>} marks  what is outlined for it
 * @param {{open: (asked: object) => void}} acts
 */
export function fillTip(view, cell, marks, { open }) {
  const { tip, spoken, stage } = view.parts;
  tip.hidden = !cell;
  if (!cell) return;
  const lines = about(view, cell, marks);
  const go = () => open({ view: "cell", ...cell });
  const asks = link(view.words.say("click"), go, { tabindex: "-1" });
  const [first, ...others] = lines;
  tip.replaceChildren(element("b", {}, first.text), ...others.map(({ text, kind }) => element("span", { class: kind }, text)), asks);
  const where = rectangles(view.layers[cell.stage], view.columns[cell.stage], boxOf(cell))[0];
  if (view.touched) placeApart(tip, view.parts, where);
  else place(tip, view.parts, where);
  if (stage.matches(":focus-visible")) spoken.textContent = lines.map(({ text }) => text).join(". ");
}

/** The tip's lines, as sentences and what they speak of. */
function about({ layers, values, words, off }, cell, marks) {
  const layer = layers[cell.stage];
  const [, columns, channels] = layer.shape;
  const value = words.number(values[cell.stage][(cell.row * columns + cell.column) * channels + cell.channel]);
  const lines = [{ text: sayOf(layer.grey ? "tip_picture" : "tip", layer, cell, words, { value }) }];
  if (off.has(`${cell.stage} ${cell.channel}`)) lines.push({ text: words.say("is_off") });
  const box = (kind) => marks.find((mark) => mark.kind === kind)?.box;
  if (box("read")) {
    const read = { size: extent(box("read"), true), layer: layers[cell.stage - 1].name };
    lines.push({ text: words.say(read.size === "1×1×1" ? "reads_one" : "reads", read), kind: "source" });
  }
  if (box("source")) lines.push({ text: words.say("depends", { size: extent(box("source")) }), kind: "source" });
  if (cell.stage < layers.length - 1 && layers.at(-1).grey) {
    const said = box("reach") ? words.say("reaches", { size: extent(box("reach")) }) : words.say("reaches_nothing");
    lines.push({ text: said, kind: "reach" });
  }
  return lines;
}

function extent({ rows, columns, channels }, deep = false) {
  const lengths = [rows, columns, ...(deep ? [channels] : [])].map(([first, last]) => last - first + 1);
  return times(lengths);
}

/** Away from the finger and from all maps near it: at the other end of the screen. */
function placeApart(tip, { stage }, { y }) {
  const above = stage.getBoundingClientRect().top + y > window.innerHeight / 2;
  tip.style.cssText = above ? "top: calc(env(safe-area-inset-top) + 4rem)" : "bottom: 0.6rem";
  tip.classList.add("apart");
}

/** Beside the cell, on the side where there is more room, and within the picture. */
function place(tip, { stage, scroller }, { x, y, width, height }) {
  tip.classList.remove("apart");
  tip.style.bottom = "";
  const { scrollLeft, clientWidth } = scroller;
  const right = x + width / 2 < scrollLeft + clientWidth / 2;
  const left = right ? x + width + 14 : x - 14 - tip.offsetWidth;
  tip.style.left = `${Math.max(scrollLeft, Math.min(left, scrollLeft + clientWidth - tip.offsetWidth))}px`;
  const top = Math.min(Math.max(0, y + height / 2 - 40), stage.clientHeight - 90);
  tip.style.top = `${stage.offsetTop + top}px`;
}
