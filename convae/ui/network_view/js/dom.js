/** The small things that panels are made of. All text goes in as text, never as HTML. */

/** @typedef {Node | string | null | undefined | false} Child  nothing for all but elements and texts */

/**
 * An element with attributes, handlers (`onclick: ...`) and children, which are elements or texts; nothing for null.
 * Handlers are added, not assigned: an assigned one that returns false would cancel what the browser does.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, any>} attributes
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "style") made.style.cssText = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...present(children));
  return made;
}

/**
 * What there is of some elements and texts, some of which may not be wanted.
 * @template {Node | string} Kept
 * @param {(Kept | null | undefined | false | "")[]} children
 * @returns {Kept[]}
 */
export function present(children) {
  return /** @type {Kept[]} */ (children.filter(Boolean));
}

/**
 * A text that is a button, and looks like a link.
 * @param {string} text
 * @param {() => void} go
 * @param {Record<string, any>} attributes
 */
export function link(text, go, attributes = {}) {
  return element("button", { class: "link", onclick: go, ...attributes }, text);
}

/**
 * A button with a symbol on it; its name is said to those who point at it or cannot see it.
 * @param {string} symbol
 * @param {string} name
 * @param {() => void} act
 */
export function symbolButton(symbol, name, act) {
  return element("button", { onclick: act, title: name, "aria-label": name }, symbol);
}

/** The 2D context of a canvas; every browser has one. @param {HTMLCanvasElement} canvas */
export function contextOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/**
 * The part of an element that a selector names; it has to be there.
 * @template {Element} Part
 * @param {Element} root
 * @param {string} selector
 * @param {{new(): Part}} kind
 * @returns {Part}
 */
export function partOf(root, selector, kind) {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`There is no ${kind.name} called ${selector}`);
  return found;
}

/**
 * Write a text where another one stands. Its node stays, which spares the browser work and those who watch for new elements a look.
 * @param {Element} place
 * @param {string} text
 */
export function write(place, text) {
  const node = place.firstChild;
  if (!node) place.textContent = text;
  else if (node.nodeValue !== text) node.nodeValue = text;
}
