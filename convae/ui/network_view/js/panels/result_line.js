/** What comes out of the arithmetic of a number. */

import { element } from "../dom.js";
import { step } from "./number_table.js";
import { decimalsOf } from "./rounding.js";

/** @typedef {import("../speaker.js").Speaker} Speaker */

/**
 * The last line of a convolution: the sums, the bias, the activation; its numbers have so many decimals that they add up.
 * @param {import("./arithmetic_panel.js").NumberAt & import("./arithmetic_panel.js").Sum} made
 * @param {import("./detail_panel.js").Context} context
 */
export function resultLine({ added, bias, total, activation, value, products }, { words }) {
  const count = words.whole(products.flat(2).length);
  const decimals = decimalsOf([added, bias], total);
  /** @param {number} each */
  const said = (each) => bold(decimals === null ? words.number(each) : words.fixed(each, decimals));
  return element(
    "p",
    { class: "result" },
    element("span", {}, words.say("products", { count }), " ", said(added)),
    step("+", element("span", {}, words.say("bias"), " ", said(bias))),
    step(decimals === null ? "≈" : "=", said(total)),
    ...bent(activation, value === total ? said(value) : bold(words.number(value)), words),
  );
}

/**
 * What an activation makes of a sum; nothing for one that leaves it as it is.
 * @param {string} activation
 * @param {HTMLElement} value
 * @param {Speaker} words
 */
export function bent(activation, value, words) {
  if (activation === "linear") return [];
  return [step("→", element("span", {}, words.say(activation), " ", value))];
}

/** @param {string} content */
export function bold(content) {
  return element("b", {}, content);
}
