"""What a layer does, in plain sentences: its kind says which, and with which numbers."""

from convae.network import Layer
from convae.words import Words, times


def describe(layer: Layer, words: Words, *, is_code: bool = False) -> str:
    """What `layer` does to these shapes, in one to four sentences."""
    parts = [
        words.say(key, **{name: times(value) if isinstance(value, tuple) else value for name, value in found.items()})
        for key, found in layer.operation.sentences()
    ]
    if is_code:
        parts.append(words.say("layers.code"))
    return " ".join(parts)
