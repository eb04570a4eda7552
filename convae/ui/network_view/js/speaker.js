/** The sentences of one language, and its way of writing numbers. */

/** @typedef {number | string} Told  a number; one that is not finite comes from the server as a text: NaN, ∞ */
/** @typedef {ReturnType<typeof speaker>} Speaker */
/** @typedef {(options: Intl.NumberFormatOptions) => Intl.NumberFormat} Digits */

/** What is nearer to 0 than this is said to be about 0. */
export const SMALL = 5e-5;
/** `{count}`, or `{count:channel|channels}`, which is the first of the two for 1 and the second for all others. */
const FIELD = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g;
/** The smallest share that a percentage shows. */
const LEAST = 0.001;
/** @type {Intl.NumberFormatOptions} */
const PERCENT = { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 };

/**
 * The sentences of one language and its way of writing numbers.
 * @param {{language: string, sentences: Record<string, string>}} words
 */
export function speaker({ language, sentences }) {
  /** @type {Map<string, Intl.NumberFormat>} */
  const formats = new Map();
  /** @type {Digits} */
  const digits = (options) => {
    const key = JSON.stringify(options);
    const known = formats.get(key) ?? new Intl.NumberFormat(language === "pt" ? "pt-BR" : "en", options);
    formats.set(key, known);
    return known;
  };
  return {
    language,
    /**
     * The sentence called `key`, with `values` in its braces.
     * @param {string} key
     * @param {Record<string, unknown>} values
     */
    say: (key, values = {}) =>
      sentences[key].replace(FIELD, (_, name, one, other) =>
        one === undefined ? String(values[name]) : String(values[name]) === "1" ? one : other,
      ),
    /** A number to three significant digits. @param {Told} value */
    number: (value) => written(value, digits).replace("-", "−"),
    /** A whole number. @param {number} value */
    whole: (value) => digits({}).format(value),
    /** A number for a small cell: four decimals where three digits would be longer. @param {Told} value */
    brief: (value) => {
      const short = typeof value === "number" && Math.abs(value) < 0.01 && value !== 0;
      return (short ? tiny(value, digits) : written(value, digits)).replace("-", "−");
    },
    /**
     * A number with so many decimals; one that has none to show is about 0.
     * @param {number} value
     * @param {number} decimals
     */
    fixed: (value, decimals) => {
      const shown = Number(value.toFixed(decimals));
      if (shown === 0) return value === 0 ? "0" : "≈ 0";
      return digits({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(shown).replace("-", "−");
    },
    /** A share as a percentage; what is not quite nothing or not quite all is not said to be: < 0.1%, > 99.9%. @param {Told} share */
    percent: (share) => {
      if (typeof share === "string") return share;
      const [sign, said] = isFew(share) ? ["< ", LEAST] : isMost(share) ? ["> ", 1 - LEAST] : ["", share];
      return sign + digits(PERCENT).format(said);
    },
  };
}

/** Whether a share is something, but too little for a percentage to show. @param {number} share */
export function isFew(share) {
  return share > 0 && share < LEAST / 2;
}

/** Whether a share is not all, but a percentage would show it as all. @param {number} share */
export function isMost(share) {
  return share < 1 && share >= 1 - LEAST / 2;
}

/** @param {number} value @param {Digits} digits */
function tiny(value, digits) {
  return Math.abs(value) < SMALL ? "≈ 0" : digits({ minimumFractionDigits: 4, maximumFractionDigits: 4 }).format(value);
}

/** @param {Told} value @param {Digits} digits */
function written(value, digits) {
  if (typeof value === "string") return value;
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  if (Math.abs(value) < SMALL) return "≈ 0";
  if (Math.abs(value) >= 1e6) return value.toExponential(2);
  return digits({ minimumSignificantDigits: 3, maximumSignificantDigits: 3 }).format(value);
}

/** A shape as people write it: 26×26×16. @param {readonly number[]} shape */
export function times(shape) {
  return shape.join("×");
}
