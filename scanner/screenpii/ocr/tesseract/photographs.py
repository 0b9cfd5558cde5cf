"""Photographs for Tesseract, which finds the lines in them itself: black on an even white, letters of a good height.

Ink and ground are told apart by contrast alone: a photograph has no flat colour.
"""

from __future__ import annotations

import cv2
import numpy as np

from screenpii.ocr.tesseract.sheets import MAX_SHEET_PX, MAX_SIDE_PX, WHITE_LEVEL
from screenpii.types import Pixels

LETTER_HEIGHT_PX = 20  # pixels of the usual letter once it is enlarged: Tesseract reads them best so
UNKNOWN_HEIGHT_PX = 10.0  # pixels that letters are taken to have where too few are seen
MIN_LETTERS = 20  # letters seen at least of which the usual height is taken
MAX_ENLARGEMENT = 4.0  # times: beyond that letters are only blurred
GROUND_SHRINK = 4  # times smaller each way is the picture in which the ground is looked for: it costs a sixteenth
GROUND_WINDOW_PX = 9  # pixels of that picture: a window whose median is the ground, wider than strokes
MIN_LETTER_LEVELS = 48  # levels by which a letter differs from its ground
LETTER_HEIGHT_RANGE_PX = (4, 90)  # pixels; what is lower or higher is no letter
MAX_LETTER_ASPECT_RATIO = 3  # times its height: what is wider is no letter
MIN_LETTER_ASPECT_RATIO = 1 / 6  # times its height: what is narrower is no letter
MIN_LETTER_PX = 6  # pixels of ink of a letter
CONTRAST_GAIN = 1.5  # times: how far contrast is raised, for letters are pale in photographs


def evened(pixels: Pixels) -> Pixels:
    """A photograph (height x width x 3) in grey, enlarged: black on an even white whatever the light."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small_size = (max(1, grey.shape[1] // GROUND_SHRINK), max(1, grey.shape[0] // GROUND_SHRINK))
    small = cv2.medianBlur(cv2.resize(grey, small_size, interpolation=cv2.INTER_AREA), GROUND_WINDOW_PX)
    differs = cv2.absdiff(grey, cv2.resize(small, grey.shape[::-1], interpolation=cv2.INTER_LINEAR))
    limit = min(MAX_SIDE_PX / max(grey.shape), (MAX_SHEET_PX / grey.size) ** 0.5)
    factor = min(max(1.0, LETTER_HEIGHT_PX / _letter_height(np.asarray(differs, np.uint8))), MAX_ENLARGEMENT, limit)
    ink = np.minimum(WHITE_LEVEL, CONTRAST_GAIN * differs.astype(np.float32)).astype(np.uint8)
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(WHITE_LEVEL - ink, None, fx=factor, fy=factor, interpolation=way), np.uint8)


def _letter_height(differs: Pixels) -> float:
    """The usual height of letters in pixels, where `differs` tells how far each pixel is from its ground."""
    clear = (differs > MIN_LETTER_LEVELS).astype(np.uint8)
    wide, high, area = cv2.connectedComponentsWithStats(clear, connectivity=8)[2][1:, 2:5].T
    lowest, highest = LETTER_HEIGHT_RANGE_PX
    shaped = (wide <= MAX_LETTER_ASPECT_RATIO * high) & (wide >= MIN_LETTER_ASPECT_RATIO * high)
    letters = high[(high >= lowest) & (high <= highest) & shaped & (area >= MIN_LETTER_PX)]
    return float(np.median(letters)) if len(letters) > MIN_LETTERS else UNKNOWN_HEIGHT_PX
