"""Photographs for Tesseract, which finds the lines in them itself: black on an even white, letters of a good height.

Ink and ground are told apart by contrast alone: a photograph has no flat colour.
"""

from __future__ import annotations

import cv2
import numpy as np

from screenpii.ocr.tesseract.sheets import MAX_SHEET_PX, MAX_SIDE_PX, WHITE_LEVEL
from screenpii.types import Pixels

LETTER_HEIGHT_PX = 20  # letter height after enlarging that Tesseract reads best
UNKNOWN_HEIGHT_PX = 10.0  # letter height that is assumed where too few letters are seen
MIN_LETTERS = 20  # letters by which the usual height is measured
MAX_ZOOM_RATIO = 4.0  # size after enlarging over the size before; beyond it letters only blur
GROUND_SHRINK_DIVISOR = 4  # divisor of the sides of the picture in which the ground is looked for: it costs a sixteenth
GROUND_WINDOW_PX = 9  # side of the window whose median is the ground, in that smaller picture: wider than strokes
MIN_LETTER_LEVELS = 48  # levels by which a letter differs from its ground
LETTER_HEIGHT_RANGE_PX = (4, 90)  # height of a letter, least and most
MAX_LETTER_ASPECT_RATIO = 3  # width over height of a letter, at most
MIN_LETTER_ASPECT_RATIO = 1 / 6  # width over height of a letter, at least
MIN_LETTER_INK_PX = 6  # pixels of ink of a letter
CONTRAST_GAIN_RATIO = 1.5  # contrast after raising it over the one before: letters are pale in photographs


def evened(pixels: Pixels) -> Pixels:
    """A photograph (height x width x 3) in grey, enlarged: black on an even white whatever the light."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small_size = (max(1, grey.shape[1] // GROUND_SHRINK_DIVISOR), max(1, grey.shape[0] // GROUND_SHRINK_DIVISOR))
    small = cv2.medianBlur(cv2.resize(grey, small_size, interpolation=cv2.INTER_AREA), GROUND_WINDOW_PX)
    differs = cv2.absdiff(grey, cv2.resize(small, grey.shape[::-1], interpolation=cv2.INTER_LINEAR))
    limit = min(MAX_SIDE_PX / max(grey.shape), (MAX_SHEET_PX / grey.size) ** 0.5)
    factor = min(max(1.0, LETTER_HEIGHT_PX / _letter_height(np.asarray(differs, np.uint8))), MAX_ZOOM_RATIO, limit)
    ink = np.minimum(WHITE_LEVEL, CONTRAST_GAIN_RATIO * differs.astype(np.float32)).astype(np.uint8)
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(WHITE_LEVEL - ink, None, fx=factor, fy=factor, interpolation=way), np.uint8)


def _letter_height(differs: Pixels) -> float:
    """The usual height of letters in pixels, where `differs` tells how far each pixel is from its ground."""
    clear = (differs > MIN_LETTER_LEVELS).astype(np.uint8)
    wide, high, area = cv2.connectedComponentsWithStats(clear, connectivity=8)[2][1:, 2:5].T
    lowest, highest = LETTER_HEIGHT_RANGE_PX
    shaped = (wide <= MAX_LETTER_ASPECT_RATIO * high) & (wide >= MIN_LETTER_ASPECT_RATIO * high)
    letters = high[(high >= lowest) & (high <= highest) & shaped & (area >= MIN_LETTER_INK_PX)]
    return float(np.median(letters)) if len(letters) > MIN_LETTERS else UNKNOWN_HEIGHT_PX
