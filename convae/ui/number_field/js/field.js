/**
 * A field for a number. What is typed goes to the server with Enter or when the field is left, and comes back as the language writes
 * it, or with what is wrong; what the numbers are one step below and above, the server says, so that nothing is computed here.
 */

import { label } from "./field_label.js";

/**
 * What the server says of a field (`__init__.py`), its sentences in the visitor's language.
 * @typedef {object} Told
 * @property {string} label
 * @property {string | null} about  what the number does
 * @property {string} ask  the name of the button that says it
 * @property {string} less  the name of the button for the number below
 * @property {string} enter
 * @property {string} more  the name of the button for the number above
 * @property {string} said  what is wrong; empty where nothing is
 * @property {string} text  what stands in the field
 * @property {number} value
 * @property {number} least
 * @property {number} most
 * @property {string} below
 * @property {string} above
 * @property {"numeric" | "decimal"} keyboard
 * @property {number} longest  how many characters may be typed
 * @property {boolean} bare  whether nothing but the number is shown
 * @property {boolean} disabled
 * @property {number} turn  how often something was sent
 */

/** @typedef {{data: Told, parentElement: Element, setStateValue: (name: string, value: unknown) => void}} Component */

/** What the visitor is about to do, for each field on the page. @type {WeakMap<Element, Field>} */
const fields = new WeakMap();

/** What Streamlit calls at every change. @param {Component} component */
export default function show(component) {
  const root = component.parentElement.querySelector(".field");
  if (!root) return;
  const field = fields.get(root) ?? new Field(root, component);
  fields.set(root, field);
  field.update(component);
}

class Field {
  /** @param {Element} root @param {Component} component */
  constructor(root, { data, setStateValue }) {
    this.root = root;
    this.input = /** @type {HTMLInputElement} */ (root.querySelector("input"));
    this.data = data;
    this.tell = setStateValue;
    this.turn = data.turn; // how often something was sent
    this.typing = false; // whether there is something that was not sent yet
    this.steps = 0; // how many are to be made when the server has answered
    this.listen();
  }

  listen() {
    this.input.oninput = () => this.type(true);
    this.input.onblur = () => this.typing && this.send(this.input.value);
    this.input.onkeydown = (event) => {
      const step = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
      if (event.key === "Enter") this.send(this.input.value);
      if (!step) return;
      event.preventDefault();
      if (!event.repeat || !this.waiting) this.step(step);
    };
    this.button(".less").onclick = () => this.step(-1);
    this.button(".more").onclick = () => this.step(1);
    this.button(".ask").onclick = () => this.explain(this.part("#about").hidden);
  }

  /** @param {string} selector @returns {HTMLElement} */
  part(selector) {
    return /** @type {HTMLElement} */ (this.root.querySelector(selector));
  }

  /** @param {string} selector @returns {HTMLButtonElement} */
  button(selector) {
    return /** @type {HTMLButtonElement} */ (this.root.querySelector(selector));
  }

  /** @param {boolean} typing */
  type(typing) {
    this.typing = typing;
    this.root.classList.toggle("typing", typing);
  }

  get waiting() {
    return this.turn > this.data.turn;
  }

  /** @param {string} text */
  send(text) {
    this.type(false);
    this.turn += 1;
    this.tell("typed", { text, turn: this.turn });
  }

  /** Go one up or down from the last number that was understood, which may still be on its way. @param {number} way */
  step(way) {
    if (this.typing) this.send(this.input.value);
    this.steps += way;
    this.walk();
  }

  walk() {
    if (this.waiting || !this.steps) return;
    const way = Math.sign(this.steps);
    this.steps -= way;
    this.input.value = way > 0 ? this.data.above : this.data.below;
    this.send(this.input.value);
  }

  /** @param {boolean} open */
  explain(open) {
    this.part("#about").hidden = !open;
    this.part(".ask").setAttribute("aria-expanded", String(open));
  }

  /** @param {Component} component */
  update({ data, setStateValue }) {
    this.data = data;
    this.tell = setStateValue;
    this.write();
    this.root.classList.toggle("bare", data.bare);
    label(this.root, data);
    this.walk();
  }

  /** What stands in the field, and what is wrong with it; while the visitor types, and until the server knows it, nothing is changed. */
  write() {
    const { data, input } = this;
    for (const each of [input, this.button(".less"), this.button(".more")]) each.disabled = data.disabled;
    if (this.waiting || this.typing) return;
    this.turn = data.turn;
    if (input.value !== data.text) input.value = data.text;
    const said = this.part("#said");
    if (said.textContent !== data.said) said.textContent = data.said;
    input.setAttribute("aria-invalid", String(Boolean(data.said)));
  }
}
