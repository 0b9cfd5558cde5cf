"""Images → a file of their source's format, with nothing in it but pixels."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image

from screenpii.types import Medium

# Pillow's options of each format
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "PNG": {"compress_level": 6},
    "JPEG": {"quality": 95, "subsampling": 0},  # text keeps its edges and colours
    "MPO": {"quality": 95, "subsampling": 0},
    "WEBP": {"lossless": True, "quality": 30, "method": 1},
    "GIF": {},
    "BMP": {},
    "TIFF": {"compression": "tiff_lzw"},
    "AVIF": {"quality": 90},
}
TIMED = frozenset({"PNG", "WEBP", "GIF", "AVIF"})  # formats whose frames have a duration


def encoded(images: Sequence[Image.Image], media: Sequence[Medium]) -> bytes:
    """A file with these frames, their durations and loops; ValueError if the format cannot be written.

    The images are RGB and fresh, so that no metadata, profile, preview, palette or alpha of the source is in it.
    """
    form = "JPEG" if media[0].format == "MPO" and len(images) == 1 else media[0].format
    Image.init()
    if form not in SAVE_OPTIONS or form not in Image.SAVE:
        raise ValueError(form)
    options: dict[str, Any] = dict(SAVE_OPTIONS[form])
    if len(images) > 1:
        options |= {"save_all": True, "append_images": list(images[1:])}
        if form in TIMED:
            options["duration"] = [_whole(form, medium.milliseconds) for medium in media]
        if form in TIMED - {"AVIF"} and media[0].loops is not None:
            options["loop"] = media[0].loops
    file = BytesIO()
    images[0].save(file, form, **options)
    return file.getvalue()


def _whole(form: str, milliseconds: float) -> float:
    return milliseconds if form == "PNG" else round(milliseconds)
