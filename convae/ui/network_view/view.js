/**
 * The network in one picture that answers when touched.
 *
 * The server sends numbers (`blob.js`); this paints them (`picture.js`), finds what a cell depends on (`fields.js`) and
 * asks the server for what takes the network itself: the arithmetic of a number, a channel's figures, the network without
 * a channel. State lives in one object for each place on the page, and is kept while the digit changes.
 */

import { bar } from "./bar.js";
import { kernelPlanes, readBlob, valuesOf } from "./blob.js";
import { endsOf, paletteOf } from "./colour.js";
import { speaker } from "./dom.js";
import { columnElements, frame, placeColumns, setMaxima } from "./frame.js";
import { nextButton, nextCell } from "./keys.js";
import { cellAt, layOut } from "./layout.js";
import { drawLens, opened } from "./lens.js";
import { coloursOf, marksOf } from "./marks.js";
import { stopReplay, timeMachine } from "./past.js";
import { paintMaps, paintMarks, size } from "./picture.js";
import { play, quiet, tell } from "./story.js";
import { fillTip } from "./tip.js";

const views = new WeakMap();
/** Milliseconds until the server is asked again for what it is counting. */
const PATIENCE = 1000;
/** How many steps back are remembered. */
const LONGEST = 100;

/** What Streamlit calls at every change of data, language or theme; it calls what this returns when the view goes. */
export default function networkView({ data, parentElement, setStateValue, setTriggerValue }) {
  if (!views.has(parentElement)) views.set(parentElement, open(parentElement));
  const view = views.get(parentElement);
  view.send = (asked) => setStateValue("asked", asked);
  take(view, readBlob(data), () => setTriggerValue("need", true));
  return () => {
    view.watcher.disconnect();
    clearInterval(view.timer);
    stopReplay(view);
    clearTimeout(view.again);
    views.delete(parentElement);
  };
}

/** An empty view, which knows nothing yet. */
function open(parent) {
  const view = {
    parts: frame(parent),
    scale: "layer",
    hovered: null, // the cell under the pointer
    pinned: null, // the cell that was clicked, or that the keyboard is on
    alone: null, // the layer that is told about, the others dimmed
    asked: null, // what the lens shows
    trail: [], // what it has shown before
    off: new Set(),
    timer: null,
    watching: false, // whether the time machine is open
    moment: null, // of the training; null is now
    replay: null, // the clock that goes through them
  };
  view.time = timeMachine(view, { ask: () => ask(view), repaint: () => repaint(view) });
  view.watcher = new ResizeObserver(() => view.room !== view.parts.scroller.clientWidth && arrange(view));
  view.watcher.observe(parent.host ?? parent);
  listen(view);
  return view;
}

/** Take what the server sent. The book and the kernels come when they are others than before; ask for them where they got lost. */
function take(view, { header, numbers }, wantAll) {
  if (header.book) takeBook(view, header.book);
  if (header.kernels && header.model === view.model) Object.assign(view, { kernels: kernelPlanes(view.layers, numbers), weights: header.weights });
  if (header.model !== view.model || header.weights !== view.weights) {
    wantAll();
    return;
  }
  Object.assign(view, { header, values: valuesOf(view.layers, numbers, header.scales, header.off) });
  view.turn ??= header.turn;
  // What answers an older question does not undo what has been switched since.
  if (header.turn === view.turn) {
    view.off = new Set(header.off.map((pair) => pair.join(" ")));
    if (view.behind) ask(view);
    view.behind = false;
  }
  if (header.book || !view.columns) arrange(view);
  else repaint(view);
  askAgain(view);
}

function takeBook(view, book) {
  const other = view.of !== book.of;
  Object.assign(view, { ...book, words: speaker(book.words) });
  view.parts.style.textContent = book.style;
  view.palettes = Object.fromEntries(Object.entries(book.palettes).map(([name, encoded]) => [name, paletteOf(encoded)]));
  view.parts.columns.replaceChildren(...columnElements(book.layers, book.code, view.words, (asked) => show(view, asked)));
  view.parts.stage.setAttribute("aria-label", view.words.say("label"));
  if (!other) return;
  stopReplay(view);
  Object.assign(view, { asked: null, trail: [], pinned: null, hovered: null, alone: null, moment: null, turn: undefined, weights: null });
}

/** Lay everything out anew: for another width, network or language. */
function arrange(view) {
  if (!view.values) return;
  view.room = view.parts.scroller.clientWidth;
  const { parts, layers, code } = view;
  const { width, height, columns } = layOut(layers, code, view.room);
  view.columns = columns;
  parts.plan.style.width = `${width}px`;
  parts.scroller.classList.toggle("more", width > parts.scroller.clientWidth);
  parts.stage.style.height = `${height}px`;
  for (const canvas of [parts.maps, parts.marks]) size(canvas, width, height);
  placeColumns(parts, columns);
  repaint(view);
}

/** Show the numbers that there are now; whatever is pinned or open stays. */
function repaint(view) {
  view.ends = endsOf(view.layers, view.values, view.scale);
  paintMaps(view.parts.maps, view);
  setMaxima(view.parts, view.header.maxima, view.words);
  point(view);
  bar(view, {
    step: (to) => tell(view, to, retell),
    play: () => play(view, retell),
    rescale: (scale) => rescale(view, scale),
    watch: view.time.watch,
  });
  view.time.draw();
  lens(view);
}

function rescale(view, scale) {
  view.scale = scale;
  repaint(view);
}

/** Point out the cell under the pointer, or else the pinned one. */
function point(view) {
  const cell = view.hovered ?? view.pinned;
  const marks = cell ? marksOf(view.layers, cell) : [];
  const something = cell || view.alone !== null;
  if (something || view.marked) {
    paintMarks(view.parts.marks, view.layers, view.columns, marks, view.alone, coloursOf(view.parts.root));
  }
  view.marked = something;
  // What is pinned while the lens is open is spoken of there.
  const said = view.asked && same(cell, view.read) ? null : cell;
  fillTip(view, said, marks, { open: (asked) => show(view, asked) });
}

/** Hear the pointer and the keyboard. */
function listen(view) {
  const { stage, bar: line, lens: panel } = view.parts;
  const under = (event) => view.columns && cellAt(view.layers, view.columns, event.offsetX, event.offsetY);
  stage.onpointermove = (event) => event.pointerType !== "touch" && hover(view, under(event));
  stage.onpointerleave = () => hover(view, null);
  stage.onclick = (event) => {
    const cell = under(event);
    const again = cell && same(cell, view.pinned);
    if (view.alone !== null) quiet(view, retell);
    pin(view, cell);
    // A finger hides what it points at, so its first touch only points.
    if (cell && (event.pointerType !== "touch" || again)) show(view, { view: "cell", ...cell });
  };
  stage.onkeydown = (event) => key(view, event);
  stage.onfocus = () => {
    if (!view.layers || view.pinned || view.alone !== null || !stage.matches(":focus-visible")) return;
    pin(view, firstCell(view));
    intoSight(view, view.code);
  };
  line.onkeydown = (event) => view.alone !== null && key(view, event);
  panel.onkeydown = (event) => {
    if (event.key === "Escape") back(view);
    const next = nextButton(panel, event.target, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
}

function hover(view, cell) {
  if (same(cell, view.hovered)) return;
  view.hovered = cell;
  point(view);
}

function pin(view, cell) {
  view.pinned = cell;
  view.hovered = null;
  point(view);
}

function key(view, event) {
  if (event.key === "Escape") return view.asked ? back(view) : quiet(view, retell);
  if (view.alone !== null && ["ArrowLeft", "ArrowRight"].includes(event.key) && !event.shiftKey) {
    event.preventDefault();
    return tell(view, view.alone + (event.key === "ArrowRight" ? 1 : -1), retell);
  }
  const from = view.pinned ?? firstCell(view);
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    return show(view, { view: "cell", ...from }, { focus: true });
  }
  const next = nextCell(view.layers, from, event);
  if (!next) return undefined;
  event.preventDefault();
  pin(view, next);
  return intoSight(view, next.stage);
}

/** Where the keyboard begins: in the middle of the code. */
function firstCell(view) {
  const [rows, columns] = view.layers[view.code].shape;
  return { stage: view.code, row: rows >> 1, column: columns >> 1, channel: 0 };
}

function intoSight(view, stage) {
  const { left, width } = view.columns[stage];
  const { scroller } = view.parts;
  if (left < scroller.scrollLeft) scroller.scrollLeft = left;
  else if (left + width > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = left + width - scroller.clientWidth;
}

/** Draw the story's next picture. */
function retell(view) {
  if (view.alone !== null) intoSight(view, view.alone);
  repaint(view);
}

/** Open a number, a channel or a layer in the lens. */
function show(view, asked, { focus = false } = {}) {
  if (view.alone !== null) quiet(view, retell);
  if (view.asked && JSON.stringify(view.asked) !== JSON.stringify(asked)) view.trail = [...view.trail.slice(1 - LONGEST), view.asked];
  go(view, asked, focus);
}

/** Back to what the lens showed before; where there is nothing, it closes. */
function back(view) {
  const last = view.trail.pop();
  go(view, last ?? null, true);
  if (!last) view.parts.stage.focus({ preventScroll: true });
}

function go(view, asked, focus) {
  view.asked = asked;
  view.parts.spoken.textContent = asked ? opened(asked, view.layers, view.words) : "";
  view.read = view.pinned;
  view.scrollWanted = asked !== null;
  view.focusWanted = focus || view.parts.lens.contains(view.parts.root.getRootNode().activeElement);
  if (asked?.view === "cell") {
    view.pinned = { stage: asked.stage, row: asked.row, column: asked.column, channel: asked.channel };
    view.read = view.pinned;
    intoSight(view, asked.stage);
  }
  point(view);
  lens(view);
  ask(view);
}

function ask(view) {
  const { asked, off } = view;
  view.turn += 1;
  const { of, moment, turn } = view;
  view.send({ ...(asked ?? { view: null }), off: [...off].map((name) => name.split(" ").map(Number)), of, moment, turn });
}

/** What is still being counted is asked for again, until it is there. */
function askAgain(view) {
  clearTimeout(view.again);
  if (view.header.answer?.counting && view.asked?.view === "channel") view.again = setTimeout(() => ask(view), PATIENCE);
}

function toggle(view, stage, channel) {
  const name = `${stage} ${channel}`;
  if (!view.off.delete(name)) view.off.add(name);
  ask(view);
  repaint(view); // with its cross, before the server says what that changes
}

function lens(view) {
  drawLens(view, {
    open: (asked) => show(view, asked),
    toggle: (stage, channel) => toggle(view, stage, channel),
    back: () => back(view),
    close: () => {
      Object.assign(view, { trail: [], pinned: null });
      back(view);
    },
    allOn: () => {
      view.off.clear();
      ask(view);
    },
  });
}

function same(a, b) {
  return a === b || (a && b && a.stage === b.stage && a.row === b.row && a.column === b.column && a.channel === b.channel);
}
