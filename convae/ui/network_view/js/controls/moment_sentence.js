/** A moment of a training in words. */

/** Decimals of a loss, as many as on the page on which one trains. */
const DECIMALS = 4;

/**
 * Which moment it is, and how large the loss was then.
 * @param {import("../blob.js").Past} past
 * @param {number} moment
 * @param {import("../speaker.js").Speaker} words
 */
export function momentSaid(past, moment, words) {
  const step = past.steps[moment];
  if (!step) return words.say("past_before");
  const epoch = step / past.epoch;
  const loss = past.losses[moment] === null ? "–" : words.fixed(past.losses[moment], DECIMALS);
  if (epoch < 1) return words.say("past_within", { step: words.whole(step), share: words.percent(epoch), loss });
  return words.say("past_at", { step: words.whole(step), epoch: words.whole(Math.round(epoch)), loss });
}
