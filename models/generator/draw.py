"""Draws a generated screen for the eye: python -m models.generator.draw SEED OUT.png [FAMILY]."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from models.generator import Screen, screens
from models.generator.face import extent

COLOURS = {"customer": "#d00020", "associate": "#0060d0", "business": "#008040", "unknown": "#b06000"}
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.truetype(FONT, size) if Path(FONT).exists() else ImageFont.load_default()


def draw(screen: Screen) -> Image.Image:
    """Every character at its place, truth boxes in the colour of whose they are."""
    image = Image.new("RGB", (screen.width, screen.height), "white")
    pen = ImageDraw.Draw(image)
    for line in screen.lines:
        box = line.box
        pen.rectangle((box.left - 1, box.top - 1, box.right, box.bottom), outline="#e8e8e8")
        up, down = extent(line.text)
        size = max(6, round(box.height / (up + down)))
        base = box.top + round(box.height * up / (up + down))
        for char in line.chars:
            if char.box:
                pen.text((char.box.left, base), char.text, "black", font(size), anchor="ls")
    for item in screen.truth:
        for b in item.boxes:
            pen.rectangle((b.left - 2, b.top - 2, b.right + 1, b.bottom + 1), outline=COLOURS[item.subject])
            pen.text((b.left, b.top - 2), item.type.lower(), COLOURS[item.subject], font(7), anchor="ls")
    return image


def main() -> None:
    seed, out, *families = sys.argv[1:]
    draw(next(screens(int(seed), 1, only=frozenset(families)))).save(out)


if __name__ == "__main__":
    main()
