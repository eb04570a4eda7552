"""What a file is that cannot be taken for a picture, by how it begins."""

PICTURES = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
"""What HEIC and AVIF call themselves in the boxes of ISO/IEC 14496-12 that they share with films."""
BROKEN = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
"""How pictures begin that would have been read if they were whole."""
FILMS = (b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b"OggS", b"FLV")
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
BEGINNING = 4096
"""Bytes of a file that are looked at."""


def named(beginning: bytes) -> str:
    """The reason, a key of `words` within "errors.picture", why the file that begins so is refused."""
    text = beginning[:BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    shared, known = beginning[4:8] == b"ftyp", beginning[8:12] in PICTURES
    riff = beginning[8:12] if beginning[:4] == b"RIFF" else b""
    found = {
        "empty": not beginning,
        "pdf": b"%pdf-" in text[:1024],
        "svg": text.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")) and b"<svg" in text,
        "web": text.startswith((b"<!doctype html", b"<html")),
        "film": (shared and not known) or riff == b"AVI " or beginning.startswith(FILMS),
        "damaged": (shared and known) or riff == b"WEBP" or beginning.startswith(BROKEN),
        "archive": beginning.startswith(ARCHIVES),
    }
    return next((reason for reason, is_it in found.items() if is_it), "unreadable")
