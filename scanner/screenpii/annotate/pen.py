"""Colours, sizes and strokes: readable on light and dark screens, and in step with the text of the picture."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

from screenpii.types import Box, Page

Colour = tuple[int, int, int]
Point = tuple[int, int]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

TEXT_RGB: Colour = (128, 142, 166)  # outline of a line
TABLE_RGB: Colour = (0, 158, 150)  # outline of a table
FIELD_RGB: Colour = (150, 80, 235)  # stroke from a label to its value
PAPER_RGB: Colour = (24, 26, 31)  # ground of the legend
INK_RGB: Colour = (236, 238, 242)  # text of the legend
BLACK_RGB: Colour = (0, 0, 0)
WHITE_RGB: Colour = (255, 255, 255)

MIN_TEXT_PX = 13  # height of tags beside small text, which must be readable
MAX_TEXT_PX = 64  # height of tags beside large text


def scale_of(page: Page) -> int:
    """The usual height of the page's text in pixels, within bounds; without any text the lower bound."""
    heights = sorted(line.box.height for line in page.lines)
    return max(MIN_TEXT_PX, min(MAX_TEXT_PX, heights[len(heights) // 2])) if heights else MIN_TEXT_PX


def edge(scale: int) -> int:
    """The width of a finding's outline beside text of this height, in pixels."""
    return max(2, round(scale / 7))


def size(text: str, scale: int) -> tuple[int, int]:
    """Width and height in pixels of a text with a small margin around it."""
    left, _, right, _ = _font(scale).getbbox(text)
    _, top, _, bottom = _font(scale).getbbox("AQ_")
    return round(right - left + 0.6 * scale), round(bottom - top + 0.3 * scale)


@cache
def _font(scale: int) -> Font:
    return ImageFont.load_default(round(0.85 * scale))


class Pen:
    """Draws on an image in sizes that suit text of `scale` pixels; all boxes and points in the image's pixels."""

    def __init__(self, image: Image.Image, within: Box, scale: int) -> None:
        self.draw = ImageDraw.Draw(image, "RGBA")
        self.within = within
        self.scale = scale
        self.thin = max(1, round(scale / 16))
        self.thick = edge(scale)
        self.head = max(3, round(scale / 4))

    def outline(self, box: Box, colour: Colour, width: int, alpha: int = 255) -> None:
        """A frame of this width around the box: outside of it, but where the picture ends there."""
        outer = box.grown(width, self.within)
        if outer.area:
            corners = (outer.left, outer.top, outer.right - 1, outer.bottom - 1)
            self.draw.rectangle(corners, outline=(*colour, alpha), width=width)

    def tint(self, box: Box, colour: Colour) -> None:
        """A touch of colour on the box and a pixel around it, through which text stays readable."""
        self.draw.rectangle((box.left - 1, box.top - 1, box.right, box.bottom), fill=(*colour, 48))

    def arrow(self, *way: Point) -> None:
        """An arrow along points that follow one another straight across or straight down, its end pointing right."""
        for start, end in pairwise(way):
            self.draw.line((start, end), fill=FIELD_RGB, width=self.thin)
        x, y = way[-1]
        self.draw.polygon([(x, y), (x - self.head, y - self.head), (x - self.head, y + self.head)], fill=FIELD_RGB)

    def write(self, box: Box, text: str, colour: Colour) -> None:
        """Text on one line in the middle of the box."""
        middle = ((box.left + box.right) / 2, box.middle)
        self.draw.text(middle, text, fill=colour, font=_font(self.scale), anchor="mm")

    def sign(self, box: Box, text: str, colour: Colour) -> None:
        """Text on a ground of this colour: black or white, whichever reads better."""
        self.draw.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), fill=colour)
        red, green, blue = colour
        self.write(box, text, BLACK_RGB if 0.3 * red + 0.6 * green + 0.1 * blue > 140 else WHITE_RGB)
