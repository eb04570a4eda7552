/**
 * A field for a number. What is typed goes to the server with Enter or when the field is left, and comes back as the language writes
 * it, or with what is wrong; what the numbers are one step below and above, the server says, so that nothing is computed here.
 */

/** What the visitor is about to do, for each field on the page. @type {WeakMap<Element, Field>} */
const fields = new WeakMap();

/** What Streamlit calls at every change. */
export default function show(component) {
  const root = component.parentElement.querySelector(".field");
  if (!fields.has(root)) fields.set(root, new Field(root, component.data.turn));
  fields.get(root).update(component);
}

class Field {
  constructor(root, turn) {
    this.root = root;
    this.input = root.querySelector("input");
    this.turn = turn; // how often something was sent
    this.typing = false; // whether there is something that was not sent yet
    this.steps = 0; // how many are to be made when the server has answered
    this.listen();
  }

  listen() {
    this.input.oninput = () => this.type(true);
    this.input.onblur = () => this.typing && this.send(this.input.value);
    this.input.onkeydown = (event) => {
      const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (event.key === "Enter") this.send(this.input.value);
      if (!step) return;
      event.preventDefault();
      if (!event.repeat || !this.waiting) this.step(step);
    };
    this.part(".less").onclick = () => this.step(-1);
    this.part(".more").onclick = () => this.step(1);
    this.part(".ask").onclick = () => this.explain(this.part("#about").hidden);
  }

  part(selector) {
    return this.root.querySelector(selector);
  }

  type(typing) {
    this.typing = typing;
    this.root.classList.toggle("typing", typing);
  }

  get waiting() {
    return this.turn > this.data.turn;
  }

  send(text) {
    this.type(false);
    this.turn += 1;
    this.tell("typed", { text, turn: this.turn });
  }

  /** Go one up or down from the last number that was understood, which may still be on its way. */
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

  explain(open) {
    this.part("#about").hidden = !open;
    this.part(".ask").setAttribute("aria-expanded", String(open));
  }

  update({ data, setStateValue }) {
    this.data = data;
    this.tell = setStateValue;
    this.write();
    this.root.classList.toggle("bare", data.bare);
    this.name();
    this.walk();
  }

  /** What stands in the field, and what is wrong with it; while the visitor types, and until the server knows it, nothing is changed. */
  write() {
    const { data, input } = this;
    for (const each of [input, this.part(".less"), this.part(".more")]) each.disabled = data.disabled;
    if (this.waiting || this.typing) return;
    this.turn = data.turn;
    if (input.value !== data.text) input.value = data.text;
    const said = this.part("#said");
    if (said.textContent !== data.said) said.textContent = data.said;
    input.setAttribute("aria-invalid", String(Boolean(data.said)));
  }

  /** What the field and its parts are called, and what a screen reader and a phone's keyboard need to know. */
  name() {
    const { data, input } = this;
    this.part("label").textContent = data.label;
    this.part("#about").textContent = data.about ?? "";
    this.part("#enter").textContent = data.enter;
    const ask = this.part(".ask");
    ask.hidden = !data.about;
    ask.title = data.about ?? "";
    ask.ariaLabel = data.ask;
    this.part(".less").ariaLabel = data.less;
    this.part(".more").ariaLabel = data.more;
    this.part(".less").ariaDisabled = data.value <= data.least;
    this.part(".more").ariaDisabled = data.value >= data.most;
    if (data.bare) input.title = data.label;
    input.inputMode = data.keyboard;
    input.maxLength = data.longest;
    input.setAttribute("aria-describedby", data.about ? "said about" : "said");
    input.ariaValueMin = data.least;
    input.ariaValueMax = data.most;
    input.ariaValueNow = data.value;
    input.ariaValueText = data.text;
  }
}
