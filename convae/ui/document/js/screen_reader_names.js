/** What Streamlit calls its own parts, for screen readers alone, and what it writes that they read, too, in the visitor's language. */

import { inForeignFrame } from "./foreign_frame.js";

/** @typedef {Record<string, string>} Names  of Streamlit's own parts */

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

/** A dialog whose text is ours: the menu's; no other has one. */
const OURS = ':has([data-testid="stMarkdownContainer"])';
/**
 * What it writes in English, and under which of our sentences it is to be read. Had it a sentence of a style sheet in its place
 * (`streamlit_words.css`), a screen reader would read both.
 * @type {Record<string, string>}
 */
const WRITTEN = {
  '[data-testid="stSkipToContent"]': "skip",
  '[data-testid="stFileChip"] [role="alert"]': inForeignFrame() ? "framed" : "refused",
  [`.stDialog section${OURS} h2`]: "about",
  [`.stDialog section:not(${OURS}) h2`]: "nowhere",
};

/** Let what Streamlit says in English alone be said in the visitor's language. @param {Names} names */
export function speakTheirLanguage(names) {
  for (const [selector, name] of Object.entries(NAMED)) {
    for (const each of document.querySelectorAll(selector)) rename(each, names[name]);
  }
  for (const [selector, name] of Object.entries(WRITTEN)) {
    for (const each of document.querySelectorAll(selector)) rewrite(each, names[name]);
  }
  for (const each of document.querySelectorAll('[role="log"]')) translateCount(each, names);
}

/** Call an element as the visitor's language does; the help beside a field is called after that. @param {Element} each @param {string} name */
function rename(each, name) {
  const label = each.closest('[data-testid="stWidgetLabel"]')?.textContent ?? "";
  const wanted = name.replace("{label}", label.trim());
  if (each.ariaLabel !== wanted) each.ariaLabel = wanted;
}

/** Let an element say `sentence`, in the nodes of its text, which stay Streamlit's. @param {Element} each @param {string} sentence */
function rewrite(each, sentence) {
  if (each.textContent === sentence) return;
  for (const [at, text] of each.childNodes.entries()) text.nodeValue = at ? "" : sentence;
}

/** What is said of a list that opens: how many choices it has. @param {Element} log @param {Names} names */
function translateCount(log, names) {
  for (const each of log.querySelectorAll("*")) {
    const count = each.childElementCount ? null : each.textContent?.match(/^(\d+) options? available\.$/)?.[1];
    if (count) each.textContent = names.options.replace("{count}", count);
  }
}
