"""Things from outside, spoilt: bytes with some of them changed, and JSON with something else in some place of it."""

import copy
import json
from typing import Any

from hypothesis import strategies as st

NUMBERS = [0, -1, 1, 3, 28, 2**31, 2**63, 10**400, -(10**9), 0.5, -0.0, 1e300, 5e-324, float("nan"), float("inf"), -float("inf")]
TEXTS = ["", "x", "path", "../../etc/passwd", "<script>alert(1)</script>", "__import__('os')", "\0", "\ud800", "{0.__class__}", "9" * 5000]
JUNK = st.recursive(
    st.none() | st.booleans() | st.sampled_from(NUMBERS) | st.integers() | st.floats() | st.sampled_from(TEXTS) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)
"""Any JSON, the more of it that is known to make trouble."""


@st.composite
def otherwise(draw: st.DrawFn, whole: Any, times: int = 3) -> Any:
    """`whole`, a value of JSON, with one to `times` places of it changed, doubled or left out."""
    value = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, times))):
        inside, key = draw(st.sampled_from(list(_places(value)) or [(None, None)]))
        if inside is None:
            return draw(JUNK)
        change = draw(st.sampled_from(["junk", "junk", "double", "leave out"]))
        if change == "junk":
            inside[key] = draw(JUNK)
        elif change == "leave out":
            del inside[key]
        elif isinstance(inside, list):
            inside.extend([copy.deepcopy(inside[key])] * draw(st.sampled_from([1, 2, 50])))
    return value


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a value of JSON: what it is in, and its key or index there."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [place for key in keys for place in [(value, key), *_places(value[key])]]


@st.composite
def spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    """`whole` with bytes changed, left out, doubled, or with others before or behind it."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.sampled_from(["change", "change", "cut", "leave out", "double", "insert", "before", "behind", "number"]))
        if kind == "cut":
            del data[at:]
        elif kind == "leave out":
            del data[at : at + draw(st.sampled_from([1, 4, 100]))]
        elif kind == "double":
            data[at:at] = data[at : at + 1000]
        elif kind == "number":
            data[at : at + 4] = draw(st.sampled_from([b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", bytes(4)]))
        else:
            new = draw(
                st.binary(min_size=1, max_size=8) | st.sampled_from([b"PK\3\4", b"\x89PNG\r\n\x1a\n", b"\x80\x04c__builtin__\neval\n"])
            )
            place = {"before": 0, "behind": len(data)}.get(kind, at)
            data[place : place + (len(new) if kind == "change" else 0)] = new
    return bytes(data)


def json_bytes(value: Any) -> bytes:
    """JSON as a file has it, and whatever Python can write of what is none."""
    return json.dumps(value).encode("utf-8", "surrogatepass")
