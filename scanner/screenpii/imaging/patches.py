"""Blurred and pixelated patches of a screen.

They are searched in a grid of cells: regions of a line's height that differ from their ground and have no letters. A
blur has no steep step anywhere, a mosaic only at the edges of its blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from screenpii.imaging.ink import Mask
from screenpii.types import Box

CELL_PX = 4  # side of the cells in which patches are looked for
MAX_COVER_PX = 100  # height of a bar or a patch; higher ones hide no line
MIN_ASPECT_RATIO = 1.5  # width over height of a bar or a patch
GROUND_DISTANCE_PX = 3  # pixels from the edge of a bar or a patch to where its ground is taken
MAX_GROUND_LEVELS = 12  # levels by which the ground may differ from side to side
# side of the window whose median is the ground, in pairs of cells: wider than a value is high
GROUND_WINDOW_CELL_PAIRS = 23
MIN_PATCH_LEVELS = 12  # levels by which a cell of a patch differs from its ground
STEEP_STEP_LEVELS = 40  # levels between neighbouring pixels of a letter, with another such step one or two pixels away
MIN_STEP_LEVELS = 12  # levels between neighbouring pixels; less is noise
MIN_PATCH_CELLS = 3  # cells of a patch each way; rules and borders are thinner
PATCH_END_CELLS = 2  # cells by which a patch goes on to left and right where it is thinner
MAX_PATCH_GAP_CELLS = 7  # cells between two patches of one value
MIN_PATCH_FILL_SHARE = 0.6  # share of its box that a patch fills
MIN_PEAK_LEVELS = 20  # levels by which the strongest cell of a patch differs from its ground
MIN_BLUR_STEP_SHARE = 0.03  # steepest step of a blur as a share of its contrast, at least; panels have none
MAX_BLUR_STEP_SHARE = 0.3  # steepest step of a blur as a share of its contrast, at most; letters have 0.5 or more
MAX_BLUR_EDGE_SHARE = 0.7  # share of its contrast that the upper and lower edge of a blur have
MIN_MOSAIC_GREYS = 4  # grey levels of a mosaic; QR codes have two
MIN_MOSAIC_BLOCK_PX = 3  # side of a mosaic's blocks; edges of letters are as close as those of smaller blocks
MOSAIC_EDGE_PX = 11  # pixels from the edge of a mosaic in which it may be paler
MIN_MOSAIC_STEPS = 4  # edges of blocks from left to right


@dataclass(frozen=True, slots=True)
class Patch:
    """A region of cells that may be a blur or a mosaic: the box around it, and which of its pixels belong to it."""

    box: Box
    own: NDArray[np.bool_]

    def part(self, grey: Mask) -> NDArray[np.int16]:
        return grey[self.box.slices].astype(np.int16)

    def steps(self, grey: Mask) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
        """The steps from each pixel to the one below and to the next; -1 where they leave the patch."""
        part, own = self.part(grey), self.own
        down = np.where(own[1:] & own[:-1], np.abs(np.diff(part, axis=0)), -1)
        across = np.where(own[:, 1:] & own[:, :-1], np.abs(np.diff(part, axis=1)), -1)
        return down.astype(np.int16), across.astype(np.int16)


def find_patches(grey: Mask) -> list[Box]:
    """The boxes of the patches of a frame in grey."""
    return [patch.box for patch in _patches(grey) if _is_soft(patch, grey) or _is_mosaic(patch, grey)]


def _patches(grey: Mask) -> Iterator[Patch]:
    """The patches that differ from the ground and hold no letters."""
    height, width = (side // CELL_PX * CELL_PX for side in grey.shape)
    low = cv2.resize(grey[:height, :width], (width // CELL_PX, height // CELL_PX), interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(np.ascontiguousarray(low[::2, ::2]), GROUND_WINDOW_CELL_PAIRS)
    ground = cv2.resize(ground, low.shape[::-1], interpolation=cv2.INTER_NEAREST)
    shown: Any = cv2.absdiff(low, ground) >= MIN_PATCH_LEVELS
    letters = cv2.dilate(_letter_cells(grey[:height, :width]), np.ones((3, 3), np.uint8))
    busy: Any = (shown & (letters == 0)).astype(np.uint8)
    thick = cv2.morphologyEx(busy, cv2.MORPH_OPEN, np.ones((MIN_PATCH_CELLS, MIN_PATCH_CELLS), np.uint8))
    ends = cv2.dilate(thick, np.ones((1, 2 * PATCH_END_CELLS + 1), np.uint8)) & busy
    busy = np.asarray(cv2.morphologyEx(ends, cv2.MORPH_CLOSE, np.ones((1, MAX_PATCH_GAP_CELLS), np.uint8)), np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(busy, connectivity=8)
    for k, (left, top, wide, tall, count) in enumerate(stats[1:].tolist(), 1):
        if (
            wide >= MIN_ASPECT_RATIO * tall
            and tall * CELL_PX <= MAX_COVER_PX
            and count >= MIN_PATCH_FILL_SHARE * wide * tall
        ):
            own = np.kron(labels[top : top + tall, left : left + wide] == k, np.ones((CELL_PX, CELL_PX), bool))
            yield Patch(Box(left * CELL_PX, top * CELL_PX, (left + wide) * CELL_PX, (top + tall) * CELL_PX), own)


def _letter_cells(grey: Mask) -> Mask:
    """The cells in whose middle row there is a steep step close to another one, as on both sides of a stroke."""
    rows = grey[CELL_PX // 2 :: CELL_PX]
    steps: Any = np.pad(cv2.absdiff(rows[:, 1:], rows[:, :-1]), ((0, 0), (2, 3)))
    step = steps > MIN_STEP_LEVELS
    beside = step[:, 1:-3] | step[:, 3:-1] | step[:, :-4] | step[:, 4:]
    known: Any = beside & (steps[:, 2:-2] > STEEP_STEP_LEVELS)
    return np.asarray(known.reshape(len(rows), -1, CELL_PX).any(axis=2), np.uint8)


def _is_soft(patch: Patch, grey: Mask) -> bool:
    """Whether a patch fades into its ground above and below, and hardly anything in it changes steeply."""
    contrast = _contrast(patch, grey)
    if contrast < MIN_PEAK_LEVELS:
        return False
    inside, outside = (sides(patch.box, grey[:, :, None], away) for away in (0, GROUND_DISTANCE_PX))
    ground = outside[:2].mean()
    fades = (
        np.abs(inside[:2] - ground).max() <= MAX_BLUR_EDGE_SHARE * contrast
        and np.abs(outside - ground).max() <= contrast
    )
    steps = np.concatenate([steps[steps >= 0] for steps in patch.steps(grey)])
    return bool(fades) and MIN_BLUR_STEP_SHARE * contrast <= _high(steps, 0.98) <= MAX_BLUR_STEP_SHARE * contrast


def _contrast(patch: Patch, grey: Mask, away: int = GROUND_DISTANCE_PX) -> float:
    """By how many levels a patch differs from its ground; 0 if that is not of one colour above and below."""
    ground = sides(patch.box, grey[:, :, None], away)[:2]
    if not len(ground) or np.ptp(ground) > MAX_GROUND_LEVELS:
        return 0.0
    return _high(np.abs(patch.part(grey) - np.int16(ground.mean()))[patch.own], 0.95)


def _high(values: NDArray[np.int16], share: float) -> float:
    """The value that this share of the values does not exceed: faster than numpy's percentile."""
    k = int(share * (len(values) - 1))
    return float(np.partition(values, k)[k])


def _is_mosaic(patch: Patch, grey: Mask) -> bool:
    """Whether a patch consists of blocks of some levels of grey, whose edges are equally far apart."""
    if max(_contrast(patch, grey, away) for away in (GROUND_DISTANCE_PX, MOSAIC_EDGE_PX)) < MIN_PEAK_LEVELS:
        return False
    if len(np.unique(patch.part(grey)[patch.own] // MIN_STEP_LEVELS)) < MIN_MOSAIC_GREYS:
        return False
    down, across = (
        np.flatnonzero((steps > MIN_STEP_LEVELS).any(axis=1 - axis)) for axis, steps in enumerate(patch.steps(grey))
    )
    return len(across) >= MIN_MOSAIC_STEPS and len(down) >= 2 and _on_grid(across) and _on_grid(down)


def _on_grid(edges: NDArray[np.int64]) -> bool:
    """Whether edges are blocks apart: one, or several where two neighbours are alike."""
    gaps = np.diff(edges)
    block = float(gaps.min())
    return block >= MIN_MOSAIC_BLOCK_PX and bool(
        (np.abs(gaps - block * np.round(gaps / block)) <= 1 + 0.1 * gaps).all()
    )


def sides(box: Box, pixels: NDArray[np.uint8], away: int) -> NDArray[np.float64]:
    """The colours so many pixels above, below, left and right of a box; none if that is outside of the frame."""
    top, bottom, left, right = box.top - away, box.bottom + away - 1, box.left - away, box.right + away - 1
    if min(top, left) < 0 or bottom >= pixels.shape[0] or right >= pixels.shape[1]:
        return np.empty((0, pixels.shape[2]))
    rows, columns = slice(box.top, box.bottom), slice(box.left, box.right)
    around = (pixels[top, columns], pixels[bottom, columns], pixels[rows, left], pixels[rows, right])
    return np.array([middle(side) for side in around], float)


def middle(colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The median of each channel, or the level next to it: faster than numpy's."""
    return np.asarray(np.sort(colours, axis=0)[len(colours) // 2])
