"""Image files → frames, by Pillow with an allow-list of formats; the content decides, not the name.

Limits are checked on what the header says, before any pixel is decoded.
"""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import IO, TYPE_CHECKING

from screenpii.pixels import pixels_of
from screenpii.sources import HEAD_BYTES, Item, Picture, Range, Sandbox, over, sources, why
from screenpii.sources.signatures import READ, kind_of
from screenpii.types import Frame, Medium, Position, Skipped
from screenpii.userfiles import opened

if TYPE_CHECKING:
    from PIL.Image import Image

    from screenpii.config import Limits, Settings

PAGED = frozenset({"TIFF", "MPO"})  # formats whose frames are pages, and not those of a film
FORMATS = tuple(sorted(kind.upper() for kind in READ))


class _RefusedError(Exception):
    """What is wrong with the file, in words for the report."""


class Images:
    """PNG (and APNG), JPEG, WebP, BMP, TIFF, GIF and AVIF; every frame, every page."""

    locators = (Path, Picture)
    suffixes = frozenset({".png", ".apng", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".avif"})
    sandbox = Sandbox()

    def sniffs(self, head: bytes) -> bool:
        """Whether a file begins as one of these kinds does."""
        return kind_of(head) in READ

    def frames(self, item: Item, settings: Settings) -> Iterator[Frame | Skipped]:
        """The frames of the range; reading ends with the first one that fails, which comes as Skipped."""
        return decoded(item, item.locator, settings.limits)


sources.register("image")(Images())


def decoded(item: Item, picture: object, limits: Limits) -> Iterator[Frame | Skipped]:
    """The frames of a path or a `Picture`, named after the item, in the item's range."""
    source, index = item.source, item.range.start
    elapsed = None if index else 0.0  # milliseconds; how long the frames before took is not told
    try:
        with _opened(picture, limits) as file, _image(file) as image:
            for index in _indices(item.range):
                frame = _decoded(image, item, index, limits, elapsed)
                if frame is None:
                    return
                elapsed = None if elapsed is None else elapsed + frame.medium.milliseconds
                yield replace(frame, elements=picture.elements) if isinstance(picture, Picture) else frame
    except _RefusedError as error:
        yield Skipped(source, str(error), Position(index))
    except OSError as error:
        yield Skipped(source, why(error), Position(index))
    except MemoryError:
        yield Skipped(source, "more memory is needed than a worker may use", Position(index))


def _indices(wanted: Range) -> Iterable[int]:
    return count(wanted.start) if wanted.stop is None else range(wanted.start, wanted.stop)


@contextmanager
def _opened(picture: object, limits: Limits) -> Iterator[IO[bytes]]:
    """The open file; OSError or _RefusedError if it is gone, special, empty or too large. A pipe does not block."""
    if isinstance(picture, Picture):
        _check_bytes(len(picture.data), limits)
        yield io.BytesIO(picture.data)
        return
    assert isinstance(picture, Path)  # noqa: S101
    with opened(picture) as file:
        _check_bytes(os.fstat(file.fileno()).st_size, limits)
        yield file


def _check_bytes(size: int, limits: Limits) -> None:
    if not size:
        raise _RefusedError("empty file")
    if size > limits.bytes:
        raise _RefusedError(over(size, limits.bytes, "megabytes"))


@contextmanager
def _image(file: IO[bytes]) -> Iterator[Image]:
    """The image with only its header read; _RefusedError if it is none of ours."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # our own limit rules, and Pillow's would warn or raise below it
    kind = kind_of(file.read(HEAD_BYTES))
    file.seek(0)
    with _damage():
        try:
            image = Image.open(file, formats=FORMATS)
        except UnidentifiedImageError:
            raise _RefusedError(
                "truncated or damaged" if kind in READ else "not an image of a kind that can be read"
            ) from None
    with image:
        yield image


def _decoded(image: Image, item: Item, index: int, limits: Limits, elapsed: float | None) -> Frame | None:
    """One frame, or None behind the last one; _RefusedError beyond a limit or if it is damaged.

    `elapsed` are the milliseconds that the frames before it show, if they were read.
    """
    _check_size(image, limits)
    with _damage():
        try:
            image.seek(index)
        except EOFError:
            return None
    if index >= limits.frames:
        raise _RefusedError(f"{limits.frames:,} frames is the limit; the rest was not read")
    _check_size(image, limits)
    with _damage():
        image.load()
        medium = _medium(image)
        below = item.file.below if item.file else ""
        return Frame(item.source, pixels_of(_upright(image)), _position(image, index, elapsed), medium, below)


def _position(image: Image, index: int, elapsed: float | None) -> Position:
    """Where the frame that is loaded lies: on which page, or after how many seconds of a film."""
    if image.format in PAGED:
        return Position(index, page=index + 1)
    told = image.info.get("timestamp", elapsed) if image.info.get("duration") else None
    return Position(index, seconds=told / 1000 if isinstance(told, (int, float)) else None)


def _medium(image: Image) -> Medium:
    """How the frame that is loaded is stored; broken times count as none."""
    shown, loops = image.info.get("duration", 0), image.info.get("loop")
    return Medium(
        image.format or "",
        float(shown) if isinstance(shown, (int, float)) else 0.0,
        loops if isinstance(loops, int) else None,
    )


def _check_size(image: Image, limits: Limits) -> None:
    pixels = image.width * image.height
    if pixels > limits.pixels:
        raise _RefusedError(over(pixels, limits.pixels, "megapixels"))


@contextmanager
def _damage() -> Iterator[None]:
    """Turn what Pillow's decoders raise on broken data into _RefusedError, and keep their warnings quiet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except (_RefusedError, MemoryError):
            raise
        except Exception as error:  # decoders raise whatever comes: OSError, SyntaxError, struct.error, KeyError …
            if isinstance(error, OSError) and error.errno:
                raise
            short = "truncat" in str(error).lower() or isinstance(error, EOFError)
            raise _RefusedError("truncated" if short else f"damaged ({type(error).__name__})") from None


def _upright(image: Image) -> Image:
    """The image turned and mirrored as EXIF says; as it is if its EXIF data are broken."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    turn = None
    with suppress(_RefusedError), _damage():
        turn = turns.get(image.getexif().get(0x0112, 1))
    return image if turn is None else image.transpose(turn)
