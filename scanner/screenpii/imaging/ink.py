"""Ink: pixels that differ from the flat colour around them, without rules, frames and pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from screenpii.types import Box

Mask = NDArray[np.uint8]

MIN_INK_LEVELS = 30  # levels (of 255) by which ink differs from its ground in some channel
CONTRAST_WINDOW_PX = 19  # side of the window by whose strongest contrast ink is judged
MIN_CONTRAST_SHARE = 0.33  # share of the window's strongest contrast that ink has; a wrongly guessed ground has less
MAX_SPECK_PX = 3  # side of a speck, which needs MIN_SPECK_LEVELS of contrast
MIN_SPECK_LEVELS = 70  # levels of contrast of a speck; remains of pale rules have less
MIN_RULE_LEVELS = 9  # levels by which an upright rule differs from both sides, RULE_SIDE_PX away
RULE_SIDE_PX = 4  # pixels from an upright rule to where the ground beside it is taken
MAX_CROSSING_PX = 5  # length that an upright rule may lose where another one crosses it
MAX_RULE_STEP_LEVELS = 4  # levels by which a rule's colour may change from one pixel to the next
# side of the window whose median is the ground, in samples: wider than strokes, narrower than panels
GROUND_WINDOW_SAMPLES = 11
# pixels from one sample of the ground to the next one down: text lies in bands that are wider than high
SAMPLE_STEP_DOWN_PX = 2
SAMPLE_STEP_ACROSS_PX = 4  # pixels from one sample of the ground to the next one across
WIDE_SAMPLE_STEP_PX = 4  # pixels between samples, both ways, where the smaller window has no colour of its own
MIN_AGREED_SHARE = 0.5  # share of a window that has its median colour; with less it has no colour of its own
MIN_RULE_PX = 44  # length of a rule or a frame; shorter straight runs are strokes
MAX_RULE_THICKNESS_PX = 4  # thickness of a rule; thicker runs are bars and panels
MIN_PANEL_FILL_SHARE = 0.5  # share of its box that a panel fills; letters joined to a word fill less
MIN_PLAIN_SHARE = 0.6  # share of a panel's pixels that have its colour; letters are softened at their edges
MAX_EVEN_LEVELS = 8  # levels by which pixels of one colour may differ
PANEL_SAMPLE_STEP_PX = 7  # pixels between the samples that tell a panel's colour
MAX_CORNER_FILL_SHARE = 0.6  # share of its box that the corner of a frame fills
MIN_OVERLAP_SHARE = 0.5  # share of a letter's box that a frame around it covers; a T over the next letter covers less
MAX_PIECE_PX = 170  # height of a piece of ink; higher connected pieces are pictures
MIN_LETTER_PX = 5  # height of a letter; lower pieces are dots and dashes
UNKNOWN_HEIGHT_PX = 10.0  # letter height that is assumed on a frame without letters


@dataclass(frozen=True, slots=True)
class Ink:
    """Pieces of ink (connected components) of a frame.

    `pieces` has a row (left, top, width, height, pixels) for each; `mask` is 1 where there is ink, `walls` where an
    upright rule stands, which no line of text crosses; `contrast` is by how many levels each pixel differs from its
    ground.
    """

    mask: Mask
    contrast: Mask
    pieces: NDArray[np.int32]
    walls: Mask


def find_ink(pixels: NDArray[np.uint8]) -> Ink:
    """The ink of a frame (height x width x 3)."""
    contrast = _contrast(pixels)
    mask = _clear(contrast)
    walls = _walls(pixels)
    mask[(walls | _rules(mask, (1, MIN_RULE_PX)) | _rules(mask, (MIN_RULE_PX, 1))) > 0] = 0
    labels, stats = _components(mask)
    if _write_on_panels(mask, pixels, labels, stats):
        stats = _components(mask)[1]
    pieces = _without_frames(_glyphs(stats[1:]))
    left, top, width, height, count = pieces.T
    clear = contrast[top + height // 2, left + width // 2] >= MIN_SPECK_LEVELS
    return Ink(mask, contrast, _without_shades(pieces[(count > MAX_SPECK_PX) | clear], mask, contrast), walls)


def outside(pieces: NDArray[np.int32], boxes: Iterable[Box]) -> NDArray[np.int32]:
    """The pieces whose middle is in none of the boxes."""
    x, y = pieces[:, 0] + pieces[:, 2] / 2, pieces[:, 1] + pieces[:, 3] / 2
    kept = np.ones(len(pieces), bool)
    for box in boxes:
        kept &= (x < box.left) | (x > box.right) | (y < box.top) | (y > box.bottom)
    return pieces[kept]


def stretches(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Start and end of each run of True, a row each; ends are exclusive."""
    return np.flatnonzero(np.diff(flags, prepend=False, append=False)).reshape(-1, 2)


def inked(ink: Mask, line: Box) -> NDArray[np.bool_]:
    """Which columns of a line hold ink."""
    return np.asarray(ink[line.slices].any(axis=0), np.bool_)


def side_by_side(ink: Mask, line: Box) -> list[Box]:
    """The pieces of ink that stand side by side in a line."""
    edges = stretches(inked(ink, line)).tolist()
    return [Box(line.left + a, line.top, line.left + b, line.bottom) for a, b in edges]


def _components(mask: Mask) -> Any:
    """The number of the connected piece that each pixel belongs to, and a row for each piece; 0 is the rest."""
    return cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)[1:3]


def _clear(contrast: Mask) -> Mask:
    """Where the contrast is that of ink, also beside the strongest one nearby."""
    around = cv2.dilate(contrast, np.ones((CONTRAST_WINDOW_PX, CONTRAST_WINDOW_PX), np.uint8))
    least = np.maximum(cv2.convertScaleAbs(around, alpha=MIN_CONTRAST_SHARE), np.uint8(MIN_INK_LEVELS))
    return (contrast > least).view(np.uint8)


def _without_frames(pieces: NDArray[np.int32]) -> NDArray[np.int32]:
    """The pieces but for the remains of fields, buttons and panels: large thin ones that reach over letters.

    One that has a whole letter within it and is not much larger is an at sign.
    """
    left, top, width, height, count = pieces.T
    right, bottom, usual = left + width, top + height, _usual(height)
    letters = (height >= 0.5 * usual) & (height <= 1.6 * usual)
    kept = np.ones(len(pieces), bool)
    large = (height > 1.2 * usual) | (width > 1.6 * usual)
    for k in np.flatnonzero(large & (count < MAX_CORNER_FILL_SHARE * width * height)):
        across = np.maximum(0, np.minimum(right, right[k]) - np.maximum(left, left[k]))
        shared = across * np.maximum(0, np.minimum(bottom, bottom[k]) - np.maximum(top, top[k])) / (width * height)
        beyond = (np.abs(top - top[k]) > 0.2 * usual) & (np.abs(bottom[k] - bottom) > 0.2 * usual)
        over = letters & beyond & (shared > MIN_OVERLAP_SHARE) & ((shared < 0.9) | (height[k] > 1.6 * usual))
        over[k] = False
        kept[k] = not over.any()
    return pieces[kept]


def _without_shades(pieces: NDArray[np.int32], mask: Mask, contrast: NDArray[np.uint8]) -> NDArray[np.int32]:
    """The pieces but for large pale ones: no letters, but grounds guessed wrong at the edges of fields and panels."""
    usual = _usual(pieces[:, 3])
    kept = np.ones(len(pieces), bool)
    for k in np.flatnonzero((pieces[:, 3] > 1.4 * usual) | (pieces[:, 2] > 2.5 * usual)):
        left, top, width, height = pieces[k, :4]
        part = np.s_[top : top + height, left : left + width]
        kept[k] = int(np.percentile(contrast[part][mask[part] > 0], 90)) >= MIN_SPECK_LEVELS
    return pieces[kept]


def _usual(heights: NDArray[np.int32]) -> float:
    """The median height of pieces that can be letters; UNKNOWN_HEIGHT_PX if there are none."""
    tall = heights[heights >= MIN_LETTER_PX]
    return float(np.median(tall)) if len(tall) else UNKNOWN_HEIGHT_PX


def _write_on_panels(mask: Mask, pixels: NDArray[np.uint8], labels: NDArray[np.int32], stats: NDArray[np.int32]) -> int:
    """Put what is written on badges and buttons in place of these solid pieces of one colour; how many there are."""
    _, _, width, height, count = stats.T
    solid = (width >= 24) & (height >= 12) & (count > MIN_PANEL_FILL_SHARE * width * height) & (count < mask.size / 2)
    found = np.flatnonzero(solid)
    number = 0
    for k in found[found > 0]:
        left, top, right, bottom = stats[k, 0], stats[k, 1], stats[k, 0] + stats[k, 2], stats[k, 1] + stats[k, 3]
        inside = pixels[top:bottom, left:right]
        own = labels[top:bottom, left:right] == k
        colour = np.median(inside[own][::PANEL_SAMPLE_STEP_PX], axis=0).astype(np.uint8)
        off = _most(cv2.absdiff(inside, np.broadcast_to(colour, inside.shape)))
        if (off[own] <= MAX_EVEN_LEVELS).mean() < MIN_PLAIN_SHARE:
            continue
        written = _within((off > MIN_INK_LEVELS).astype(np.uint8))
        if not written.any():
            continue
        mask[top:bottom, left:right][own] = 0
        mask[top:bottom, left:right] |= written
        number += 1
    return number


def _within(written: Mask) -> Mask:
    """The pieces that do not touch the border: what lies around a panel's round corners is not written on it."""
    _, labels = cv2.connectedComponents(written, connectivity=8)
    outside = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    return (written.astype(bool) & ~np.isin(labels, outside)).astype(np.uint8)


def _contrast(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """By how many levels each pixel differs from its ground, in the channel where it differs most."""
    near, far = (
        pixels[::SAMPLE_STEP_DOWN_PX, ::SAMPLE_STEP_ACROSS_PX],
        pixels[::WIDE_SAMPLE_STEP_PX, ::WIDE_SAMPLE_STEP_PX],
    )
    ground, wide = (cv2.medianBlur(np.ascontiguousarray(samples), GROUND_WINDOW_SAMPLES) for samples in (near, far))
    even = (_most(cv2.absdiff(near, ground)) <= MAX_EVEN_LEVELS).astype(np.float32)
    mixed = cv2.boxFilter(even, -1, (GROUND_WINDOW_SAMPLES, GROUND_WINDOW_SAMPLES)) < MIN_AGREED_SHARE
    ground[mixed] = cv2.resize(wide, near.shape[1::-1], interpolation=cv2.INTER_NEAREST)[mixed]
    return _most(cv2.absdiff(pixels, cv2.resize(ground, pixels.shape[1::-1], interpolation=cv2.INTER_NEAREST)))


def _most(difference: Any) -> NDArray[np.uint8]:
    """The largest of the three channels of each pixel."""
    return np.asarray(cv2.max(cv2.max(difference[:, :, 0], difference[:, :, 1]), difference[:, :, 2]), np.uint8)


def _walls(pixels: NDArray[np.uint8]) -> Mask:
    """Upright rules, however pale: runs of one unchanging colour, other than that on both their sides."""
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    if grey.shape[0] <= MIN_RULE_PX or grey.shape[1] <= 2 * RULE_SIDE_PX:
        return np.zeros_like(grey)
    steady = cv2.absdiff(grey[1:], grey[:-1]) <= MAX_RULE_STEP_LEVELS
    step: Any = cv2.absdiff(grey[:, RULE_SIDE_PX:], grey[:, :-RULE_SIDE_PX]) > MIN_RULE_LEVELS
    wall = np.zeros_like(grey)
    wall[1:, RULE_SIDE_PX:-RULE_SIDE_PX] = (
        steady[:, RULE_SIDE_PX:-RULE_SIDE_PX] & step[1:, :-RULE_SIDE_PX] & step[1:, RULE_SIDE_PX:]
    )
    across = cv2.morphologyEx(wall, cv2.MORPH_CLOSE, np.ones((MAX_CROSSING_PX, 1), np.uint8))
    return np.asarray(cv2.morphologyEx(across, cv2.MORPH_OPEN, np.ones((MIN_RULE_PX, 1), np.uint8)), np.uint8)


def _rules(mask: Mask, size: tuple[int, int]) -> Mask:
    """Straight runs at least as long as `size` (width, height) and no thicker than MAX_RULE_THICKNESS_PX."""
    runs = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((size[1], size[0]), np.uint8))
    thick = cv2.morphologyEx(
        runs, cv2.MORPH_OPEN, np.ones((MAX_RULE_THICKNESS_PX + 1, MAX_RULE_THICKNESS_PX + 1), np.uint8)
    )
    return np.asarray(cv2.subtract(runs, thick), np.uint8)


def _glyphs(stats: NDArray[np.int32]) -> NDArray[np.int32]:
    """The pieces that can be parts of text: no pictures, no remains of rules and frames."""
    _, _, width, height, pixels = stats.T
    fill = pixels / np.maximum(1, width * height)
    picture = (height > MAX_PIECE_PX) | ((width > 200) & (height > 60) & (fill < 0.3))
    frame = (width > 36) & (height > 18) & (fill < 0.2)
    usual = _usual(height)
    frame |= (height > 1.6 * usual) & (fill < 0.15)
    frame |= (height > 2 * usual) & (width > 2.5 * height) & (fill < 0.4)
    frame |= (height > 2.2 * usual) & (width < 0.17 * height)
    rule = ((height <= 2) & (width > 30)) | ((width <= 2) & (height > 40)) | ((width <= 5) & (height >= 30))
    return np.asarray(stats[~picture & ~frame & ~rule], np.int32)
