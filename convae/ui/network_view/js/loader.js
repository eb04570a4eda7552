/**
 * What Streamlit sends with every single update, and therefore as little as can be: the view's modules come in the first
 * update's book (`assets.py`), and are kept here.
 */

/** An import of another of our modules, named by the way that leads there; it stands at the beginning of a line. */
const IMPORT = /^(import [^"]*")(\.[^"]*)(";)$/gm;

/** @typedef {import("./view.js").Component} Component */
/** @typedef {Record<string, string>} Modules  their texts, by their paths */

/** @type {Promise<typeof import("./view.js")> | null} */
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

/** The view, made of its modules; where that fails, the next update brings them again. @param {Modules} modules */
async function fetched(modules) {
  const made = new Map();
  try {
    await null; // so that what fails at once fails after `view` is set
    return await import(addressOf("view.js", [], modules, made));
  } catch (error) {
    view = null;
    throw error;
  } finally {
    made.forEach((address) => URL.revokeObjectURL(address));
  }
}

/**
 * The address of a module, made once, and after those of all that it imports.
 * @param {string} path
 * @param {string[]} importers  from the first module on, each imports the next one, and the last one imports this
 * @param {Modules} modules
 * @param {Map<string, string>} made  the addresses that there are
 * @returns {string}
 */
function addressOf(path, importers, modules, made) {
  const way = [...importers, path];
  if (importers.includes(path)) throw new Error(`Modules import each other: ${way.join(" → ")}`);
  if (!Object.hasOwn(modules, path)) throw new Error(`There is no such module: ${way.join(" → ")}`);
  let address = made.get(path);
  if (!address) {
    /** @param {string} name */
    const to = (name) => addressOf(new URL(name, `js:/${path}`).pathname.slice(1), way, modules, made);
    const text = modules[path].replace(IMPORT, (_, start, name, end) => start + to(name) + end);
    const named = `${text}\n//# sourceURL=network_view/js/${path}`; // what errors and the browser's tools call it
    address = URL.createObjectURL(new Blob([named], { type: "text/javascript" }));
    made.set(path, address);
  }
  return address;
}

/**
 * The modules, by their paths, if this update brings them: in the JSON header behind its length, as `blob.js` reads it.
 * @param {Uint8Array} data
 * @returns {Modules | undefined}
 */
function modulesIn(data) {
  const length = new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true);
  const text = new TextDecoder().decode(data.subarray(4, 4 + length));
  return JSON.parse(text).book?.modules;
}
