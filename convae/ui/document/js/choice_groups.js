/** How the keyboard comes into a group of choices, and through the rows of the thumbnails. */

/** Who comes into a group of choices from outside comes to the one that is chosen. @param {FocusEvent} event */
export function chosenFirst({ target, relatedTarget }) {
  if (!(target instanceof Element)) return;
  const group = target.closest('[role="radiogroup"]');
  if (!group || (relatedTarget instanceof Node && group.contains(relatedTarget)) || target.matches(":active")) return;
  /** @type {HTMLElement | null} */
  const chosen = group.querySelector('[role="radio"][aria-checked="true"]');
  if (chosen && chosen !== target && target.matches(":focus-visible")) chosen.focus();
}

/** Up and down lead through the rows of the thumbnails; Streamlit itself knows left and right. @param {KeyboardEvent} event */
export function walkRows(event) {
  const { key, target } = event;
  const way = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0;
  const group = target instanceof Element && target.closest('.st-key-pick [role="radiogroup"]');
  if (!way || !group) return;
  event.preventDefault();
  const from = target.getBoundingClientRect();
  /** @param {HTMLElement} each */
  const away = (each) => {
    const { top, left } = each.getBoundingClientRect();
    return { each, rows: way * (top - from.top), across: Math.abs(left - from.left) };
  };
  /** @type {NodeListOf<HTMLElement>} */
  const choices = group.querySelectorAll('[role="radio"]');
  const found = [...choices].map(away).filter(({ rows }) => rows > 1);
  found.sort((a, b) => a.rows - b.rows || a.across - b.across);
  found[0]?.each.focus();
}
