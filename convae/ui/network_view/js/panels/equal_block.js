/** The equal numbers that are made of one, as up-sampling does. */

import { upTo } from "../engine/up_to.js";
import { numberTable, shades } from "./number_table.js";

/** @typedef {import("../engine/registry.js").Single} Single */

/** Whether more than one number is made of it. @param {Single["block"]} block */
export function isBlock([rows, columns]) {
  return rows * columns > 1;
}

/**
 * All of them, among them the one that is looked at.
 * @param {import("./arithmetic_panel.js").NumberAt & Single} made
 * @param {import("./detail_panel.js").Context} context
 */
export function blockOf({ stage, source, row, column, channel, value, block: [rows, columns] }, context) {
  const [top, left] = [source[0] * rows, source[1] * columns];
  const numbers = upTo(rows).map(() => upTo(columns).map(() => value));
  /** @param {number} down @param {number} across */
  const about = (down, across) => ({
    cell: { stage, row: top + down, column: left + across, channel },
    best: top + down === row && left + across === column,
  });
  return numberTable(numbers, shades(context, stage, channel), context, { name: context.words.say("block_table"), about });
}
