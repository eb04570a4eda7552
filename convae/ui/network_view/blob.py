"""What goes to the browser at every update: a header in JSON, and numbers, each part under its name.

`u32 length | JSON header | parts`, little-endian; the header's "parts" tell the name, the type ("f4" or "f2") and the count of each
part, in order. `blob.js` reads it.
"""

import json
import struct
from collections.abc import Mapping

from convae.layers import Array


def pack(header: Mapping[str, object], parts: Mapping[str, Array]) -> bytes:
    """The `header`, ready for JSON, and `parts`, float32 or float16, as one blob."""
    told = [[name, f"f{part.itemsize}", part.size] for name, part in parts.items()]
    text = json.dumps({**header, "parts": told}, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return b"".join([struct.pack("<I", len(text)), text, *(part.astype(f"<f{part.itemsize}").tobytes() for part in parts.values())])
