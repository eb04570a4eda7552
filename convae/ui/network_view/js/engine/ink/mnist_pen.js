/** MNIST's field and pen: Python's `ink/mnist_pen.py` once more, for a stroke that is still being drawn. Its figures come from there. */

/**
 * What the server tells of them (`network_description.py`).
 * @typedef {object} Pen
 * @property {number} field  pixels of the picture
 * @property {number} box  pixels of the digit's longer side
 * @property {number} centre  row and column of the centre of mass
 * @property {number} radius  half the width of the pen in pixels
 * @property {number} edge  pixels from full ink to paper
 * @property {number} samples  points in each direction at which a pixel is looked at
 * @property {number} rounding  pixels by which a symmetrical digit may miss its symmetry
 */

/** @typedef {{scale: number, height: number, width: number, rows: number, columns: number}} Frame  `rows` and `columns` of samples */

/**
 * The box that a drawing fills in the field.
 * @param {Pen} pen
 * @param {number} height  of its centre lines, in any unit
 * @param {number} width
 * @returns {Frame}
 */
export function frameOf({ box, radius, samples, rounding }, height, width) {
  const scale = (box - 2 * radius) / Math.max(height, width);
  const [tall, wide] = [height, width].map((side) => side * scale + 2 * radius);
  const [rows, columns] = [tall, wide].map((side) => Math.ceil(side - rounding) * samples);
  return { scale, height: tall, width: wide, rows, columns };
}

/**
 * The pen at work: the ink of each pixel.
 * @param {Pen} pen
 * @param {Float64Array} distances  pixels from each sample to the nearest centre line
 * @param {number} columns  of the samples
 */
export function draw({ radius, edge, samples }, distances, columns) {
  const wide = columns / samples;
  const ink = new Float64Array(distances.length / samples ** 2);
  for (let pixel = 0; pixel < ink.length; pixel += 1) {
    const corner = Math.floor(pixel / wide) * samples * columns + (pixel % wide) * samples;
    for (let row = 0; row < samples; row += 1) {
      for (let at = corner + row * columns; at < corner + row * columns + samples; at += 1) {
        ink[pixel] += Math.min(1, Math.max(0, (radius - distances[at]) / edge + 0.5));
      }
    }
  }
  return Float32Array.from(ink, (sum) => sum / samples ** 2);
}

/**
 * Where in the picture the scaled ink is, and its own centre of mass.
 * @typedef {{top: number, left: number, rows: number, columns: number, centre: readonly [number, number]}} Scaled
 */

/**
 * The field with the ink in its place, its centre of mass in the middle, but nowhere beyond the field's edge.
 * @param {Pen} pen
 * @param {Float32Array} ink
 * @param {number} columns  of its pixels
 * @returns {{picture: Float32Array, scaled: Scaled}}
 */
export function place({ field, centre, rounding }, ink, columns) {
  const rows = ink.length / columns;
  let [sum, down, across] = [0, 0, 0];
  ink.forEach((each, at) => {
    sum += each;
    down += each * Math.floor(at / columns);
    across += each * (at % columns);
  });
  /** @param {number} middle @param {number} side */
  const begin = (middle, side) => Math.min(Math.max(Math.ceil(centre - middle - 0.5 - rounding), 0), field - side);
  const [top, left] = [begin(down / sum, rows), begin(across / sum, columns)];
  const scaled = { top, left, rows, columns, centre: /** @type {const} */ ([down / sum, across / sum]) };
  return { picture: laid(ink, columns, top, left, [field, field]), scaled };
}

/**
 * A picture with ink in one place of it, and none elsewhere.
 * @param {Float32Array} ink
 * @param {number} columns  of it
 * @param {number} top
 * @param {number} left
 * @param {readonly number[]} shape  rows and columns of the picture
 */
export function laid(ink, columns, top, left, [rows, wide]) {
  const picture = new Float32Array(rows * wide);
  for (let at = 0; at < ink.length; at += columns) picture.set(ink.subarray(at, at + columns), (top + at / columns) * wide + left);
  return picture;
}
