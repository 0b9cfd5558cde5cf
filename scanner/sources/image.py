"""Image files → frames, by Pillow with an allow-list of formats; the content decides, not the name.

Limits are checked on what the header says, before any pixel is decoded.
"""

from __future__ import annotations

import io
import os
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from typing import IO, TYPE_CHECKING

from scanner.sources import Item, sources, why
from scanner.types import Frame, Skipped

if TYPE_CHECKING:
    from PIL.Image import Image

    from scanner.config import Limits
    from scanner.types import Pixels

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF", "AVIF")
STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"BM", b"II*\0", b"MM\0*", b"GIF8")
DEEP = ("I", "F", "I;16", "I;16L", "I;16B", "I;16N")


class _RefusedError(Exception):
    """What is wrong with the file, in words for the report."""


class Images:
    """PNG (and APNG), JPEG, WebP, BMP, TIFF, GIF and AVIF; every frame, every page."""

    suffixes = frozenset({".png", ".apng", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".avif"})

    def frames(self, item: Item, limits: Limits, start: int = 0) -> Iterator[Frame | Skipped]:
        """The frames from number `start` on; reading ends with the first one that fails, which comes as Skipped."""
        index = start
        try:
            with _opened(item, limits) as file, _image(file) as image:
                for index in count(start):
                    pixels = _decoded(image, index, limits)
                    if pixels is None:
                        return
                    yield Frame(item.source, pixels, index)
        except _RefusedError as error:
            yield Skipped(item.source, str(error), index)
        except OSError as error:
            yield Skipped(item.source, why(error), index)
        except MemoryError:
            yield Skipped(item.source, "more memory is needed than a worker may use", index)


sources.register("image")(Images())


@contextmanager
def _opened(item: Item, limits: Limits) -> Iterator[IO[bytes]]:
    """The open file; OSError or _RefusedError if it is gone, special, empty or too large. A pipe does not block."""
    if item.data is not None:
        _check_bytes(len(item.data), limits)
        yield io.BytesIO(item.data)
        return
    with open(item.path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise _RefusedError("not a regular file")
        _check_bytes(status.st_size, limits)
        yield file


def _check_bytes(size: int, limits: Limits) -> None:
    if not size:
        raise _RefusedError("empty file")
    if size > limits.bytes:
        raise _RefusedError(_over(size, limits.bytes, "megabytes"))


@contextmanager
def _image(file: IO[bytes]) -> Iterator[Image]:
    """The image with only its header read; _RefusedError if it is none of ours."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # our own limit rules, and Pillow's would warn or raise below it
    known = file.read(4).startswith(STARTS)
    file.seek(0)
    with _damage():
        try:
            image = Image.open(file, formats=FORMATS)
        except UnidentifiedImageError:
            raise _RefusedError(
                "truncated or damaged" if known else "not an image of a kind that can be read"
            ) from None
    with image:
        yield image


def _decoded(image: Image, index: int, limits: Limits) -> Pixels | None:
    """The pixels of one frame, or None behind the last one; _RefusedError beyond a limit or if it is damaged."""
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
        return _pixels(_upright(image))


def _check_size(image: Image, limits: Limits) -> None:
    pixels = image.width * image.height
    if pixels > limits.pixels:
        raise _RefusedError(_over(pixels, limits.pixels, "megapixels"))


def _over(size: int, limit: int, unit: str) -> str:
    return f"{limit / 1e6:,.6g} {unit} is the limit, this is {size / 1e6:,.6g}"


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


def _pixels(image: Image) -> Pixels:
    """RGB, 8 bits, own memory."""
    import numpy as np

    if image.mode in DEEP:
        return _shallow(image)
    if image.has_transparency_data:
        image = _flat(image.convert("RGBA"))
    return np.array(image.convert("RGB"), dtype=np.uint8)


def _shallow(image: Image) -> Pixels:
    """Grey values of 16 bits, 32 bits or floating point scaled to 8 bits: from black to the white of their kind."""
    import numpy as np

    values = np.nan_to_num(np.asarray(image).astype(np.float64))
    top = float(values.max(initial=0))
    whites = (65535.0,) if image.mode.startswith("I;16") else (1.0, 255.0, 65535.0, top)
    white = next(white for white in whites if white >= top)
    grey = np.clip(values / white * 255, 0, 255).round().astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)


def _flat(image: Image) -> Image:
    """The image on white paper, or on black if nothing dark would stand on the white: light text must not vanish."""
    from PIL import Image

    def on(colour: str) -> Image.Image:
        paper = Image.new("RGBA", image.size, colour)
        paper.alpha_composite(image)
        return paper

    white = on("white")
    darkest = white.convert("L").getextrema()[0]
    return on("black") if isinstance(darkest, (int, float)) and darkest > 200 else white
