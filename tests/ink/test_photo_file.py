"""What becomes of a file from outside before anything looks for ink in it."""

import io

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from convae.ink import from_photo, photo_file
from convae.ink.photo_file import PictureError, pixels
from drawn_digits import apart
from photographed import eight_bit, page
from work import megabytes


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
    assert read.shape == (887, 1182, 4)
    np.testing.assert_allclose(read[400, :, 0], np.linspace(0, 255, 1182), atol=1.5)


@pytest.mark.parametrize("most", [255, 1023, 4095, 65535])
def test_a_picture_of_16_bits_is_as_bright_as_the_bits_in_use_say(most: int) -> None:
    read = pixels(file_of(Image.fromarray(np.tile(np.linspace(0, most, 200).astype(np.uint16), (100, 1)))))
    np.testing.assert_allclose(read[50, :, 0], np.linspace(0, 255, 200), atol=1.5)


@pytest.mark.parametrize("kind", [np.int32, np.float32])
def test_a_tiff_of_32_bits_goes_from_its_darkest_to_its_lightest(kind: type) -> None:
    read = pixels(file_of(Image.fromarray(np.tile(np.linspace(-3000, 70_000, 200).astype(kind), (100, 1))), "TIFF"))
    np.testing.assert_allclose(read[50, :, 0], np.linspace(0, 255, 200), atol=1.5)


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "JPEG"), ("I;16", "PNG")])
def test_a_photo_is_turned_as_its_camera_says(mode: str, kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera stood on its side
    assert pixels(file_of(Image.new(mode, (40, 30)), kind, exif=exif)).shape == (40, 30, 4)


def test_a_large_photo_is_reduced_before_it_is_worked_on() -> None:
    assert np.prod(pixels(file_of(Image.new("L", (4000, 3000)), "JPEG")).shape) <= 1.01 * 4 * 1024**2


def test_a_jpeg_of_48_megapixels_is_read_in_little_memory() -> None:
    file = file_of(Image.new("RGB", (8064, 6048), "grey"), "JPEG")
    assert pixels(file).shape[0] == 887
    file.seek(0)
    assert megabytes(lambda: pixels(file)) < 30


def test_a_jpeg_that_comes_bit_by_bit_is_unpacked_whole_and_has_its_limit() -> None:
    with pytest.raises(PictureError, match="8064×6048 pixels"):
        pixels(file_of(Image.new("RGB", (8064, 6048), "grey"), "JPEG", progressive=True))


def test_more_pixels_than_the_limit_are_refused_by_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_file, "MEGAPIXELS", 1)
    with pytest.raises(PictureError, match=r"1001×1000 pixels: choose one of at most 1 megapixels"):
        pixels(file_of(Image.new("1", (1001, 1000))))


def whole_png() -> bytes:
    noise = np.random.default_rng(0).integers(0, 256, (50, 50), np.uint8)
    return file_of(Image.fromarray(noise)).getvalue()


DIGIT = Image.fromarray(eight_bit(page(3))).convert("RGB")
CLOSE = {"PNG": 0, "BMP": 0, "TIFF": 0, "GIF": 3}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF", "GIF", "BMP", "TIFF", "MPO"])
def test_a_picture_of_any_usual_kind_is_seen_as_it_is(kind: str) -> None:
    np.testing.assert_allclose(pixels(file_of(DIGIT, kind))[..., :3], np.asarray(DIGIT), atol=CLOSE.get(kind, 60))
    assert apart(from_photo(pixels(file_of(DIGIT, kind))), from_photo(np.asarray(DIGIT))) < 0.01


@pytest.mark.parametrize(("turned", "quarters"), [(1, 0), (6, -1), (8, 1), (3, 2)])
def test_a_picture_of_an_iphone_is_seen_as_it_was_held(turned: int, quarters: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turned
    file = io.BytesIO()
    pillow_heif.from_pillow(DIGIT).save(file, exif=exif.tobytes())
    file.seek(0)
    assert apart(from_photo(pixels(file)), from_photo(np.rot90(np.asarray(DIGIT), quarters))) < 0.01


@pytest.mark.parametrize("content", [whole_png()[:200], whole_png()[:8] + bytes(500), file_of(DIGIT, "JPEG").getvalue()[:900]])
def test_a_picture_that_is_cut_short_is_said_to_be(content: bytes) -> None:
    with pytest.raises(PictureError, match="damaged or cut short"):
        pixels(io.BytesIO(content))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"not a picture", "no picture of a kind that is read here"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is a PDF"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "is an SVG"),
        (b'\xef\xbb\xbf<svg width="9"/>', "is an SVG"),
        (b"<!DOCTYPE html><html><body>7</body></html>", "is a web page"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2mp41", "is a film"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00", "is a film"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81", "is a film"),
        (b"RIFF\x24\x00\x00\x00AVI LIST", "is a film"),
        (b"PK\x03\x04" + bytes(40), "is a packed file or a document"),
    ],
)
def test_what_is_no_picture_is_called_what_it_is(content: bytes, said: str) -> None:
    with pytest.raises(PictureError, match=said):
        pixels(io.BytesIO(content))
