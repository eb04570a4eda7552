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
export const SMALL = 5e-5;
/** `{count}`, or `{count:channel|channels}`, which is the first of the two for 1 and the second for all others. */
const FIELD = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g;
/** The smallest share that a percentage shows. */
const LEAST = 0.001;
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
  const say = (key, values = {}) =>
    sentences[key].replace(FIELD, (_, name, one, other) => (one === undefined ? values[name] : String(values[name]) === "1" ? one : other));
  return {
    language,
    /** The sentence called `key`, with `values` in its braces. */
    say,
    /** A number to three significant digits. */
    number: (value) => written(value, digits).replace("-", "−"),
    /** A whole number. */
    whole: (value) => digits({}).format(value),
    /** A number for a small cell: four decimals where three digits would be longer. */
    brief: (value) => (Math.abs(value) < 0.01 && value !== 0 ? tiny(value, digits) : written(value, digits)).replace("-", "−"),
    /** A number with so many decimals; one that has none to show is about 0. */
    fixed: (value, decimals) => {
      const shown = Number(value.toFixed(decimals));
      if (shown === 0) return value === 0 ? "0" : "≈ 0";
      return digits({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(shown).replace("-", "−");
    },
    /** A share as a percentage; what is not quite nothing or not quite all is not said to be: < 0.1%, > 99.9%. */
    percent: (share) => {
      if (typeof share === "string") return share;
      const [sign, said] = isFew(share) ? ["< ", LEAST] : isMost(share) ? ["> ", 1 - LEAST] : ["", share];
      return sign + digits(PERCENT).format(said);
    },
  };
}

/** Whether a share is something, but too little for a percentage to show. */
export function isFew(share) {
  return share > 0 && share < LEAST / 2;
}

/** Whether a share is not all, but a percentage would show it as all. */
export function isMost(share) {
  return share < 1 && share >= 1 - LEAST / 2;
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
