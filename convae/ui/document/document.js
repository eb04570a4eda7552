/**
 * What belongs to the page as a whole: its language, the visitor's name, where the focus goes when what had it is gone,
 * what is announced, the phone's menu, and the looks of the canvas, which stands in a shadow that no style sheet reaches.
 */

/** The canvas as large as its box, without the toolbar: undo and clear stand beside it, in the visitor's language. */
const CANVAS = `
  .dc-toolbar { display: none !important; }
  .dc-container, .canvas-container, canvas { width: var(--canvas-side) !important; height: var(--canvas-side) !important; }`;
/** Where the phone's menu lies over the page. */
const NARROW = "(max-width: 767px)";
/** How many frames the canvas may take to come. */
const PATIENCE = 300;
/**
 * What Streamlit names in English for screen readers alone, and under which of our sentences it is to be named.
 * @type {Record<string, string>}
 */
const NAMED = {
  '[data-testid="stMain"]': "main",
  '[data-testid="stMainMenuButton"]': "menu",
  '[data-testid="stTopNav"], [data-testid="stSidebarNav"] nav': "pages",
  '[data-testid="stExpandSidebarButton"]': "open_pages",
  '[data-testid="stSidebarCollapseButton"] button': "close_pages",
  'a[data-testid="stSkipToContent"][href]': "skip",
  '[data-testid="stStatusWidget"] button': "stop",
  '[data-testid="stMainMenuList"]': "menu",
  '[data-testid="stThemeSwitcher"]': "themes",
  '[data-testid="stMainMenuItem-theme-System"]': "system",
  '[data-testid="stMainMenuItem-theme-Light"]': "light",
  '[data-testid="stMainMenuItem-theme-Dark"]': "dark",
  '[data-testid="stFileUploaderDropzoneInput"]': "file",
  '[data-testid="stFileChip"] button': "remove_file",
  '[data-testid="stFileUploader"] button[aria-label="Add files"]': "file",
  '[data-testid="stSelectbox"] button[aria-label]': "choices",
  '[data-testid="stTooltipIcon"] button[aria-label]': "help",
  '[data-testid="stProgress"] [role="progressbar"]': "progress",
  '[data-testid="stBaseButton-elementToolbar"]': "copy",
  '.stDialog button[aria-label]': "close",
};
/** Heard, not seen. */
const SPOKEN = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0";
/**
 * What the server tells of the visitor and the page (`__init__.py`).
 * @typedef {object} Told
 * @property {string} language  of the page
 * @property {Record<string, string>} names  of Streamlit's own parts
 * @property {string} cookie  the name of the cookie that keeps the visitor's name
 * @property {string} visitor  the visitor's name
 * @property {boolean} keep  whether the browser is to keep it
 * @property {string} gone  another name that it is to forget
 */
/** @typedef {(name: string, value: unknown) => void} Answer  tell the server something */

/** What ends the looking after the page, for each place on it. @type {WeakMap<HTMLElement, () => void>} */
const looking = new WeakMap();
/** Milliseconds within which a pointer or the Tab key that is pressed may take the focus away. */
const A_PRESS = 300;
/** When one of them was pressed last. */
let pressed = -A_PRESS;
/** Whether the canvas is waited for already. */
let awaited = false;
/** By which button each popover was opened. @type {WeakMap<Element, HTMLElement>} */
const openers = new WeakMap();
/** What the server said last of the visitor, and how it is answered. @type {WeakMap<HTMLElement, Told & {answer: Answer}>} */
const told = new WeakMap();

/**
 * What Streamlit calls at every change; it calls what this returns when the page is left for good.
 * @param {{data: Told, parentElement: HTMLElement, setStateValue: Answer}} component
 */
export default function page({ data, parentElement, setStateValue }) {
  document.documentElement.lang = data.language;
  remember(data);
  told.set(parentElement, { ...data, answer: setStateValue });
  if (!looking.has(parentElement)) looking.set(parentElement, look(parentElement));
  return () => {
    looking.get(parentElement)?.();
    looking.delete(parentElement);
  };
}

/** Keep the visitor's name until the browser is closed, or forget it, but not one that is another tab's. @param {Told} told */
function remember({ cookie, visitor, keep, gone }) {
  if (!keep && ![visitor, gone].includes(kept(cookie))) return;
  const safe = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${cookie}=${keep ? visitor : ""}; path=/; SameSite=Strict${safe}${keep ? "" : "; max-age=0"}`;
}

/** The visitor's name that the browser keeps; empty where it keeps none. @param {string} cookie */
function kept(cookie) {
  const found = document.cookie.split("; ").find((each) => each.startsWith(`${cookie}=`));
  return found ? found.slice(cookie.length + 1) : "";
}

/**
 * Who comes back to this tab may have begun something in another one: then the server is told the name that it was begun under.
 * @param {HTMLElement} parent
 */
function lookedAtAgain(parent) {
  const known = told.get(parent);
  if (!known) return;
  const { cookie, visitor, answer } = known;
  const name = kept(cookie);
  if (name && name !== visitor) answer("kept", name);
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
  listen("pointerdown", () => (pressed = performance.now()));
  listen("keydown", tabbed);
  listen("keydown", walkRows);
  listen("click", closeMenu);
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
  const wanted = document.querySelector("[data-said]")?.getAttribute("data-said") ?? "";
  if (said.textContent !== wanted) said.textContent = wanted;
  if (names) speakTheirLanguage(names);
  if (!awaited) dress(PATIENCE);
  /** @type {NodeListOf<HTMLElement>} */
  const popovers = document.querySelectorAll('[data-testid="stPopoverBody"]:not([data-entered])');
  popovers.forEach(enter);
}

/** Let what Streamlit says in English alone be said in the visitor's language. @param {Told["names"]} names */
function speakTheirLanguage(names) {
  for (const [selector, name] of Object.entries(NAMED)) {
    for (const each of document.querySelectorAll(selector)) rename(each, names[name]);
  }
  for (const each of document.querySelectorAll('[role="log"]')) translateCount(each, names);
}

/** Call an element as the visitor's language does; the help beside a field is called after that. @param {Element} each @param {string} name */
function rename(each, name) {
  const label = each.closest('[data-testid="stWidgetLabel"]')?.textContent ?? "";
  const wanted = name.replace("{label}", label.trim());
  if (each.ariaLabel !== wanted) each.ariaLabel = wanted;
}

/** What is said of a list that opens: how many choices it has. @param {Element} log @param {Record<string, string>} names */
function translateCount(log, names) {
  for (const each of log.querySelectorAll("*")) {
    const count = each.childElementCount ? null : each.textContent?.match(/^(\d+) options? available\.$/)?.[1];
    if (count) each.textContent = names.options.replace("{count}", count);
  }
}

/** Give the canvas its looks as soon as it is there. @param {number} patience  for how many more frames */
function dress(patience) {
  awaited = false;
  const host = document.querySelector(".st-key-canvas");
  if (!host) return;
  const shadow = [...host.querySelectorAll("*")].find((each) => each.shadowRoot)?.shadowRoot;
  if (shadow?.querySelector("canvas")) {
    if (shadow.querySelector("style[data-convae]")) return;
    const style = Object.assign(document.createElement("style"), { textContent: CANVAS });
    style.dataset.convae = "";
    shadow.append(style);
  } else if (patience > 0) {
    awaited = true;
    requestAnimationFrame(() => dress(patience - 1));
  }
}

/** A popover that opens takes the focus: what is in it comes next, and Escape closes it. @param {HTMLElement} popover */
function enter(popover) {
  popover.dataset.entered = "";
  const opener = document.querySelector('[data-testid="stPopoverButton"][aria-expanded="true"]');
  if (opener instanceof HTMLElement) openers.set(popover, opener);
  popover.tabIndex = -1;
  popover.focus({ preventScroll: true });
}

/**
 * The Tab key may take the focus away; where it leaves a popover, that closes, and the focus is where it was opened.
 * @param {KeyboardEvent} event
 */
function tabbed({ key, target }) {
  if (key !== "Tab") return;
  pressed = performance.now();
  const popover = target instanceof Element && target.closest('[data-testid="stPopoverBody"]');
  if (!popover) return;
  requestAnimationFrame(() => {
    const opener = openers.get(popover);
    if (!opener || popover.contains(document.activeElement)) return;
    opener.focus();
    if (opener.getAttribute("aria-expanded") === "true") opener.click(); // else it has closed by itself
  });
}

/** Who comes into a group of choices from outside comes to the one that is chosen. @param {FocusEvent} event */
function chosenFirst({ target, relatedTarget }) {
  if (!(target instanceof Element)) return;
  const group = target.closest('[role="radiogroup"]');
  if (!group || (relatedTarget instanceof Node && group.contains(relatedTarget)) || target.matches(":active")) return;
  /** @type {HTMLElement | null} */
  const chosen = group.querySelector('[role="radio"][aria-checked="true"]');
  if (chosen && chosen !== target && target.matches(":focus-visible")) chosen.focus();
}

/** Up and down lead through the rows of the thumbnails; Streamlit itself knows left and right. @param {KeyboardEvent} event */
function walkRows(event) {
  const { key, target } = event;
  const way = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0;
  const group = target instanceof Element && target.closest('.st-key-pick [role="radiogroup"]');
  if (!way || !group) return;
  event.preventDefault();
  const from = target.getBoundingClientRect();
  /** @param {HTMLElement} each */
  const away = (each) => {
    const { top, left } = each.getBoundingClientRect();
    return { each, rows: way * (top - from.top), across: Math.abs(left - from.left) };
  };
  /** @type {NodeListOf<HTMLElement>} */
  const choices = group.querySelectorAll('[role="radio"]');
  const found = [...choices].map(away).filter(({ rows }) => rows > 1);
  found.sort((a, b) => a.rows - b.rows || a.across - b.across);
  found[0]?.each.focus();
}

/**
 * Where what had the focus is gone, it goes to the popover that it was in, or to the page's heading: not to the very beginning.
 * What is still there, and only was moved or could not be pressed for a moment, has it again.
 * @param {FocusEvent} event
 */
function notLost(event) {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return;
  /** @type {HTMLElement | null} */
  const popover = target.closest('[data-testid="stPopoverBody"]');
  const kept = target.matches(":disabled") || (target.closest(".view") && performance.now() - pressed > A_PRESS);
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body || !document.hasFocus()) return;
    if (target.isConnected) {
      if (kept) waitedFor(target);
      return;
    }
    const opener = popover && openers.get(popover);
    /** @type {HTMLElement | null} */
    const next = popover?.isConnected ? popover : (opener ?? document.querySelector('[data-testid="stMain"] h1'));
    if (!next) return;
    if (next !== opener) next.tabIndex = -1;
    next.focus({ preventScroll: true });
  });
}

/** A button that could not be pressed for a moment has the focus again when it can be. @param {HTMLElement} button */
function waitedFor(button) {
  if (!button.isConnected || document.activeElement !== document.body) return;
  if (button.matches(":disabled")) requestAnimationFrame(() => waitedFor(button));
  else button.focus({ preventScroll: true });
}

/** On a phone the menu closes when a page has been chosen. @param {MouseEvent} event */
function closeMenu({ target }) {
  if (!(target instanceof Element) || !target.closest('[data-testid="stSidebarNavLink"]') || !matchMedia(NARROW).matches) return;
  /** @type {HTMLElement | null} */
  const button = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
  button?.click();
}
