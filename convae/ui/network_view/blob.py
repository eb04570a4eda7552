"""What goes to the browser at every update: a header in JSON, and numbers, each part under its name.

`u32 length | JSON header | parts`, little-endian; the header's "parts" tell the name, the type ("f4", "f2", or "u1" for shares from 0 to
1 in 255 steps) and the count of each part, in order. `blob.js` reads it.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray


def encoded(value: object) -> bytes:
    """A `value`, ready for JSON, as the header has it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def pack(header: Mapping[str, object], parts: Mapping[str, NDArray[Any]], ready: Mapping[str, bytes]) -> bytes:
    """All of an update as one blob.

    Args:
        header: ready for JSON.
        parts: float32, float16 or uint8.
        ready: more of the header, `encoded` before.
    """
    told = [[name, f"{part.dtype.kind}{part.itemsize}", part.size] for name, part in parts.items()]
    fields = {name: encoded(value) for name, value in {**header, "parts": told}.items()} | dict(ready)
    text = b"{%s}" % b",".join(encoded(name) + b":" + value for name, value in fields.items())
    return b"".join([struct.pack("<I", len(text)), text, *(part.astype(part.dtype.newbyteorder("<")).tobytes() for part in parts.values())])
