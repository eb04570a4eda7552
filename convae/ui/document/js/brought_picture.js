/** A picture that is pasted, or dropped anywhere on the first page, goes the way of one that is chosen as a file. */

const SOURCES = '.st-key-source [role="radio"]';
const CHOSEN = '.st-key-upload input[type="file"]';
/** What a file chooser shows first; with it, a phone offers its camera. Who chooses another file all the same is told what it is. */
const PICTURES = "image/*,.heic,.heif,.avif,.jfif";
/** Where files are dropped for something else. */
const OTHER_PLACES = '[data-testid="stFileUploaderDropzone"], [contenteditable], input, textarea';

/** A picture that waits for the place where it can be brought. @type {File | undefined} */
let waiting;

/** A picture has been pasted. @param {ClipboardEvent} event */
export function paste(event) {
  bring(event, [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith("image/")));
}

/** Without this, a browser leaves the page and opens what is dropped on it. @param {DragEvent} event */
export function dragOver(event) {
  if (event.dataTransfer?.types.includes("Files") && isWelcome(event)) event.preventDefault();
}

/** A file has been dropped. @param {DragEvent} event */
export function drop(event) {
  bring(event, event.dataTransfer?.files[0]);
}

/** Something on the page is another: what waits is brought where that is possible now. */
export function bringWhatWaits() {
  const input = document.querySelector(CHOSEN);
  if (!(input instanceof HTMLInputElement)) return;
  if (input.accept !== PICTURES) input.accept = PICTURES;
  if (!waiting) return;
  const files = new DataTransfer();
  files.items.add(waiting);
  waiting = undefined;
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * The `file` is uploaded; for that, the page is asked for the last of the ways in which digits come.
 * @param {Event} event
 * @param {File | undefined} file
 */
function bring(event, file) {
  if (!file || !isWelcome(event)) return;
  event.preventDefault();
  waiting = file;
  if (!document.querySelector(CHOSEN)) [...document.querySelectorAll(SOURCES)].at(-1)?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  bringWhatWaits();
}

/** Whether a picture can be brought, there where it is. @param {Event} event */
function isWelcome({ target }) {
  return document.querySelector(SOURCES) !== null && !(target instanceof Element && target.closest(OTHER_PLACES));
}
