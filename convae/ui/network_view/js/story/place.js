/** Where on the page the story is told: the place says where it is (`story_place.js`), and is asked when a view comes. */

/** @typedef {import("../view_state.js").View} View */

/** Tell the story wherever there is a place for it, as long as the view is there. @param {View} view */
export function findPlace(view) {
  const { story, end } = view;
  /** @param {Event} event */
  const found = (event) => event instanceof CustomEvent && event.detail.replaceChildren(story.root);
  document.addEventListener("convae:place", found, { signal: end.signal });
  end.signal.addEventListener("abort", () => story.root.remove());
  document.dispatchEvent(new CustomEvent("convae:view"));
}
