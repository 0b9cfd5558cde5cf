"""Forms whose values are painted over, blurred or pixelated."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from screenpii.types import Pixels

LIGHT, DARK = ("#ffffff", "#202428"), ("#161b22", "#e6edf3")
ROWS = {"Name": "Ada Example", "Phone": "555 555 0143", "Card": "4111 1111 1111 1111", "E-mail": "ada@example.com"}
LEFT, RIGHT, STEP = 20, 150, 44  # pixels: where labels and values begin, and from row to row
PINK = "#ff00ff"

Paint = Callable[["Image.Image", tuple[int, int, int, int]], None]


def bar(colour: str, radius: int = 0) -> Paint:
    return lambda image, box: ImageDraw.Draw(image).rounded_rectangle(box, radius, fill=colour)


def blur(sigma: float) -> Paint:
    def paint(image: Image.Image, box: tuple[int, int, int, int]) -> None:
        wide = (box[0] - 10, box[1] - 3, box[2] + 3, box[3] + 8)  # the label above stays sharp
        image.paste(image.crop(wide).filter(ImageFilter.GaussianBlur(sigma)), wide)

    return paint


def mosaic(block: int) -> Paint:
    def paint(image: Image.Image, box: tuple[int, int, int, int]) -> None:
        width, height = (-((box[k] - box[k + 2]) // block) for k in (0, 1))
        part = image.crop((box[0], box[1], box[0] + width * block, box[1] + height * block))
        small = part.resize((width, height), Image.Resampling.BOX)
        image.paste(small.resize(part.size, Image.Resampling.NEAREST), box[:2])

    return paint


def form(colours: tuple[str, str], paint: Paint | None, shown: int = 0, size: int = 16, under: bool = False) -> Pixels:
    """A form of labels with values, on which `paint` covers the values but for their last characters."""
    ground, ink = colours
    image = Image.new("RGB", (560, 40 + STEP * len(ROWS)), ground)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size)
    for k, (label, value) in enumerate(ROWS.items()):
        y = 20 + STEP * k
        draw.text((LEFT, y), label, fill=ink, font=font)
        x, y = (LEFT, y + size + 4) if under else (RIGHT, y)
        draw.text((x, y), value, fill=ink, font=font)
        hidden = draw.textlength(value[: len(value) - shown], font=font)
        if paint:
            paint(image, (x - 1, y + 1, x + round(hidden), y + size + 4))
    return np.array(image)
