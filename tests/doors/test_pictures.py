"""Files in the place of a photo: a digit, or a sentence."""

import io
import pickle
import struct
import zipfile
import zlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from convae import ink
from convae.ink.photo_file import pixels
from guard import answered
from spoilt import spoilt

PHOTO = Image.fromarray(np.where(np.add.outer(np.arange(60) % 31, np.arange(40)) % 29 < 6, 40, 210).astype(np.uint8))
FORMATS = ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "AVIF", "ICO", "PPM", "TGA", "PDF"]


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


pixels(io.BytesIO(saved(PHOTO, "AVIF")))  # what is only loaded for some pictures is there before anything is watched


def reads(data: bytes) -> None:
    with answered():
        ink.steps_of_photo(pixels(io.BytesIO(data)))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, depth: int = 8, kind: int = 0, rows: int = 0, extra: bytes = b"") -> bytes:
    """A PNG that says it is so large, with so many rows of zeros in it, packed."""
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    packer, row = zlib.compressobj(9), bytes(1 + (width * bits + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(rows)) + packer.flush()
    palette = chunk(b"PLTE", bytes(768)) if kind == 3 else b""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + palette + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # Pillow warns the operator, the visitor reads a sentence
@given(st.sampled_from(FORMATS[:7]).map(lambda kind: saved(PHOTO, kind)).flatmap(spoilt))
def test_a_photo_with_bytes_changed(data: bytes) -> None:
    reads(data)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(st.sampled_from(FORMATS), st.integers(1, 40), st.integers(1, 40), st.sampled_from(["L", "RGB", "1", "P", "RGBA", "CMYK", "I;16"]))
def test_a_picture_of_any_kind_and_size(kind: str, width: int, height: int, mode: str) -> None:
    try:
        data = saved(Image.new(mode, (width, height)), kind)
    except (OSError, KeyError, ValueError):  # there is no such picture of this kind
        data = b""
    reads(data)


@given(st.binary(max_size=200))
def test_any_bytes_at_all(data: bytes) -> None:
    reads(data)


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("../../picture.png", saved(PHOTO, "PNG"))
    return file.getvalue()


def with_text() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "0" * 60_000_000, zip=True)
    return saved(PHOTO, "PNG", pnginfo=text)


HANDMADE = {
    "one pixel": png(1, 1, rows=1),
    "a row": png(100_000, 1, rows=1),
    "a column": png(1, 100_000, rows=100_000),
    "10,000 × 10,000": png(10_000, 10_000, depth=1, rows=10_000),
    "39 megapixels of grey": png(6_500, 6_000, rows=6_000),
    "29 megapixels in colour": png(5_800, 5_000, kind=2, rows=5_000),
    "19 megapixels with opacity": png(4_750, 4_000, kind=6, rows=4_000),
    "19 megapixels of 16 bits": png(4_750, 4_000, depth=16, rows=4_000),
    "larger than it is": png(6_000, 6_000, rows=1),
    "larger than anything": png(2**31 - 1, 2**31 - 1),
    "no size at all": png(0, 0),
    "a profile that unpacks to 200 MB": png(28, 28, rows=28, extra=chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(200_000_000), 9))),
    "a text that unpacks to 60 MB": with_text(),
    "an animation": saved(PHOTO, "PNG", save_all=True, append_images=[Image.new("L", (60, 40), 9 * at) for at in range(28)]),
    "a moving GIF": saved(PHOTO, "GIF", save_all=True, append_images=[Image.new("L", (60, 40), 9)]),
    "a drawing in SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/><script>alert(1)</script></svg>',
    "a pickle": pickle.dumps(zipfile.Path),
    "an archive": archive(),
    "a picture that is an archive, too": saved(PHOTO, "PNG") + archive(),
    "a JPEG of 60,000 × 60,000": saved(PHOTO, "JPEG").replace(struct.pack(">HH", 60, 40), struct.pack(">HH", 60_000, 60_000)),
    "a JPEG of 39 megapixels": saved(Image.new("L", (6_500, 6_000)), "JPEG", progressive=True),
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n",
}


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")  # Pillow warns the operator, the visitor reads a sentence
@pytest.mark.parametrize("data", HANDMADE.values(), ids=HANDMADE.keys())
def test_a_file_made_to_do_harm(data: bytes) -> None:
    reads(data)
