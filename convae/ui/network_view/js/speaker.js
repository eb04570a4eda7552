/** The sentences of one language, and its way of writing numbers. */

/** @typedef {ReturnType<typeof speaker>} Speaker */

/**
 * A language as its file describes it (`words/locale.py`), and the sentences of the view.
 * @typedef {object} Words
 * @property {string} code
 * @property {{decimal: string, group: string, percent: string}} numbers
 * @property {number[]} singular
 * @property {Record<string, string>} sentences
 */

/** The formats that were needed so far, because making one takes longer than using it. @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();
/** What is nearer to 0 than this is said to be about 0. */
export const SMALL = 5e-5;
/** `{count}`, or `{count:channel|channels}`, which is the first of the two for 1 and the second for all others. */
const FIELD = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g;
/** The smallest share that a percentage shows. */
const LEAST = 0.001;
/** @type {Intl.NumberFormatOptions} */
const PERCENT = { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** The sentences of one language and its way of writing numbers. @param {Words} words */
export function speaker({ code, numbers, singular, sentences }) {
  /** @type {Record<string, string>} */
  const marks = { ",": numbers.group, ".": numbers.decimal, "%": numbers.percent };
  /** @param {string} english */
  const localised = (english) => english.replace(/[,.%]/g, (mark) => marks[mark]);
  /** @param {string} english */
  const signed = (english) => localised(english).replace("-", "−");
  const single = singular.map(String);
  return {
    language: code,
    /**
     * The sentence called `key`, with `values` in its braces.
     * @param {string} key
     * @param {Record<string, unknown>} values
     */
    say: (key, values = {}) =>
      sentences[key].replace(FIELD, (_, name, one, other) =>
        one === undefined ? String(values[name]) : single.includes(String(values[name])) ? one : other,
      ),
    /** A number to three significant digits. @param {number} value */
    number: (value) => signed(written(value)),
    /** A whole number. @param {number} value */
    whole: (value) => localised(plain(value, {})),
    /** A number for a small cell: four decimals where three digits would be longer. @param {number} value */
    brief: (value) => {
      const short = Math.abs(value) < 0.01 && value !== 0;
      return signed(short ? tiny(value) : written(value));
    },
    /**
     * A number with so many decimals; one that has none to show is about 0.
     * @param {number} value
     * @param {number} decimals
     */
    fixed: (value, decimals) => {
      const shown = Number(value.toFixed(decimals));
      if (shown === 0) return value === 0 ? "0" : "≈ 0";
      return signed(plain(shown, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
    },
    /** A share as a percentage; what is not quite nothing or not quite all is not said to be: < 0.1%, > 99.9%. @param {number} share */
    percent: (share) => {
      if (!Number.isFinite(share)) return written(share);
      const [sign, said] = isFew(share) ? ["< ", LEAST] : isMost(share) ? ["> ", 1 - LEAST] : ["", share];
      return sign + localised(plain(said, PERCENT));
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

/** A number as English writes it. @param {number} value @param {Intl.NumberFormatOptions} options */
function plain(value, options) {
  const key = JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat("en", options);
  formats.set(key, format);
  return format.format(value);
}

/** @param {number} value */
function tiny(value) {
  return Math.abs(value) < SMALL ? "≈ 0" : plain(value, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
}

/** @param {number} value */
function written(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  if (Math.abs(value) < SMALL) return "≈ 0";
  if (Math.abs(value) >= 1e6) return value.toExponential(2);
  return plain(value, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
}

/** A shape as people write it: 26×26×16. @param {readonly number[]} shape */
export function times(shape) {
  return shape.join("×");
}
