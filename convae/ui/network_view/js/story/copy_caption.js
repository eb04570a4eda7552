/** What stands under the copy: what it is made of, or from which network it comes where that is not the whole one of now. */

/** @typedef {import("../view_state.js").View} View */

/** @param {View} view */
export function copySaid(view) {
  const { off, network: { words, tale } } = view;
  const steps = stepsOf(view);
  const said = steps === null ? [] : [steps ? tale.say("copy_after", { steps: words.whole(steps) }) : tale.say("copy_before")];
  if (off.size) said.push(tale.say("copy_off", { channels: words.whole(off.size) }));
  return said.join(", ") || tale.say("redrawn");
}

/** After how many steps of its training the network is looked at; null where it is looked at as it is now. @param {View} view */
function stepsOf({ moment, running, network: { past } }) {
  return moment === null || !past || !running.moments ? null : past.steps[moment];
}
