"""Files of each kind, with nothing in them but pixels."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageSequence, features

from screenpii.redact import encoded
from screenpii.types import Medium

KINDS = ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", *(["AVIF"] if features.check("avif") else [])]
FILM = [Image.new("RGB", (16, 8), (80 * k, 0, 200 - 60 * k)) for k in range(3)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_still(kind: str) -> None:
    with Image.open(BytesIO(encoded(FILM[:1], [Medium(kind)]))) as image:
        assert (image.format, image.size) == (kind, (16, 8))
        assert set(image.info) & {"exif", "icc_profile", "xmp", "comment", "dpi", "photoshop"} <= {"dpi"}
        assert not image.getexif().get(0x010E)


@pytest.mark.parametrize(
    ("kind", "loops"), [("PNG", 0), ("PNG", 3), ("WEBP", 0), ("GIF", 0), ("GIF", 5), ("GIF", None)]
)
def test_a_film_keeps_times_and_loops(kind: str, loops: int | None) -> None:
    times = [100, 250, 70]
    with Image.open(BytesIO(encoded(FILM, [Medium(kind, t, loops) for t in times]))) as image:
        shown = []
        for frame in ImageSequence.Iterator(image):
            frame.load()
            shown.append(frame.info["duration"])
        assert shown == times
        assert image.info.get("loop") == loops


def test_pages_keep_their_sizes() -> None:
    pages = [Image.new("RGB", size, "navy") for size in ((8, 8), (20, 4))]
    with Image.open(BytesIO(encoded(pages, [Medium("TIFF")] * 2))) as image:
        assert [page.size for page in ImageSequence.Iterator(image)] == [(8, 8), (20, 4)]


@pytest.mark.parametrize(("count", "kind"), [(1, "JPEG"), (2, "MPO")])
def test_a_jpeg_of_several_pictures(count: int, kind: str) -> None:
    with Image.open(BytesIO(encoded(FILM[:count], [Medium("MPO")] * count))) as image:
        assert (image.format, getattr(image, "n_frames", 1)) == (kind, count)


def test_a_kind_that_is_not_known() -> None:
    with pytest.raises(ValueError, match="XYZ"):
        encoded(FILM[:1], [Medium("XYZ")])
