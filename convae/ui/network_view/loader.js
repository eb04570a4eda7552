/**
 * What is sent with every single update, and therefore is short: the view's modules come in the first one's book (`assets.py`),
 * and are kept here.
 */

import { linked } from "../browser_modules/linker.js";

/** @typedef {import("./js/view.js").Component} Component */

/** @type {Promise<typeof import("./js/view.js")> | null} */
let view = null;

/** What Streamlit calls at every change; it calls what this returns when the view goes. @param {Component} component */
export default function load(component) {
  const modules = view ? null : modulesIn(component.data);
  if (modules) view = fetched(modules);
  if (!view) {
    component.setTriggerValue("need", true);
    return undefined;
  }
  /** @type {(() => void) | null} */
  let clean = null;
  let gone = false;
  view.then((loaded) => {
    if (!gone) clean = loaded.default(component);
  });
  return () => {
    gone = true;
    clean?.();
  };
}

/** The view; where that fails, the next update brings its modules again. @param {Record<string, string>} modules */
async function fetched(modules) {
  try {
    return await linked("view.js", modules, "network_view/js");
  } catch (error) {
    view = null;
    throw error;
  }
}

/**
 * The modules, by their paths, if this update brings them: in the JSON header behind its length, as `blob.js` reads it.
 * @param {Uint8Array} data
 * @returns {Record<string, string> | undefined}
 */
function modulesIn(data) {
  const length = new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true);
  const text = new TextDecoder().decode(data.subarray(4, 4 + length));
  return JSON.parse(text).book?.modules;
}
