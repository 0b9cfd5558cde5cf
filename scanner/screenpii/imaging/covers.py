"""Covers: values that are painted over, blurred or pixelated. They become mask characters.

A bar is a flat region of one colour without text; patches.py finds blurs and mosaics. Many things look like that, so a
bar counts only beside or below letters, where a value stands, and only on a ground of one colour. The pink of
Playwright's `mask` option counts anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from screenpii.imaging.ink import MIN_LETTER_PX, UNKNOWN_HEIGHT_PX, Ink, Mask, outside
from screenpii.imaging.lines import CAPITAL_PERCENTILE
from screenpii.imaging.patches import (
    CELL_PX,
    GROUND_DISTANCE_PX,
    MAX_COVER_PX,
    MAX_GROUND_LEVELS,
    MIN_ASPECT_RATIO,
    find_patches,
    middle,
    sides,
)
from screenpii.types import Box, Char, Pixels

BAR = "█"  # character for a value that is painted over (U+2588)
SOFT = "▒"  # character for a value under blur or mosaic (U+2592)
MASK_CHAR_HEIGHTS = 0.6  # width of a mask character in letter heights, about that of a letter
MAX_FLAT_LEVELS = 6  # levels by which the colour of a bar may vary: JPEG changes it by so much
# share of its contrast by which all edges of a framed field differ from the ground; a bar has no frame
MIN_FRAME_CONTRAST_SHARE = 0.3
MIN_BAR_LEVELS = 70  # levels by which a bar differs from its ground; placeholders of loading pages differ by less
BAR_HEIGHT_RANGE_HEIGHTS = (0.9, 2.6)  # height of a bar in letter heights, least and most
MAX_PALE_BAR_HEIGHTS = 2.3  # letter heights of a bar that is lighter than its ground; higher ones are empty fields
# height of a blur or a mosaic in letter heights, least and most; a blur spreads
PATCH_HEIGHT_RANGE_HEIGHTS = (0.9, 4.0)
MIN_PATCH_LENGTH_HEIGHTS = 2.8  # length of a blur or a mosaic in letter heights; shorter ones are remains of shadows
MAX_COVER_WIDTH_HEIGHTS = 60  # width of a cover in letter heights; wider ones are parts of the page
MIN_ROUNDED_FILL_SHARE = 0.9  # share of its box that a bar with round corners fills
MIN_COLOUR_LEVELS = 30  # levels between the channels of a coloured bar, which may belong to a chart or a legend
MIN_CHART_BARS = 3  # bars of one left edge and one colour that make a chart
LABEL_LEFT_REACH_HEIGHTS = 24  # letter heights from a cover to a label on its left
RIGHT_REACH_HEIGHTS = 1.5  # cover heights from a cover to the rest of the value on its right
LABEL_ABOVE_REACH_HEIGHTS = 2.6  # letter heights from a cover to a label above it
ALIGNMENT_TOLERANCE_HEIGHTS = 0.8  # letter heights between the left edges of a cover and of a label above it
MIN_LABEL_LETTERS = 2  # letters of a label; fewer may be an icon
PLAYWRIGHT_MASK_RGB = (255, 0, 255)  # default colour of Playwright's option `mask`
MAX_PINK_LEVELS = 24  # levels by which compression may change that pink
MIN_PINK_SIDE_PX = 6  # shorter side of a pink box
MIN_PINK_ROW_SHARE = 0.97  # share of pink pixels in each row of a pink box


@dataclass(frozen=True, slots=True)
class Cover:
    """A covered value: its box, its mask character, and the height of the letters around, in pixels."""

    box: Box
    sign: str
    height: float

    @property
    def chars(self) -> list[Char]:
        """Mask characters side by side that fill the box."""
        number = max(1, round(self.box.width / (MASK_CHAR_HEIGHTS * self.height)))
        return [Char(self.sign, part) for part in self.box.parts(number)]


def find_covers(pixels: Pixels, ink: Ink) -> list[Cover]:
    """The covered values of a frame."""
    if min(pixels.shape[:2]) <= 2 * CELL_PX:
        return []
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    pink = [Cover(box, BAR, _letters_height(ink.pieces)) for box in _pink(pixels)]
    letters = outside(ink.pieces, [cover.box for cover in pink])
    bars = [box for around in _flat(grey) if (box := _bar(around, pixels)) and _stands_out(box, pixels)]
    patches = find_patches(grey)
    letters = outside(letters, bars + patches)
    found = [cover for box in bars if (cover := _labelled_bar(box, bars, pixels, letters))]
    soft = [cover for box in patches if (cover := _labelled(box, SOFT, letters, PATCH_HEIGHT_RANGE_HEIGHTS))]
    long = [cover for cover in soft if cover.box.width >= MIN_PATCH_LENGTH_HEIGHTS * cover.height]
    return _distinct([*pink, *found, *long])


def _distinct(covers: Iterable[Cover]) -> list[Cover]:
    """The covers but for those that overlap one before them."""
    kept: list[Cover] = []
    for cover in covers:
        if not any(cover.box.overlap(other.box) for other in kept):
            kept.append(cover)
    return kept


def uncovered(pixels: Pixels, covers: Sequence[Cover]) -> Pixels:
    """The pixels with the covers filled in the colour of their ground, so that they are not read as text."""
    pixels = pixels.copy()
    whole = Box.whole(pixels.shape)
    for cover in covers:
        box = cover.box.grown(1, whole)
        outer = box.grown(GROUND_DISTANCE_PX - 1, whole)
        rows = [pixels[row, outer.left : outer.right] for row in (outer.top, outer.bottom - 1)]
        pixels[box.slices] = middle(np.concatenate(rows))
    return pixels


def _letters_height(pieces: NDArray[np.int32]) -> float:
    """The height of capitals, by that of pieces; UNKNOWN_HEIGHT_PX if there are none."""
    tall = pieces[pieces[:, 3] >= MIN_LETTER_PX, 3]
    return float(np.percentile(tall, CAPITAL_PERCENTILE)) if len(tall) else UNKNOWN_HEIGHT_PX


def _labelled(box: Box, sign: str, letters: NDArray[np.int32], heights: tuple[float, float]) -> Cover | None:
    """The cover in a box, if there are letters on its left, close on its right, or above; else None."""
    left, top, width, height = letters.T[:4]
    right, bottom, centre = left + width, top + height, top + height / 2
    usual = _letters_height(letters)
    row = (centre > box.top) & (centre < box.bottom) & (height > 0.4 * usual) & (height <= 1.2 * box.height)
    before = (
        row
        & (right <= box.left + GROUND_DISTANCE_PX)
        & (box.left - right <= LABEL_LEFT_REACH_HEIGHTS * box.height / heights[0])
    )
    after = row & (left >= box.right - GROUND_DISTANCE_PX) & (left - box.right <= RIGHT_REACH_HEIGHTS * box.height)
    over = (
        (bottom <= box.top + GROUND_DISTANCE_PX)
        & (box.top - bottom <= LABEL_ABOVE_REACH_HEIGHTS * usual)
        & (left > box.left - usual)
    )
    over &= (left < box.left + 8 * usual) & (height > 0.4 * usual)
    aligned = over & (np.abs(left - box.left) <= ALIGNMENT_TOLERANCE_HEIGHTS * usual)
    for near in (before | after, over if aligned.any() else aligned):
        size = _letters_height(letters[near])
        if (
            near.sum() >= MIN_LABEL_LETTERS
            and heights[0] <= box.height / size <= heights[1]
            and box.width <= MAX_COVER_WIDTH_HEIGHTS * size
        ):
            return Cover(box, sign, size)
    return None


def _flat(grey: Mask) -> Iterator[Box]:
    """Boxes around flat regions that can be bars, with a margin in which such a bar ends."""
    span = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((CELL_PX + 1, CELL_PX + 1), np.uint8))
    flat: Any = span[CELL_PX // 2 :: CELL_PX, CELL_PX // 2 :: CELL_PX] <= MAX_FLAT_LEVELS
    stats = cv2.connectedComponentsWithStats(flat.astype(np.uint8), connectivity=4)[2][1:]
    _, _, width, height, count = stats.T
    oblong = (width >= 2) & (width >= height) & (height * CELL_PX <= MAX_COVER_PX) & (count >= 0.8 * width * height)
    whole = Box.whole(grey.shape)
    for left, top, wide, tall in (stats[oblong, :4] * CELL_PX).tolist():
        yield Box(left, top, left + wide, top + tall).grown(2 * CELL_PX, whole)


def _bar(around: Box, pixels: Pixels) -> Box | None:
    """The bar of one colour amid a box; None if there is none, or something is written on it."""
    part = pixels[around.slices]
    y, x = part.shape[0] // 2, part.shape[1] // 2
    same = _like(part[y, x], part, MAX_FLAT_LEVELS)
    top, bottom = _run(same[:, x], y)
    left, right = _run(same[y], x)
    height, corner = bottom - top, (bottom - top) // 2
    if right - left < MIN_ASPECT_RATIO * height or height < 2 * CELL_PX:
        return None
    own = same[top:bottom, left:right]
    plain = own[:, corner:-corner].all() and own[corner - 1 : corner + 1].all() and own.mean() >= MIN_ROUNDED_FILL_SHARE
    return Box(left, top, right, bottom).moved(around.left, around.top) if plain else None


def _like(colour: Iterable[int], pixels: Pixels, levels: int) -> NDArray[np.bool_]:
    """Which pixels have a colour, within so many levels."""
    low, high = ([min(255, max(0, int(c) + by)) for c in colour] for by in (-levels, levels))
    return np.asarray(cv2.inRange(pixels, np.array(low), np.array(high)), np.bool_)


def _run(same: NDArray[np.bool_], at: int) -> tuple[int, int]:
    """Start and end of the run of True around a place."""
    off = np.flatnonzero(~same)
    k = int(np.searchsorted(off, at))
    return int(off[k - 1]) + 1 if k else 0, int(off[k]) if k < len(off) else len(same)


def _stands_out(box: Box, pixels: Pixels) -> bool:
    """Whether a bar differs clearly from a ground of one colour, without a frame between them."""
    ground = sides(box, pixels, GROUND_DISTANCE_PX)
    if not len(ground) or np.ptp(ground, axis=0).max() > MAX_GROUND_LEVELS:
        return False
    contrast = np.abs(_colour(box, pixels) - ground[0]).max()
    beside = np.abs(sides(box, pixels, 1) - ground).max(axis=1)
    return bool(contrast >= MIN_BAR_LEVELS and beside.min() <= MIN_FRAME_CONTRAST_SHARE * contrast)


def _labelled_bar(box: Box, bars: Sequence[Box], pixels: Pixels, letters: NDArray[np.int32]) -> Cover | None:
    """The cover that a bar is; None if it has no label, or may be an empty field or one of a chart."""
    cover = _labelled(box, BAR, letters, BAR_HEIGHT_RANGE_HEIGHTS)
    if cover is None or _of_chart(box, bars, pixels):
        return None
    lighter = _colour(box, pixels).mean() > sides(box, pixels, GROUND_DISTANCE_PX).mean()
    return None if lighter and box.height > MAX_PALE_BAR_HEIGHTS * cover.height else cover


def _of_chart(box: Box, bars: Sequence[Box], pixels: Pixels) -> bool:
    """Whether a bar is coloured, and others like it begin on the same level."""
    colour = _colour(box, pixels)
    alike = [
        b for b in bars if abs(b.left - box.left) <= 1 and np.abs(_colour(b, pixels) - colour).max() <= MAX_FLAT_LEVELS
    ]
    return bool(np.ptp(colour) > MIN_COLOUR_LEVELS) and len(alike) >= MIN_CHART_BARS


def _colour(box: Box, pixels: Pixels) -> NDArray[np.int64]:
    return np.array(pixels[(box.top + box.bottom) // 2, (box.left + box.right) // 2], np.int64)


def _pink(pixels: Pixels) -> Iterator[Box]:
    """The boxes that Playwright paints over masked elements; those that touch are told apart by their width."""
    if not _like(PLAYWRIGHT_MASK_RGB, np.ascontiguousarray(pixels[::CELL_PX, ::CELL_PX]), MAX_PINK_LEVELS).any():
        return
    pink = _like(PLAYWRIGHT_MASK_RGB, pixels, MAX_PINK_LEVELS)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(pink.view(np.uint8), connectivity=8)
    for k, (left, top, width, height, _) in enumerate(stats[1:].tolist(), 1):
        own = labels[top : top + height, left : left + width] == k
        first, last = own.argmax(axis=1), width - own[:, ::-1].argmax(axis=1)
        if (own.sum(axis=1) < MIN_PINK_ROW_SHARE * (last - first)).any():
            continue
        changes = np.flatnonzero((np.abs(np.diff(first)) > 1) | (np.abs(np.diff(last)) > 1)) + 1
        for start, end in pairwise([0, *changes.tolist(), height]):
            box = Box(left + int(first[start]), top + start, left + int(last[start]), top + end)
            if min(box.width, box.height) >= MIN_PINK_SIDE_PX:
                yield box
