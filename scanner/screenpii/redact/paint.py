"""Marks → an image with them painted over. Pure: nothing is read or written."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import ImageFilter
from PIL.Image import Image, Resampling

from screenpii.redact.marks import Mark
from screenpii.types import Box

DARK_RGB = (0, 0, 0)  # colour of a solid mark
LIGHT_RGB = (200, 200, 200)  # colour of a solid mark on dark ground
MAX_DARK_LEVEL = 96  # grey level of dark ground, on which black would not be seen
RING_PX = 4  # pixels around a mark by which its colour is chosen
MIN_SOFTNESS_PX = 6  # radius of a blur, side of a mosaic's tile


def paint(image: Image, marks: Sequence[Mark]) -> None:
    """Paint over the marks of an RGB image, in place; pixels under a solid mark never get into a soft one."""
    solid = [mark.box for mark in marks if mark.style == "solid" and mark.box.area]
    colours = [_colour(image, box) for box in solid]
    for again in (
        False,
        True,
    ):  # before the soft marks, which would spread what is below, and after them, over their edges
        for box, colour in zip(solid, colours, strict=True):
            image.paste(colour, _corners(box))
        if not again:
            for mark in marks:
                if mark.style != "solid" and mark.box.area:
                    _soften(image, mark)


def _colour(image: Image, box: Box) -> tuple[int, int, int]:
    """Black, or grey on dark ground; judged by the pixels around the box, never by those in it."""
    outer = box.grown(RING_PX, Box(0, 0, *image.size))
    grey = np.asarray(image.crop(_corners(outer)).convert("L"))
    around = np.ones(grey.shape, bool)
    around[box.moved(-outer.left, -outer.top).slices] = False
    return LIGHT_RGB if around.any() and np.median(grey[around]) < MAX_DARK_LEVEL else DARK_RGB


def _soften(image: Image, mark: Mark) -> None:
    part = image.crop(_corners(mark.box))
    if mark.style == "blur":
        soft = part.filter(ImageFilter.GaussianBlur(max(MIN_SOFTNESS_PX, mark.box.height / 2)))
    else:
        tile = max(MIN_SOFTNESS_PX, mark.box.height / 2)
        tiles = max(1, round(part.width / tile)), max(1, round(part.height / tile))
        soft = part.resize(tiles, Resampling.BOX).resize(part.size, Resampling.NEAREST)
    image.paste(soft, _corners(mark.box))


def _corners(box: Box) -> tuple[int, int, int, int]:
    return box.left, box.top, box.right, box.bottom
