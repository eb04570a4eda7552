/** The small things that panels are made of. All text goes in as text, never as HTML. */

/**
 * An element with attributes, handlers (`onclick: ...`) and children, which are elements or texts; nothing for null.
 * Handlers are added, not assigned: an assigned one that returns false would cancel what the browser does.
 * @param {string} name
 * @param {Record<string, unknown>} attributes
 * @param {...(Node | string | null | undefined | false)} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "style") made.style.cssText = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child || child === 0));
  return made;
}

/** A text that is a button, and looks like a link. */
export function link(text, go, attributes = {}) {
  return element("button", { class: "link", onclick: go, ...attributes }, text);
}

/** A button with a symbol on it; its name is said to those who point at it or cannot see it. */
export function symbolButton(symbol, name, act) {
  return element("button", { onclick: act, title: name, "aria-label": name }, symbol);
}

/** What is nearer to 0 than this is said to be about 0. */
const SMALL = 5e-5;
const PERCENT = { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 };

/**
 * The sentences of one language and its way of writing numbers.
 * @param {{language: string, sentences: Record<string, string>}} words
 */
export function speaker({ language, sentences }) {
  const formats = new Map();
  const digits = (options) => {
    const key = JSON.stringify(options);
    if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(language === "pt" ? "pt-BR" : "en", options));
    return formats.get(key);
  };
  const say = (key, values = {}) => sentences[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  return {
    language,
    /** The sentence called `key`, with `values` in its braces. */
    say,
    /** How many there are of something: "1 channel", "16 channels". */
    counted: (key, count) => say(String(count) === "1" ? `one_${key}` : `many_${key}`, { count }),
    /** A number to three significant digits. */
    number: (value) => written(value, digits).replace("-", "−"),
    /** A whole number. */
    whole: (value) => digits({}).format(value),
    /** A number for a small cell: four decimals where three digits would be longer. */
    brief: (value) => (Math.abs(value) < 0.01 && value !== 0 ? tiny(value, digits) : written(value, digits)).replace("-", "−"),
    /** A share as a percentage. */
    percent: (share) => (typeof share === "string" ? share : digits(PERCENT).format(share)),
  };
}

function tiny(value, digits) {
  return Math.abs(value) < SMALL ? "≈ 0" : digits({ minimumFractionDigits: 4, maximumFractionDigits: 4 }).format(value);
}

function written(value, digits) {
  if (typeof value === "string") return value;
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  if (Math.abs(value) < SMALL) return "≈ 0";
  if (Math.abs(value) >= 1e6) return value.toExponential(2);
  return digits({ minimumSignificantDigits: 3, maximumSignificantDigits: 3 }).format(value);
}

/** A shape as people write it: 26×26×16. */
export function times(shape) {
  return shape.join("×");
}
