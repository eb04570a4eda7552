"""How far a run is, in the sentences of the page."""

from math import ceil

from convae.training_jobs import Snapshot
from convae.words import Words


def progress(now: Snapshot, words: Words) -> str:
    """How far a run is, in one line that is never the same for long."""
    if now.state == "waiting":
        return words.say("train.waiting", place=now.place)
    if now.state == "starting":
        return words.say("train.starting" if now.built is None else "train.first_steps", seconds=now.seconds)
    if now.state == "paused" and now.bce is not None:
        return words.say("train.paused_at", epoch=now.epoch, epochs=now.epochs, bce=now.bce)
    if now.state != "training" or now.bce is None:
        return words.say(f"train.{now.state}")
    line = words.say("train.progress", epoch=now.epoch, epochs=now.epochs, bce=now.bce)
    return line if now.seconds_left is None else f"{line} · {_left(now.seconds_left, words)}"


def said(now: Snapshot, words: Words) -> str:
    """What is announced of a run, to who does not see it: that it begins, is paused, goes on and is over, not each step."""
    return words.say("train.waiting", place=now.place) if now.state == "waiting" else words.say(f"train.said_{now.state}")


def ending(now: Snapshot, words: Words) -> str:
    """What the button is called that ends a run: what it does, depends on how far that is."""
    if now.state == "waiting":
        return words.say("train.leave")
    return words.say("train.give_up" if now.bce is None else "train.stop")


def _left(seconds: int, words: Words) -> str:
    """The time left as a person would say it: in tens of seconds, then in minutes."""
    if seconds <= 90:
        return words.say("train.seconds", seconds=max(10, 10 * ceil(seconds / 10)))
    return words.say("train.minutes", minutes=round(seconds / 60))
