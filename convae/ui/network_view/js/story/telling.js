/** The story told: its pictures painted and its words written for the digit in sight. */

import { present, write } from "../dom.js";
import { cellIn } from "../geometry/hit_test.js";
import { pixelsOf } from "../paint/colour.js";
import { largestOf, smallestOf } from "../paint/colour_scale.js";
import { paintLayer } from "../paint/feature_maps.js";
import { coloursOf } from "../paint/marks.js";
import { paintMarks } from "../paint/outlines.js";
import { emptied, paintPixels } from "../paint/surface.js";
import { decodes, valuesOf } from "../running.js";
import { tellCaption } from "./caption.js";
import { writeFigures } from "./closeness.js";
import { copySaid } from "./copy_caption.js";
import { ranTogether } from "./ran_together.js";

/** @typedef {import("../geometry/receptive_field.js").Cell} Cell */
/** @typedef {import("./story.js").Picture} Picture */
/** @typedef {import("../view_state.js").View} View */

/** Tell the story of what there is now, if there is one to be told. @param {View} view */
export function tellStory(view) {
  const { story, told } = view;
  if (!told) return;
  tellCaption(view);
  write(story.copy, copySaid(view));
  const stages = valuesOf(view);
  const difference = story.closeness && differenceOf(stages);
  for (const picture of story.pictures) {
    const differs = view.differing && difference && picture.stage === stages.length - 1;
    if (differs) paintDifference(view, picture, difference);
    else paintCopy(view, picture, stages[picture.stage]);
  }
  if (!story.closeness || !difference) return;
  writeFigures(view, story.closeness);
  const { layers: [input], palettes } = view.network;
  paintPixels(story.closeness.difference, pixelsOf(difference, input.shape, [[-1, 1]], palettes.difference), input.shape);
}

/** Paint a layer's maps large. @param {View} view @param {Picture} picture @param {Float32Array} values */
function paintCopy(view, picture, values) {
  const { network: { layers, palettes, code }, ends, off } = view;
  const { stage, layout, maps } = picture;
  paintLayer(emptied(maps), layers[stage], stage, layout, values, ends[stage], palettes, off);
  describe(view, picture, stage === 0 ? "sees" : stage === code ? "code" : "decoded", values);
}

/** Paint in place of what comes out its difference to what went in. @param {View} view @param {Picture} picture @param {Float32Array} difference */
function paintDifference(view, picture, difference) {
  const { network: { layers, palettes }, off } = view;
  const { stage, layout, maps } = picture;
  paintLayer(emptied(maps), layers[stage], stage, layout, difference, [[-1, 1]], { ...palettes, ink: palettes.difference }, off);
  describe(view, picture, "difference", difference);
}

/** Let a large picture say what it shows. @param {View} view @param {Picture} picture @param {string} key @param {Float32Array} values */
function describe({ network: { layers, tale, words }, told }, { stage, title, frame }, key, values) {
  const [low, high] = [smallestOf(values), largestOf(values)].map(words.number);
  const [height, width, channels] = layers[stage].shape;
  write(title, tale.say(key));
  frame.setAttribute("aria-label", tale.say(`alt_${key}`, { title: told?.title, height, width, channels, low, high }));
}

/** What comes out less what went in. @param {Float32Array[]} stages */
function differenceOf(stages) {
  return stages[stages.length - 1].map((value, at) => value - stages[0][at]);
}

/** Let a screen reader hear which digit it is now, and how close its copy came. @param {View} view */
export function announce(view) {
  const { story, told, network: { tale } } = view;
  if (!told || told.learning) return;
  const error = story.closeness?.figures.error_per_ink.textContent;
  const crowded = ranTogether(view) ? tale.say("ran_together") : "";
  write(story.said, present([decodes(view) ? tale.say("said", { title: told.title, error }) : told.title, crowded]).join(" "));
}

/** Outline in the large pictures what is pointed out. @param {View} view @param {import("../paint/marks.js").Mark[]} marks */
export function markStory({ story, network, parts }, marks) {
  for (const { stage, layout, marks: canvas } of story.pictures) {
    const own = marks.filter((mark) => mark.stage === stage);
    if (!own.length && !canvas.dataset.marked) continue;
    canvas.dataset.marked = own.length ? "marked" : "";
    /** @type {import("../geometry/layout.js").Column[]} */
    const columns = [];
    columns[stage] = layout;
    paintMarks(canvas, network.layers, columns, own, null, coloursOf(parts.root));
  }
}

/**
 * The cell under a pointer on a large picture, or null.
 * @param {View} view
 * @param {Picture} picture
 * @param {MouseEvent} event
 * @returns {Cell | null}
 */
export function cellOfPicture({ network: { layers } }, { stage, layout, frame }, { offsetX, offsetY }) {
  const scale = layout.height / frame.clientHeight;
  return cellIn(layers, stage, layout, offsetX * scale, offsetY * scale);
}
