/** What a field and its parts are called, and what a screen reader and a phone's keyboard need to know. */

/** @param {Element} root @param {import("./field.js").Told} data */
export function label(root, data) {
  /** @type {(selector: string) => HTMLElement} */
  const part = (selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
  part("label").textContent = data.label;
  part("#about").textContent = data.about ?? "";
  part("#enter").textContent = data.enter;
  part(".less").ariaLabel = data.less;
  part(".more").ariaLabel = data.more;
  part(".less").ariaDisabled = String(data.value <= data.least);
  part(".more").ariaDisabled = String(data.value >= data.most);
  const ask = part(".ask");
  ask.hidden = !data.about;
  ask.title = data.about ?? "";
  ask.ariaLabel = data.ask;
  labelInput(/** @type {HTMLInputElement} */ (root.querySelector("input")), data);
}

/** @param {HTMLInputElement} input @param {import("./field.js").Told} data */
function labelInput(input, data) {
  if (data.bare) input.title = data.label;
  input.inputMode = data.keyboard;
  input.maxLength = data.longest;
  input.setAttribute("aria-describedby", data.about ? "said about" : "said");
  input.ariaValueMin = String(data.least);
  input.ariaValueMax = String(data.most);
  input.ariaValueNow = String(data.value);
  input.ariaValueText = data.text;
}
