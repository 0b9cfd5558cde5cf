"""Every kind and mode of picture is kept, its metadata is not. Values are red rectangles."""

from __future__ import annotations

import struct
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from screenpii.runners.frames import Read
from screenpii.types import Frame, Reading
from tests.redact.reds import VALUE, read, red, screen
from tests.runners.redactions import film, frames, redact


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_each_kind_is_kept(tmp_path: Path, out: Path, kind: str) -> None:
    path = tmp_path / "a.dat"
    screen(VALUE).save(path, kind, **({"quality": 95} if kind == "JPEG" else {}))
    result = redact(path, out)
    assert (result.reason, result.painted, result.remains) == ("", (("EMAIL", 1),), ())
    with Image.open(out / "a.dat") as image:
        assert image.format == kind
    (pixels,) = frames(out / "a.dat")
    assert not red(pixels).any()
    assert pixels[15, 40].max() < 30
    assert pixels[40:].min() > 245
    assert red(frames(path)[0]).any()


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "TIFF"])
def test_every_frame_of_a_film_and_every_page(tmp_path: Path, out: Path, kind: str) -> None:
    path = film(tmp_path / "film", kind)
    result = redact(path, out)
    assert (result.reason, result.painted) == ("", (("EMAIL", 3),))
    got = frames(out / "film")
    assert len(got) == 4
    assert not any(red(pixels).any() for pixels in got)
    assert [bool((pixels[15, 40] < 9).all()) for pixels in got] == [True, False, True, False]
    if kind != "TIFF":
        with Image.open(out / "film") as image:
            times = [(frame.load(), frame.info["duration"])[1] for frame in ImageSequence.Iterator(image)]
            assert (times, image.info["loop"]) == ([100, 200, 300, 400], 2)


def with_thumbnail(exif: Image.Exif, thumbnail: bytes) -> bytes:
    """The EXIF data with a second directory behind the first, which points to a thumbnail; Pillow writes none."""
    exif.endian = "<"
    data = bytearray(exif.tobytes()[6:])
    (count,) = struct.unpack_from("<H", data, 8)
    second = len(data)
    struct.pack_into("<L", data, 8 + 2 + 12 * count, second)
    entries = ((0x0201, second + 30), (0x0202, len(thumbnail)))
    data += struct.pack("<H", 2) + b"".join(struct.pack("<HHLL", tag, 4, 1, value) for tag, value in entries)
    return b"Exif\0\0" + bytes(data) + struct.pack("<L", 0) + thumbnail


def test_metadata_and_thumbnail_are_gone_and_the_picture_is_upright(tmp_path: Path, out: Path) -> None:
    thumbnail = BytesIO()
    screen(VALUE, size=(60, 30)).save(thumbnail, "JPEG", comment=b"SECRET-THUMB")
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x013B] = 6, "SECRET-TITLE", "SECRET-ARTIST"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    path = tmp_path / "a.jpg"
    screen(VALUE).save(
        path,
        exif=with_thumbnail(exif, thumbnail.getvalue()),
        icc_profile=b"SECRET-PROFILE" * 20,
        comment=b"SECRET-COMMENT",
        xmp=b"<x>SECRET-XMP</x>",
    )
    assert path.read_bytes().count(b"SECRET-") >= 6
    with Image.open(path) as image:
        assert image.getexif().get_ifd(0x8825)[1] == "N"
    assert redact(path, out).reason == ""
    copy = (out / "a.jpg").read_bytes()
    assert b"SECRET-" not in copy
    assert b"Exif" not in copy
    assert copy.count(b"\xff\xd8\xff") == 1
    with Image.open(out / "a.jpg") as image:
        assert image.size == (60, 120)
        assert "icc_profile" not in image.info
        assert dict(image.getexif()) == {}


@pytest.mark.parametrize(
    ("mode", "name"), [("RGBA", "a.png"), ("LA", "a.png"), ("P", "a.png"), ("CMYK", "a.jpg"), ("L", "a.png")]
)
def test_modes(tmp_path: Path, out: Path, mode: str, name: str) -> None:
    image = screen(VALUE)
    values = replace_by_value(mode)
    (Image.merge("CMYK", image.convert("CMYK").split()) if mode == "CMYK" else image.convert(mode)).save(
        tmp_path / name
    )
    assert redact(tmp_path / name, out, values).reason == ""
    with Image.open(out / name) as copy:
        assert copy.mode == "RGB"
        assert not copy.has_transparency_data
    (pixels,) = frames(out / name)
    assert pixels[8:22, 18:62].max() < 30
    assert pixels[40:].min() > 240


def replace_by_value(mode: str) -> Read:
    """The reader for pictures of a mode: without colours, values are what is darker than paper, and no bar."""
    if mode not in ("L", "LA"):
        return read

    def read_grey(frame: Frame) -> Reading:
        grey = (frame.pixels > 40) & (frame.pixels < 200)
        return read(replace(frame, pixels=np.where(grey, np.array([255, 0, 0]), 255).astype(np.uint8)))

    return read_grey


def test_what_transparency_hid_is_not_in_the_copy(tmp_path: Path, out: Path) -> None:
    image = screen(VALUE).convert("RGBA")
    image.putalpha(Image.new("L", image.size, 0))  # red lies below nothing: no scan sees it
    image.save(tmp_path / "a.png")
    assert redact(tmp_path / "a.png", out).reason == ""
    assert not red(frames(out / "a.png")[0]).any()


def test_sixteen_bits_become_eight(tmp_path: Path, out: Path) -> None:
    deep = np.full((60, 120), 65535, np.uint16)
    deep[10:20, 20:60] = 30000
    Image.fromarray(deep).save(tmp_path / "a.png")
    assert redact(tmp_path / "a.png", out, replace_by_value("L")).painted == (("EMAIL", 1),)
    with Image.open(out / "a.png") as copy:
        assert copy.mode == "RGB"
        assert copy.getpixel((40, 15)) == (0, 0, 0)
