/** Where on the page the view tells what it tells: a place says where it is (`page_place.js`), and is asked when a view comes. */

/** @typedef {import("./view_state.js").View} View */

/** Tell the story, and how ink became the picture, wherever there is a place for it, as long as the view is there. @param {View} view */
export function findPlaces({ story, inkSteps, end }) {
  const roots = new Map([["story", story.root], ["ink_steps", inkSteps.root]]);
  /** @param {Event} event */
  const found = (event) => {
    if (!(event instanceof CustomEvent)) return;
    const root = roots.get(event.detail.dataset.place);
    if (root) event.detail.replaceChildren(root);
  };
  document.addEventListener("convae:place", found, { signal: end.signal });
  end.signal.addEventListener("abort", () => roots.forEach((root) => root.remove()));
  document.dispatchEvent(new CustomEvent("convae:view"));
}
