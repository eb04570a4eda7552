/**
 * What Streamlit sends with every single update, and therefore as little as can be: the view itself comes in the first
 * update's book (`book.py`), and is kept here.
 */

/** @type {Promise<{default: Function}> | null} */
let view = null;

/** What Streamlit calls at every change; it calls what this returns when the view goes. */
export default function load(component) {
  const script = view ? null : scriptIn(component.data);
  if (script) view = fetched(script);
  if (!view) {
    component.setTriggerValue("need", true);
    return undefined;
  }
  let clean = null;
  let gone = false;
  view.then((loaded) => {
    if (!gone) clean = loaded.default(component);
  });
  return () => {
    gone = true;
    clean?.();
  };
}

/** The view, made of its script; where that fails, the next update brings it again. */
async function fetched(script) {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return await import(address);
  } catch (error) {
    view = null;
    throw error;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The view's script, if this update brings it: in the JSON header behind its length, as `blob.js` reads it. */
function scriptIn(data) {
  const length = new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true);
  const text = new TextDecoder().decode(data.subarray(4, 4 + length));
  return JSON.parse(text).book?.script;
}
