/** The keyboard's way through the network: from cell to cell, from map to map, from layer to layer. */

/**
 * The cell that a key leads to from `cell`, or null where the key means nothing here.
 * Arrows move within a map; with Shift they go to the next map or layer, as PageUp and PageDown, Home and End do.
 * @param {import("../blob.js").Layer[]} layers
 * @param {import("../geometry/receptive_field.js").Cell} cell
 * @param {{key: string, shiftKey: boolean}} event
 * @returns {import("../geometry/receptive_field.js").Cell | null}
 */
export function nextCell(layers, cell, { key, shiftKey }) {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  if (key === "PageUp" || (shiftKey && key === "ArrowUp")) return inMap(layers, cell, -1);
  if (key === "PageDown" || (shiftKey && key === "ArrowDown")) return inMap(layers, cell, 1);
  if (shiftKey && step) return inLayer(layers, cell, cell.stage + step[1]);
  if (key === "Home") return inLayer(layers, cell, 0);
  if (key === "End") return inLayer(layers, cell, layers.length - 1);
  if (!step) return null;
  const [rows, columns] = layers[cell.stage].shape;
  return { ...cell, row: clamp(cell.row + step[0], rows), column: clamp(cell.column + step[1], columns) };
}

/** Where the keyboard begins: in the middle of the code. */
export function firstCell(layers, code) {
  const [rows, columns] = layers[code].shape;
  return { stage: code, row: rows >> 1, column: columns >> 1, channel: 0 };
}

/** The same place of another map of the same layer. */
function inMap(layers, cell, by) {
  return { ...cell, channel: clamp(cell.channel + by, layers[cell.stage].shape[2]) };
}

/** About the same place in another layer, whatever its size. */
export function inLayer(layers, cell, wanted) {
  const stage = clamp(wanted, layers.length);
  const [fromRows, fromColumns] = layers[cell.stage].shape;
  const [rows, columns, channels] = layers[stage].shape;
  return {
    stage,
    row: clamp(Math.floor(((cell.row + 0.5) * rows) / fromRows), rows),
    column: clamp(Math.floor(((cell.column + 0.5) * columns) / fromColumns), columns),
    channel: clamp(cell.channel, channels),
  };
}

function clamp(at, length) {
  return Math.min(length - 1, Math.max(0, at));
}

/** From number to number of a panel's tables. */
export function walkTables(panel, event) {
  const next = nextButton(panel, event.target, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/**
 * The button that an arrow key leads to within the tables of a panel: the neighbour in the same table, else the next table.
 * @param {HTMLElement} panel
 * @param {HTMLElement} from
 * @param {string} key
 * @returns {HTMLElement | null}
 */
function nextButton(panel, from, key) {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  const table = from.closest("table");
  if (!step || !table) return null;
  const [row, column] = from.dataset.at.split(" ").map(Number);
  const near = table.querySelector(`[data-at="${row + step[0]} ${column + step[1]}"]`);
  if (near) return near;
  const buttons = [...panel.querySelectorAll("button[data-at]")];
  const outside = buttons.filter((button) => button.closest("table") !== table);
  const later = outside.filter((button) => table.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING);
  const forward = step[0] + step[1] > 0;
  return (forward ? later[0] : outside.filter((button) => !later.includes(button)).at(-1)) ?? null;
}
