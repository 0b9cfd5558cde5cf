"""Kinds of images by their first bytes: those that Pillow writes, and others after their specifications."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, features

from screenpii.sources import HEAD_BYTES, Item
from screenpii.sources.signatures import READ, kind_of
from screenpii.sources.walk import find
from screenpii.types import Skipped

WRITTEN = {
    "png": "PNG",
    "jpeg": "JPEG",
    "webp": "WebP",
    "bmp": "BMP",
    "tiff": "TIFF",
    "gif": "GIF",
    "avif": "AVIF",
    "ico": "icon",
    "jpeg2000": "JPEG 2000",
    "dds": "DDS",
}
OTHERS = {
    "HEIF": b"\0\0\0\x24ftypheic\0\0\0\0mif1heic",
    "JPEG XL": b"\xff\x0a\xfa\x1f\x01",
    "Photoshop": b"8BPS\0\1\0\0\0\0\0\0\0\3",
    "MNG": b"\x8aMNG\r\n\x1a\n\0\0\0\x1cMHDR",
    "OpenEXR": b"\x76\x2f\x31\x01\2\0\0\0",
    "QOI": b"qoif\0\0\0\x08\0\0\0\x08\4\0",
}
NO_IMAGES = (
    b"",
    b"BMW sold 2,000 cars in the first quarter",
    b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\2\0",
    b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41",
    b"%PDF-1.7\n",
    b"PK\3\4",
    b"<svg xmlns='http://www.w3.org/2000/svg'>",
    b"GIF",
    b"\xff\xfea\0",
    b"\0" * HEAD_BYTES,
    b"DDS is a way of publishing",
    b"II*",
)


def written(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "white").save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", WRITTEN)
def test_what_pillow_writes(form: str) -> None:
    if form == "jpeg2000" and not features.check("jpg_2000"):
        pytest.skip("this Pillow writes no JPEG 2000")
    assert kind_of(written(form)[:HEAD_BYTES]) == WRITTEN[form]


@pytest.mark.parametrize("kind", OTHERS)
def test_others(kind: str) -> None:
    assert kind_of(OTHERS[kind]) == kind


@pytest.mark.parametrize("first", NO_IMAGES)
def test_no_images(first: bytes) -> None:
    assert kind_of(first) == ""


def test_content_decides_and_what_is_not_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "photo.jfif").write_bytes(written("jpeg"))
    (tmp_path / "till").write_bytes(written("png"))
    (tmp_path / "phone.heic").write_bytes(OTHERS["HEIF"])
    (tmp_path / "notes.txt").write_text("BMW")
    (tmp_path / "empty").touch()
    found = find([tmp_path])
    assert found.items == [
        Skipped("phone.heic", "an image of a kind that is not read (HEIF)"),
        Item("photo.jfif", tmp_path / "photo.jfif"),
        Item("till", tmp_path / "till"),
    ]
    assert found.others == 2
    assert {WRITTEN["jpeg"], WRITTEN["png"]} <= READ


def test_what_globs_leave_out_is_not_counted(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(written("png"))
    for name in ("a.txt", "b.txt", "in/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    assert find([tmp_path]).others == 3
    assert find([tmp_path, tmp_path / "in" / "c.txt"]).others == 2
    assert find([tmp_path], exclude=["in"]).others == 2
    assert find([tmp_path], include=["a.*"]).others == 1
