/** From number to number of a panel's tables, by the arrow keys. */

import { ARROWS } from "../geometry/cell_walk.js";

/** Go on to another number, where a key says so. @param {HTMLElement} panel @param {KeyboardEvent} event */
export function walkTables(panel, event) {
  const next = event.target instanceof HTMLElement && nextButton(panel, event.target, event.key);
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
  const step = ARROWS[key];
  const table = from.closest("table");
  if (!step || !table || !from.dataset.at) return null;
  const [row, column] = from.dataset.at.split(" ").map(Number);
  /** @type {HTMLElement | null} */
  const near = table.querySelector(`[data-at="${row + step[0]} ${column + step[1]}"]`);
  if (near) return near;
  /** @type {HTMLElement[]} */
  const buttons = [...panel.querySelectorAll("button")].filter((button) => button.dataset.at);
  const outside = buttons.filter((button) => button.closest("table") !== table);
  const later = outside.filter((button) => table.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING);
  const forward = step[0] + step[1] > 0;
  return (forward ? later[0] : outside.filter((button) => !later.includes(button)).at(-1)) ?? null;
}
