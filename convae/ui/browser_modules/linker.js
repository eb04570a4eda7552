/** An import of another of our modules, by the way that leads there; it stands at the beginning of a line. */
const IMPORT = /^(import [^"]*")(\.[^"]*)(";)$/gm;

/** @typedef {Record<string, string>} Modules  their texts, by their paths */

/**
 * A module of ours, made of its text as is all that it imports: a component of Streamlit's has one script and no other file.
 * @param {string} path
 * @param {Modules} modules
 * @param {string} room  where the paths begin, for who reads errors
 */
export async function linked(path, modules, room) {
  /** @type {Map<string, string>} */
  const made = new Map();
  try {
    return await import(addressOf(path, [], modules, room, made));
  } finally {
    made.forEach((address) => URL.revokeObjectURL(address));
  }
}

/**
 * The address of a module, made once, and after those of all that it imports.
 * @param {string} path
 * @param {string[]} importers  from the first module on, each imports the next one, and the last one imports this
 * @param {Modules} modules
 * @param {string} room
 * @param {Map<string, string>} made  the addresses that there are
 * @returns {string}
 */
export function addressOf(path, importers, modules, room, made) {
  const way = [...importers, path];
  if (importers.includes(path)) throw new Error(`Modules import each other: ${way.join(" → ")}`);
  if (!Object.hasOwn(modules, path)) throw new Error(`There is no such module: ${way.join(" → ")}`);
  let address = made.get(path);
  if (!address) {
    /** @param {string} name */
    const to = (name) => addressOf(new URL(name, `js:/${path}`).pathname.slice(1), way, modules, room, made);
    const text = modules[path].replace(IMPORT, (_, start, name, end) => start + to(name) + end);
    const named = `${text}\n//# sourceURL=${room}/${path}`;
    address = URL.createObjectURL(new Blob([named], { type: "text/javascript" }));
    made.set(path, address);
  }
  return address;
}
