/** All that a view knows: what the server said, what the visitor has done, and where everything stands. */

import { newBackground } from "./background.js";
import { newDrawing } from "./controls/drawing_state.js";
import { paletteOf } from "./paint/colour.js";
import { ready } from "./running.js";
import { newInkSteps } from "./ink_steps/ink_steps.js";
import { newStory } from "./story/story.js";
import { speaker } from "./speaker.js";

/** @typedef {import("./geometry/receptive_field.js").Cell} Cell */

/**
 * What the panel is to show: a number, a channel, a layer or its kernels, or what its channels are worth.
 * @typedef {{view: "cell"} & Cell | {view: "channel", stage: number, channel: number}
 *   | {view: "layer", stage: number, kernels?: boolean} | {view: "rank", stage: number}} Asked
 */

/**
 * What the server is told and asked (`request.py`).
 * @typedef {object} Told
 * @property {string} of  the network that this is about
 * @property {number[][]} off  stage and channel of what is switched off
 * @property {number | null} moment  of the training; null is now
 * @property {[number, number] | null} channel  stage and channel of the one whose figures are asked for
 * @property {boolean} moments  whether the weights at all moments are asked for
 * @property {number} turn  how often the server has been told something, so that the same can be asked again
 */

/**
 * The network in sight: the server's book, with what the browser makes of it once and for all.
 * @typedef {object} Network
 * @property {string} model  a name for all that is here; another network, past or language has another one
 * @property {string} of  a name for the layers and the past, in whatever language
 * @property {number} code  which of the layers is the code
 * @property {import("./blob.js").Layer[]} layers
 * @property {import("./blob.js").Past | null} past
 * @property {import("./paint/colour.js").Palettes} palettes
 * @property {import("./speaker.js").Speaker} words
 * @property {import("./speaker.js").Speaker} tale  what is said in the story
 * @property {import("./speaker.js").Speaker} ways  what is said of how ink became the picture
 * @property {import("./engine/ink/mnist_pen.js").Pen} pen  MNIST's field and pen
 * @property {Record<string, string>} modules  the view's scripts, for its worker
 * @property {number} crowded  share of inked pixels above which strokes have run into each other
 */

/**
 * What controls and panels let a view do, so that they need not know who does it.
 * @typedef {object} Acts
 * @property {(asked: Asked, how?: {focus: boolean}) => void} open  show a number, a channel or a layer in the panel
 * @property {() => void} back  show in it what it showed before
 * @property {() => void} close  close it
 * @property {(stage: number, channel: number) => void} toggle  switch a channel off or on
 * @property {() => void} allOn  switch all channels on
 * @property {(cell: Cell | null) => void} hover  point out the cell under the pointer
 * @property {(cell: Cell | null) => void} pin  let a cell be pointed out
 * @property {(stage: number) => void} reveal  scroll until a layer is in sight
 * @property {() => void} changed  run the network for what is wanted now, show what it makes, and let the server know
 * @property {() => void} repaint  show what there is now
 * @property {() => void} differ  show the difference large in place of the copy, or the copy again
 * @property {() => void} resized  lay everything out anew, if the room is another
 */

/**
 * A view on the page.
 * @typedef {object} View
 * @property {import("./skeleton.js").Parts} parts
 * @property {Acts} acts
 * @property {(told: Told) => void} send  tell the server
 * @property {AbortController} end  ends what is heard outside the view
 *
 * @property {Network} network
 * @property {import("./running.js").Running} running  the network at work
 * @property {import("./background.js").Background} background  where it is at work when it is slow
 * @property {string} weights  the name of those that it has
 * @property {import("./blob.js").Told | null} told  what the server says of the digit; null where no story is told
 * @property {import("./controls/drawing_state.js").Drawing} drawing  on the canvas
 * @property {import("./ink_steps/steps.js").Steps | null} steps  how the digit became 28×28; null where it came that way
 * @property {import("./ink_steps/steps.js").Brought | null} brought  the same of the picture that came last
 * @property {import("./ink_steps/ink_steps.js").InkSteps} inkSteps  where that is told
 * @property {Float32Array | null} errors  percentiles of the errors per ink of the test digits, once they are known
 * @property {import("./story/story.js").Story} story
 * @property {boolean} differing  whether it shows the difference in place of the copy
 * @property {string} name  what a screen reader calls it beside another one; empty where it is alone
 *
 * @property {import("./geometry/layout.js").Screen | null} screen  for which everything was laid out
 * @property {import("./geometry/layout.js").Column[]} columns
 * @property {import("./paint/colour_scale.js").Scale} scale
 * @property {import("./paint/colour_scale.js").Ends[][]} ends  of the colours of each layer's maps
 *
 * @property {Cell | null} hovered  the cell under the pointer
 * @property {Cell | null} pinned  the cell that was clicked, or that the keyboard is on
 * @property {boolean} touched  whether it was a finger that pinned it
 * @property {import("./story/story.js").Picture | null} pointed  the large picture that it was done on; null for the picture of the network
 * @property {boolean} marked  whether something is outlined or dimmed
 *
 * @property {Asked | null} asked  what the panel shows
 * @property {Asked[]} trail  what it has shown before
 * @property {HTMLElement | null} opener  the large picture that has the focus again when it closes; null for the whole network
 * @property {Cell | null} read  the cell that it speaks of
 * @property {boolean} scrollWanted  whether it is to come into sight when it has been drawn
 * @property {boolean} focusWanted  whether it is to have the focus then
 * @property {boolean} held  whether the pointer is pressed on it
 * @property {boolean} due  whether it is to be drawn when the pointer is lifted
 *
 * @property {Set<string>} off  "stage channel" of every channel that is switched off
 * @property {Map<string, import("./panels/channel_panel.js").ChannelAnswer>} figures  what the server has said of channels, by their names in `off`
 * @property {number} turn  how often the server has been told something
 * @property {number | undefined} later  the clock after which the server is told what has been done since
 *
 * @property {number | null} alone  the layer that the tour is at, the others dimmed
 * @property {number} left  for how many seconds it stays there
 * @property {number | undefined} timer  the tour's clock, while it goes on by itself
 *
 * @property {boolean} watching  whether the training's slider is open
 * @property {number | null} moment  of the training; null is now
 * @property {number | undefined} replay  the clock that goes through the moments
 */

/**
 * A view of a network that nobody has touched yet, and that has no weights.
 * @param {import("./skeleton.js").Parts} parts
 * @param {Network} network
 * @param {(view: View) => Acts} actsOf
 * @returns {View}
 */
export function newView(parts, network, actsOf) {
  /** @type {View} */
  const view = {
    parts, acts: /** @type {Acts} */ ({}), send: () => {}, end: new AbortController(),
    network, running: ready(network.layers, new Float32Array()), background: newBackground(), weights: "",
    told: null, drawing: newDrawing(), steps: null, brought: null, inkSteps: newInkSteps(), errors: null, story: newStory(), differing: false, name: "",
    screen: null, columns: [], scale: "layer", ends: [],
    hovered: null, pinned: null, touched: false, pointed: null, marked: false,
    asked: null, trail: [], opener: null, read: null, scrollWanted: false, focusWanted: false, held: false, due: false,
    off: new Set(), figures: new Map(), turn: 0, later: undefined,
    alone: null, left: 0, timer: undefined,
    watching: false, moment: null, replay: undefined,
  };
  view.acts = actsOf(view);
  return view;
}

/** @param {import("./blob.js").Book} book @returns {Network} */
export function networkOf({ model, of, code, layers, past, palettes, words, tale, ways, crowded, pen, modules }) {
  const { activation, ink, difference } = palettes;
  const decoded = { activation: paletteOf(activation), ink: paletteOf(ink), difference: paletteOf(difference) };
  const spoken = { words: speaker(words), tale: speaker(tale), ways: speaker(ways) };
  return { model, of, code, layers, past, palettes: decoded, ...spoken, crowded, pen, modules };
}
