/** What belongs to the page as a whole, and no element of Streamlit's looks after: its language, its focus, what is announced. */

import { bringWhatWaits, dragOver, drop, paste } from "./brought_picture.js";
import { dressCanvas } from "./canvas_looks.js";
import { chosenFirst, walkRows } from "./choice_groups.js";
import { act, leave, tell } from "./leaving.js";
import { notLost, press } from "./lost_focus.js";
import { serverIsLost } from "./lost_server.js";
import { closeMenu } from "./phone_menu.js";
import { enterPopovers, leavePopover } from "./popover_focus.js";
import { speakTheirLanguage } from "./screen_reader_names.js";
import { nameBefore } from "./tab_name.js";
import { keptByAnotherTab, remember } from "./visitor_name.js";

/**
 * What the server tells of the visitor and the page (`__init__.py`).
 * @typedef {import("./visitor_name.js").Visitor & {language: string, tab: string, names: import("./screen_reader_names.js").Names}} Told
 */
/** @typedef {(name: string, value: unknown) => void} Answer  tell the server something */

/** Heard, not seen. */
const SPOKEN = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0";
/** What ends the looking after the page, for each place on it. @type {WeakMap<HTMLElement, () => void>} */
const looking = new WeakMap();
/** What the server said last, and how it is answered. @type {WeakMap<HTMLElement, Told & {answer: Answer}>} */
const told = new WeakMap();

/**
 * What Streamlit calls at every change; it calls what this returns when the page is left for good.
 * @param {{data: Told, parentElement: HTMLElement, setStateValue: Answer}} component
 */
export default function page({ data, parentElement, setStateValue }) {
  document.documentElement.lang = data.language;
  remember(data);
  // Only the first page, which stands at the root, has something to find again; any other would be made twice for nothing.
  const before = location.pathname.endsWith("/") && nameBefore(data.tab);
  if (before) {
    tell();
    setStateValue("tab", before);
  }
  told.set(parentElement, { ...data, answer: setStateValue });
  if (!looking.has(parentElement)) looking.set(parentElement, look(parentElement));
  return () => {
    looking.get(parentElement)?.();
    looking.delete(parentElement);
  };
}

/** Begin to look after the page; what it returns ends that. @param {HTMLElement} parent */
function look(parent) {
  const end = new AbortController();
  /**
   * @template {keyof DocumentEventMap} Name
   * @param {Name} name
   * @param {(event: DocumentEventMap[Name]) => void} heard
   */
  const listen = (name, heard) => document.addEventListener(name, heard, { capture: true, signal: end.signal });
  const said = Object.assign(document.createElement("p"), { role: "status" });
  said.style.cssText = SPOKEN;
  parent.append(said);
  const lookAfter = () => changed(said, told.get(parent)?.names);
  const observer = new MutationObserver(lookAfter);
  observer.observe(document.body, { childList: true, subtree: true });
  listen("focusin", chosenFirst);
  listen("focusout", notLost);
  listen("pointerdown", press);
  for (const heard of [press, leavePopover, walkRows]) listen("keydown", heard);
  for (const done of /** @type {("pointerup" | "touchend" | "keyup")[]} */ (["pointerup", "touchend", "keyup"])) listen(done, act);
  for (const heard of [leave, closeMenu]) listen("click", heard);
  listen("paste", paste);
  listen("dragover", dragOver);
  listen("drop", drop);
  addEventListener("focus", () => lookedAtAgain(parent), { signal: end.signal });
  lookAfter();
  return () => {
    end.abort();
    observer.disconnect();
    said.remove();
  };
}

/**
 * Something on the page is another: say it where it is to be said, and look after what has come.
 * @param {HTMLElement} said
 * @param {Told["names"]} [names]
 */
function changed(said, names) {
  const lost = serverIsLost();
  const wanted = (lost && names?.wait) || (document.querySelector("[data-said]")?.getAttribute("data-said") ?? "");
  if (said.textContent !== wanted) said.textContent = wanted;
  if (names) speakTheirLanguage(names);
  dressCanvas();
  bringWhatWaits();
  enterPopovers();
}

/** Where a name has come from another tab, the server is told that. @param {HTMLElement} parent */
function lookedAtAgain(parent) {
  const known = told.get(parent);
  const name = known && keptByAnotherTab(known);
  if (name) known.answer("kept", name);
}
