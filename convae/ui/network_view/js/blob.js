/**
 * What the server sends, read: one blob with a header, and numbers, each part under its name.
 *
 * `u32 length | JSON header | parts`, little-endian (`blob.py`).
 */

/** @typedef {import("./engine/registry.js").Shape} Shape */
/** @typedef {import("./geometry/receptive_field.js").Interval} Interval */
/** @typedef {"activation" | "ink" | "difference"} PaletteName */

/**
 * What the page shows of a layer (`network_description.py`).
 * @typedef {object} Described
 * @property {boolean} flat  whether its numbers stand in one row
 * @property {boolean} grey  whether it is a picture of ink on paper
 * @property {number[]} kernel  shape of its kernels: rows, columns, channels in, channels out; empty without any
 * @property {boolean} mixes  whether each of its numbers depends on all channels of the layer before
 * @property {{rows: Interval[], columns: Interval[]} | null} windows  what each row and column reads; null where numbers only move
 * @property {string} parameters  how many, as the language writes it; empty without any
 * @property {string} sentence  what it does
 */
/** @typedef {import("./engine/registry.js").Layer & Described} Layer  one layer as the server describes it */

/**
 * What the server tells of a network's training.
 * @typedef {object} Past
 * @property {number[]} steps  after how many steps the weights were kept, from 0 on
 * @property {number} epoch  how many steps an epoch has
 * @property {(number | null)[]} losses  at each of them, the mean since the point of the curve before it; null where nobody knows it
 * @property {import("./controls/loss_curve.js").LossCurve} curve  of the loss
 */

/**
 * What is the same whatever the digit and the weights (`network_description.py`), with the modules and the style (`assets.py`).
 * @typedef {object} Book
 * @property {string} model  its name; another network, past or language has another one
 * @property {string} of  a name for the network's layers and past, in whatever language
 * @property {number} code  which of the layers is the code
 * @property {Layer[]} layers
 * @property {Record<PaletteName, string>} palettes  base64 of 255 colours each, three bytes a colour
 * @property {import("./speaker.js").Words} words
 * @property {import("./speaker.js").Words} tale  what is said in the story
 * @property {import("./speaker.js").Words} ways  what is said of how ink became the picture
 * @property {number} crowded  share of inked pixels above which strokes have run into each other
 * @property {import("./engine/ink/mnist_pen.js").Pen} pen  MNIST's field and pen
 * @property {Past | null} past
 * @property {string} style  the view's style sheet
 * @property {Record<string, string>} modules  the view's scripts
 */

/**
 * What the server says with every update (`View.packed`).
 * @typedef {object} Header
 * @property {string} model  the name of the book that this belongs to
 * @property {string} weights  a name for the weights
 * @property {string} name  what the network is called beside another one; empty where it is alone
 * @property {[number, number, number, number]} ink  where the picture's ink is: top, left, height, width
 * @property {[number, number][]} off  stage and channel of what the server knows to be switched off
 * @property {number | null} moment  of the training, as far as the server knows; null is now
 * @property {import("./panels/channel_panel.js").ChannelAnswer | null} channel  what was asked of a channel
 * @property {Told | null} told  of the digit; null where no story is told
 * @property {[number, number][]} [lines]  how many points each line of the drawing on the canvas has, and the width of its brush, where the
 *   browser does not know them
 * @property {import("./ink_steps/steps.js").Brought & {source: string | null} | null} steps  how the digit was made from a picture
 * @property {boolean} bare  whether the story is all that is shown
 * @property {Book} [book]  where the browser does not have it
 */

/**
 * What the server says of a digit (`story.py`).
 * @typedef {object} Told
 * @property {string} title  what it is called
 * @property {boolean} prepared  whether it was made from a drawing or a picture, and did not come as MNIST's do
 * @property {boolean} learning  whether the network is still being trained
 * @property {Canvas | null} canvas  the canvas that one can draw on; null where there is none
 */

/**
 * What the server says of the canvas.
 * @typedef {object} Canvas
 * @property {number} size  pixels of it in each direction
 * @property {number} brush  width of its brush in these pixels
 * @property {string} title  what a drawing on it is called
 * @property {number} strokes  how many it has reported
 * @property {number} redrawn  how often the server has drawn it anew
 */

/**
 * The numbers of an update.
 * @typedef {object} Parts
 * @property {Float32Array} ink  of the picture, where there is some
 * @property {Float32Array} [points]  x and y of the points of the header's `lines`
 * @property {Float32Array} [weights]  of all layers, where the browser does not have them
 * @property {Float32Array} [errors]  of the test digits: for 1 % to 99 % of them, the error per ink that so many exceed; where they are news
 * @property {Float32Array} [moments]  the same at all moments of the training, one after the other, where they were asked for
 */

/** @typedef {[string, "f4" | "f2" | "u1", number]} Part  its name, its type and how many numbers it has */

/** Bytes of one number. */
const SIZES = { f4: 4, f2: 2, u1: 1 };
/** What the bytes of numbers mean. @type {Record<Part[1], (bytes: ArrayBuffer) => Float32Array>} */
const READ = {
  f4: (bytes) => new Float32Array(bytes),
  f2: (bytes) => Float32Array.from(new Uint16Array(bytes), half),
  u1: (bytes) => Float32Array.from(new Uint8Array(bytes), (level) => level / 255),
};

/**
 * @param {Uint8Array} bytes
 * @returns {{header: Header, parts: Parts}}
 */
export function readBlob(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const { parts: told, ...header } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  const parts = told.map((/** @type {Part} */ [name, type, count]) => {
    // A copy, because numbers cannot begin at just any byte of somebody else's memory.
    const { buffer } = bytes.slice(at, (at += SIZES[type] * count));
    return [name, READ[type](buffer)];
  });
  return { header, parts: /** @type {Parts} */ (/** @type {unknown} */ (Object.fromEntries(parts))) };
}

/**
 * The strokes of the drawing on the canvas, where an update brings them.
 * @param {Header} header
 * @param {Parts} parts
 * @returns {import("./ink_steps/steps.js").Stroke[] | null}
 */
export function strokesOf({ lines }, { points = new Float32Array() }) {
  if (!lines) return null;
  let at = 0;
  return lines.map(([count, brush]) => {
    const line = Array.from({ length: count }, () => /** @type {[number, number]} */ ([points[at++], points[at++]]));
    return { line, brush };
  });
}

/** The number that 16 bits stand for (IEEE 754, binary16). @param {number} bits */
function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -14 * (fraction / 1024));
}
