/**
 * The network in one picture that answers when touched.
 *
 * The server sends numbers (`blob.js`); this paints them (`picture.js`), finds what a cell depends on (`fields.js`) and
 * asks the server for what takes the network itself: the arithmetic of a number, a channel's figures, the network without
 * a channel. State lives in one object for each place on the page, and is kept while the digit changes.
 */

import { bar } from "./controls/toolbar.js";
import { kernelPlanes, readBlob, valuesOf } from "./blob.js";
import { endsOf, paletteOf } from "./paint/colour.js";
import { speaker } from "./dom.js";
import { sameCell } from "./geometry/receptive_field.js";
import { columnElements, frame, intoSight, placeColumns, sameScreen, screenOf, setMaxima, walkHeads } from "./skeleton.js";
import { firstCell, nextCell, walkTables } from "./controls/keyboard.js";
import { cellAt, layOut } from "./geometry/layout.js";
import { drawLens, opened } from "./panels/detail_panel.js";
import { coloursOf, marksOf } from "./paint/marks.js";
import { stopReplay, timeMachine } from "./controls/training_slider.js";
import { paintMaps, paintMarks, size } from "./paint/feature_maps.js";
import { play, quiet, rest, tell, walkStory } from "./controls/tour.js";
import { fillTip } from "./panels/tooltip.js";

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
    view.end.abort();
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
    touched: false, // whether it was a finger that pinned it
    watching: false, // whether the time machine is open
    end: new AbortController(), // ends what is heard outside the view
    moment: null, // of the training; null is now
    replay: null, // the clock that goes through them
  };
  view.time = timeMachine(view, { ask: () => ask(view), repaint: () => repaint(view), rest: () => rest(view, retell) });
  const resized = () => sameScreen(view.screen, screenOf(view.parts)) || arrange(view);
  view.watcher = new ResizeObserver(resized);
  view.watcher.observe(parent.host ?? parent);
  window.addEventListener("resize", resized, { signal: view.end.signal });
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
  view.parts.columns.replaceChildren(...columnElements(book.layers, book.code, view.words, (asked, how) => show(view, asked, how)));
  view.parts.stage.setAttribute("aria-label", view.words.say("label"));
  view.parts.columns.setAttribute("aria-label", view.words.say("heads"));
  if (!other) return;
  stopReplay(view);
  Object.assign(view, { asked: null, trail: [], pinned: null, hovered: null, alone: null, moment: null, turn: undefined, weights: null });
}

/** Lay everything out anew: for another width, network or language. */
function arrange(view) {
  if (!view.values) return;
  const { parts, layers, code } = view;
  view.screen = screenOf(parts);
  const { width, height, columns } = layOut(layers, code, view.screen);
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
    play: () => (stopReplay(view), play(view, retell)), // one thing that goes on by itself at a time
    rescale: (scale) => repaint(Object.assign(view, { scale })),
    watch: view.time.watch,
  });
  view.time.draw();
  lens(view);
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
  const said = view.asked && sameCell(cell, view.read) ? null : cell;
  fillTip(view, said, marks, { open: (asked) => show(view, asked) });
}

/** Hear the pointer and the keyboard. */
function listen(view) {
  const { root, stage, columns, bar: line, lens: panel } = view.parts;
  const under = (event) => view.columns && cellAt(view.layers, view.columns, event.offsetX, event.offsetY);
  stage.addEventListener("pointermove", (event) => event.pointerType !== "touch" && hover(view, under(event)));
  stage.addEventListener("pointerleave", () => hover(view, null));
  stage.addEventListener("click", (event) => clicked(view, under(event), event.pointerType === "touch"));
  stage.addEventListener("keydown", (event) => key(view, event));
  stage.addEventListener("focus", () => entered(view));
  columns.addEventListener("keydown", (event) => walkHeads(view.parts, event));
  line.addEventListener("keydown", (event) => line.querySelector(".story").contains(event.target) && walkStory(view, event, retell));
  panel.addEventListener("keydown", (event) => walkTables(panel, event));
  root.addEventListener("keydown", (event) => event.key === "Escape" && escape(view));
  document.addEventListener("pointerdown", (event) => elsewhere(view, event), { signal: view.end.signal });
}

/** A finger hides what it points at, so its first touch only points. */
function clicked(view, cell, touched) {
  const again = cell && sameCell(cell, view.pinned);
  if (view.alone !== null) quiet(view, retell);
  view.touched = touched;
  pin(view, cell);
  if (cell && (!touched || again)) show(view, { view: "cell", ...cell });
}

/** What a finger has pointed at is let go when it touches something else. */
function elsewhere(view, event) {
  if (!view.touched || view.asked || event.composedPath().includes(view.parts.plan)) return;
  pin(view, null);
}

/** The keyboard has come to the picture. */
function entered(view) {
  if (!view.layers || view.pinned || view.alone !== null || !view.parts.stage.matches(":focus-visible")) return;
  pin(view, firstCell(view.layers, view.code));
  intoSight(view.parts, view.columns[view.code]);
}

/** One step out: of what has the focus, or else of the panel, of the story, of the time machine, of what is pointed at. */
function escape(view) {
  const { past, root } = view.parts;
  if (past.contains(root.getRootNode().activeElement)) view.time.watch();
  else if (view.asked) back(view);
  else if (view.alone !== null) quiet(view, retell);
  else if (view.watching) view.time.watch();
  else pin(view, null);
}

function hover(view, cell) {
  if (sameCell(cell, view.hovered)) return;
  view.hovered = cell;
  point(view);
}

function pin(view, cell) {
  view.pinned = cell;
  view.hovered = null;
  point(view);
}

function key(view, event) {
  if (walkStory(view, event, retell)) return;
  const from = view.pinned ?? firstCell(view.layers, view.code);
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    show(view, { view: "cell", ...from }, { focus: true });
    return;
  }
  const next = nextCell(view.layers, from, event);
  if (!next) return;
  event.preventDefault();
  view.touched = false;
  pin(view, next);
  intoSight(view.parts, view.columns[next.stage]);
}

/** Draw the story's next picture. */
function retell(view) {
  if (view.alone !== null) intoSight(view.parts, view.columns[view.alone]);
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
    intoSight(view.parts, view.columns[asked.stage]);
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
