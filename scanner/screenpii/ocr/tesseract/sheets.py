"""Sheets for Tesseract: lines cut out of a frame, black on white whatever their colours, one below the other.

The figures were chosen with benchmarks/reading.py; their neighbours differ by less than a point of values read exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from screenpii.imaging.lines import TextLine
from screenpii.imaging.masks import Run, without
from screenpii.types import Box, Pixels

CAPITAL_HEIGHT_PX = 25  # height of capitals on a sheet that Tesseract reads best
MAX_INK_HEIGHT_PX = 54  # height of all ink of a line on a sheet, where something in it is higher than its capitals
MARGIN_INK_HEIGHTS = 0.2  # margin around a line's ink in ink heights
MIN_MARGIN_PX = 2  # margin around a line's ink, in which the ground shows
GAP_PX = 18  # white pixels between lines and around a sheet; closer lines are read as one
BLACK_PERCENTILE = 95  # percentile of a crop's contrast that becomes black: few pixels of a thin letter have more
MIN_BLACK_LEVELS = 24  # levels of contrast that become black; less is noise, which would be stretched to letters
WHITE_LEVEL = 255  # grey level of a sheet's ground
MAX_SIDE_PX = 16_000  # side of a sheet; Tesseract itself gives up at 32,767
MAX_SHEET_PX = 40_000_000  # pixels of a sheet: 40 MB of grey


@dataclass(frozen=True, slots=True)
class Strip:
    """One line on a sheet: black on white, and where it comes from (`crop`; `ink` is the text itself).

    `masks` are rows of dots and stars, which Tesseract reads as letters; `rest` is the line without them. `crop` and
    `ink` are in the frame's pixels.
    """

    pixels: Pixels
    crop: Box
    ink: Box
    masks: Sequence[Run] = ()
    rest: TextLine | None = None

    @property
    def room(self) -> int:
        """The height that the strip takes up on a sheet."""
        return int(self.pixels.shape[0]) + GAP_PX

    @property
    def least_width(self) -> int:
        """The width of a sheet that has room for it."""
        return int(self.pixels.shape[1]) + 2 * GAP_PX


def cut_out(frame: Pixels, line: TextLine, masks: Sequence[Run]) -> Strip:
    """A line cut out of a frame (height x width x 3), black on white, of the height that Tesseract reads best."""
    ink = line.box
    crop = ink.grown(max(MIN_MARGIN_PX, round(MARGIN_INK_HEIGHTS * ink.height)), Box.whole(frame.shape))
    pixels = frame[crop.slices].astype(np.float32)
    rim = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    differs = np.abs(pixels - np.median(rim, axis=0)).max(axis=2)
    black = max(MIN_BLACK_LEVELS, float(np.percentile(differs, BLACK_PERCENTILE)))
    grey = WHITE_LEVEL - WHITE_LEVEL * np.minimum(1, differs / black)
    factor = min(
        CAPITAL_HEIGHT_PX / line.height, MAX_INK_HEIGHT_PX / ink.height, (MAX_SIDE_PX - 2 * GAP_PX) / crop.width
    )
    size = (max(1, round(crop.width * factor)), max(1, round(crop.height * factor)))
    scaled = cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA)
    return Strip(np.clip(scaled, 0, WHITE_LEVEL).astype(np.uint8), crop, ink, masks, without(line, masks))


def sheets(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Strips in as many sheets as Tesseract's limits ask for."""
    sheet: list[Strip] = []
    width = height = 0
    for strip in strips:
        wider, higher = max(width, strip.least_width), height + strip.room
        if sheet and (higher > MAX_SIDE_PX or wider * higher > MAX_SHEET_PX):
            yield sheet
            sheet, wider, higher = [], strip.least_width, strip.room
        sheet.append(strip)
        width, height = wider, higher
    if sheet:
        yield sheet


def drawn(sheet: Sequence[Strip]) -> tuple[Pixels, list[int]]:
    """The strips one below the other on white (height x width, grey), and the row at which each begins."""
    width = max(strip.least_width for strip in sheet)
    image = np.full((sum(strip.room for strip in sheet) + GAP_PX, width), WHITE_LEVEL, np.uint8)
    tops, top = [], GAP_PX
    for strip in sheet:
        height, length = strip.pixels.shape
        image[top : top + height, GAP_PX : GAP_PX + length] = strip.pixels
        tops.append(top)
        top += strip.room
    return image, tops
