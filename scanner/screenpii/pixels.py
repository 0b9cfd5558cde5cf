"""Pillow images → pixels for the scanner: RGB, 8 bits, no transparency."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from screenpii.types import Pixels

DEEP_MODES = ("I", "F", "I;16", "I;16L", "I;16B", "I;16N")  # modes of Pillow with more than 8 bits per channel


def pixels_of(image: Image) -> Pixels:
    """RGB, 8 bits, own memory."""
    import numpy as np

    if image.mode in DEEP_MODES:
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
    """The image on white, or on black if nothing in it is dark, so that light text stays visible."""
    from PIL import Image

    def on(colour: str) -> Image.Image:
        paper = Image.new("RGBA", image.size, colour)
        paper.alpha_composite(image)
        return paper

    white = on("white")
    darkest = white.convert("L").getextrema()[0]
    return on("black") if isinstance(darkest, (int, float)) and darkest > 200 else white
