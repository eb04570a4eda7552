/** By which name the server knows the visitor: the browser keeps it in a cookie, for as long as there is something to be found again. */

/**
 * What the server tells of the visitor (`__init__.py`).
 * @typedef {object} Visitor
 * @property {string} cookie  the name of the cookie that keeps the visitor's name
 * @property {string} visitor  the visitor's name
 * @property {boolean} keep  whether the browser is to keep it
 * @property {string} gone  another name that it is to forget
 */

/** Keep the visitor's name until the browser is closed, or forget it, but not one that is another tab's. @param {Visitor} told */
export function remember({ cookie, visitor, keep, gone }) {
  if (!keep && ![visitor, gone].includes(kept(cookie))) return;
  const safe = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${cookie}=${keep ? visitor : ""}; path=/; SameSite=Strict${safe}${keep ? "" : "; max-age=0"}`;
}

/**
 * The name that another tab has let the browser keep since; empty where there is none. Who comes back to this tab may have begun
 * something in that one.
 * @param {Visitor} told
 */
export function keptByAnotherTab({ cookie, visitor }) {
  const name = kept(cookie);
  return name === visitor ? "" : name;
}

/** The visitor's name that the browser keeps; empty where it keeps none. @param {string} cookie */
function kept(cookie) {
  const found = document.cookie.split("; ").find((each) => each.startsWith(`${cookie}=`));
  return found ? found.slice(cookie.length + 1) : "";
}
