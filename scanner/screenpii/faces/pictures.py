"""Pictures on a screen: areas where hardly any pixel equals its neighbours, and no colour is a ground.

Text and icons have a ground of one colour, gradients change in one direction only; neither is searched further.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from screenpii.types import Box, Pixels

CELL_PX = 4  # side of the cells that are judged
# share of pixels in and around a cell that differ from the ones beside and below them, in a picture
MIN_BUSY_SHARE = 0.42
MIN_SIDE_CELLS = 5  # cells of a picture's shorter side: 20 pixels
MAX_GROUND_SHARE = 0.45  # share of a picture's pixels in one sixteenth of the grey levels; text has much more
MAX_ASPECT_RATIO = 6.0  # longer over shorter side of a picture; longer areas are bands of text or decoration
SMOOTH_DIVISOR = 4  # divisor of the sides at which large pictures are looked at: a smooth one is busy there
MIN_SMOOTH_SIDE_PX = 160  # shorter side of pictures that are looked for so
MAX_PICTURES = 60  # pictures of one screen


def find_pictures(pixels: Pixels) -> list[Box]:
    """The boxes of possible photographs in pixels, the largest first."""
    grey: NDArray[np.uint8] = np.ascontiguousarray(pixels[:, :, 1])
    found = list(_find(grey))
    if min(grey.shape) >= MIN_SMOOTH_SIDE_PX:
        size = (grey.shape[1] // SMOOTH_DIVISOR, grey.shape[0] // SMOOTH_DIVISOR)
        for box in _find(np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)):
            larger = Box(*(SMOOTH_DIVISOR * side for side in (box.left, box.top, box.right, box.bottom)))
            if min(larger.width, larger.height) >= MIN_SMOOTH_SIDE_PX:
                found = [b for b in found if 2 * b.overlap(larger) < b.area] + [larger]
    return sorted(found, key=lambda b: -b.area)[:MAX_PICTURES]


def _find(grey: NDArray[np.uint8]) -> Iterator[Box]:
    height, width = (side // CELL_PX for side in grey.shape)
    if min(height, width) < MIN_SIDE_CELLS:
        return
    busy = _busy(grey)
    share = cv2.resize(busy[: height * CELL_PX, : width * CELL_PX], (width, height), interpolation=cv2.INTER_AREA)
    full = (cv2.blur(share, (3, 3)) >= 255 * MIN_BUSY_SHARE).astype(np.uint8)
    cells = cv2.morphologyEx(full, cv2.MORPH_OPEN, np.ones((MIN_SIDE_CELLS - 1, MIN_SIDE_CELLS - 1), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(cells, connectivity=4)
    for k, (left, top, wide, tall, _) in enumerate(stats[1:].tolist(), 1):
        if min(wide, tall) < MIN_SIDE_CELLS or max(wide, tall) > MAX_ASPECT_RATIO * min(wide, tall):
            continue
        own = labels[top : top + tall, left : left + wide] == k
        box = Box(left * CELL_PX, top * CELL_PX, (left + wide) * CELL_PX, (top + tall) * CELL_PX)
        if _ground(grey[box.slices], own) <= MAX_GROUND_SHARE:
            yield _trimmed(busy, box.grown(CELL_PX, Box.whole(grey.shape)))


def _busy(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """255 where a pixel differs from the one beside and from the one below, else 0."""
    beside = cv2.absdiff(grey[:-1, 1:], grey[:-1, :-1])
    below = cv2.absdiff(grey[1:, :-1], grey[:-1, :-1])
    found = cv2.threshold(cv2.min(beside, below), 0, 255, cv2.THRESH_BINARY)[1]
    return np.asarray(cv2.copyMakeBorder(found, 0, 1, 0, 1, cv2.BORDER_REPLICATE), np.uint8)


def _ground(grey: NDArray[np.uint8], own: NDArray[np.bool_]) -> float:
    """The share of the pixels of an area's cells whose levels are in the fullest sixteenth."""
    inside = grey[np.kron(own, np.ones((CELL_PX, CELL_PX), bool))]
    return float(np.bincount(inside >> 4).max() / max(1, len(inside)))


def _trimmed(busy: NDArray[np.uint8], box: Box) -> Box:
    """The box without rows and columns at its edges that hold hardly anything of the picture."""
    part = busy[box.slices] > 0
    rows, columns = (np.flatnonzero(part.mean(axis=axis) >= MIN_BUSY_SHARE / 3) for axis in (1, 0))
    if not len(rows) or not len(columns):
        return box
    return Box(
        box.left + int(columns[0]), box.top + int(rows[0]), box.left + int(columns[-1]) + 1, box.top + int(rows[-1]) + 1
    )
