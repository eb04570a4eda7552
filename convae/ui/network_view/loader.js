/**
 * What is sent with every single update, and therefore is short and goes without comments (`assets.py`): the view's modules come in the
 * first one's book, what links them among them, and are kept here.
 */

/** @typedef {import("./js/view.js").Component} Component */
/** @typedef {{modules: Record<string, string>}} Scripts  the texts of all modules */

/** @type {Promise<typeof import("./js/view.js")> | null} */
let view = null;

/** What Streamlit calls at every change; it calls what this returns when the view goes. @param {Component} component */
export default function load(component) {
  const scripts = view ? undefined : bookIn(component.data);
  if (scripts) view = fetched(scripts);
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

/** The view; where that fails, the next update brings its modules again. @param {Scripts} scripts */
async function fetched({ modules }) {
  const address = URL.createObjectURL(new Blob([modules["browser_modules/linker.js"]], { type: "text/javascript" }));
  try {
    const { linked } = await import(address);
    return await linked("view.js", modules, "network_view/js");
  } catch (error) {
    view = null;
    throw error;
  }
}

/**
 * The book, if this update brings it: in the JSON header behind its length, as `blob.js` reads it.
 * @param {Uint8Array} data
 * @returns {Scripts | undefined}
 */
function bookIn(data) {
  const length = new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true);
  return JSON.parse(new TextDecoder().decode(data.subarray(4, 4 + length))).book;
}
