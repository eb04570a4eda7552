"""What becomes of a file from outside before anything looks for ink in it."""

import io

import numpy as np
import pytest
from PIL import Image

from convae.ink import photo_file
from convae.ink.photo_file import PictureError, pixels


def file_of(picture: Image.Image, kind: str = "PNG", **options: object) -> io.BytesIO:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    file.seek(0)
    return file


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_kind_becomes_8_bit_colour(mode: str) -> None:
    assert pixels(file_of(Image.new(mode, (40, 30)))).shape == (30, 40, 4)


def test_a_large_picture_of_16_bits_keeps_its_greys() -> None:
    greys = np.tile(np.linspace(0, 65535, 2000).astype(np.uint16), (1500, 1))
    read = pixels(file_of(Image.fromarray(greys)))
    assert read.shape == (768, 1024, 4)
    np.testing.assert_allclose(read[400, :, 0], np.linspace(0, 255, 1024), atol=1.5)


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "JPEG"), ("I;16", "PNG")])
def test_a_photo_is_turned_as_its_camera_says(mode: str, kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera stood on its side
    assert pixels(file_of(Image.new(mode, (40, 30)), kind, exif=exif)).shape == (40, 30, 4)


def test_a_large_photo_is_reduced_before_it_is_worked_on() -> None:
    assert max(pixels(file_of(Image.new("L", (4000, 3000)), "JPEG")).shape) <= 1024


def test_more_pixels_than_the_limit_are_refused_by_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_file, "MEGAPIXELS", 1)
    with pytest.raises(PictureError, match=r"1001×1000 pixels: choose one of at most 1 megapixels"):
        pixels(file_of(Image.new("1", (1001, 1000))))


def whole_png() -> bytes:
    noise = np.random.default_rng(0).integers(0, 256, (50, 50), np.uint8)
    return file_of(Image.fromarray(noise)).getvalue()


@pytest.mark.parametrize("content", [b"", b"not a picture", whole_png()[:200], b"GIF89a" + bytes(50), whole_png()[:8] + bytes(500)])
def test_what_is_no_picture_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(PictureError, match="cannot be read as a picture"):
        pixels(io.BytesIO(content))


def test_another_format_under_a_png_name_is_refused() -> None:
    with pytest.raises(PictureError):
        pixels(file_of(Image.new("RGB", (20, 20)), "BMP"))
