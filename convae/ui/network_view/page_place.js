/**
 * A place on the page where the view tells something (`page_place.py`). Two components know nothing of each other, so the place says
 * where it is when it comes and whenever a view asks; `js/page_places.js` is the other side.
 */

/** @type {WeakMap<Node, AbortController>} */
const places = new WeakMap();

/** What Streamlit calls at every change; it calls what this returns when the place goes. @param {{parentElement: HTMLElement}} component */
export default function pagePlace({ parentElement }) {
  const here = () => document.dispatchEvent(new CustomEvent("convae:place", { detail: parentElement.querySelector("[data-place]") }));
  if (!places.has(parentElement)) {
    const end = new AbortController();
    document.addEventListener("convae:view", here, { signal: end.signal });
    places.set(parentElement, end);
  }
  here();
  return () => {
    places.get(parentElement)?.abort();
    places.delete(parentElement);
  };
}
