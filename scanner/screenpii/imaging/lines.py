"""Pieces of ink become lines of text: neighbours of one height, never across a rule or a wide gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from screenpii.imaging.ink import Ink
from screenpii.types import Box

Pieces = NDArray[np.int32]

MIN_PIECE_PX = 3  # height of a piece that can begin a line; lower ones are dots, commas and dashes
CAPITAL_PERCENTILE = 75  # percentile of the heights of a frame's pieces that is taken for capitals
# height of all ink of a line in capital heights; with more, some of it does not belong to the line
MAX_INK_HEIGHTS = 1.5
MIN_CONTRAST_RATIO = 0.33  # contrast of a letter over the usual one of its line
CAPITAL_QUANTILE = 0.85  # quantile of the heights of a line's pieces that is taken for its capitals
NEIGHBOUR_REACH_HEIGHTS = 1.3  # piece heights to either side in which a piece looks for its neighbour
# share of a piece's height that is left off at top and bottom when neighbours are looked for
TRIMMED_HEIGHT_SHARE = 0.3
TRIMMED_NARROW_SHARE = 0.12  # share of height that is left off brackets, slashes and other narrow pieces
MAX_LOW_PIECE_HEIGHTS = 0.7  # height of a low piece, as a star or a dot, in letter heights
MIN_LOW_PIECES = 3  # low pieces in a row, from which on they look for neighbours above and below themselves
LOW_PIECE_GROWTH_HEIGHTS = 0.3  # letter heights above and below in which low pieces look for neighbours
MIN_SPACE_HEIGHTS = 0.28  # width of a space in line heights; narrower gaps are within words
MAX_GAP_HEIGHTS = 1.6  # gap within a text in line heights; wider gaps always separate two texts
ODD_GAP_RATIO = 1.9  # a gap that separates two texts over the line's narrowest space
MAX_SINGLE_GAP_HEIGHTS = 0.9  # line heights of the only space in a line; a wider one separates two texts
MIN_PARTING_GAP_HEIGHTS = 0.85  # gap that separates two texts in line heights
GIANT_HEIGHT_RATIO = 4  # height of a picture over that of most lines, unless it is as wide as a heading
MAX_TYPED_SPACE_CELLS = 1.5  # width of a space in typewriting, in cells
# gap between letters of letter-spaced text in line heights; digits of other text stand closer
TRACKED_GAP_HEIGHTS = 0.4
MIN_TRACKED_GAPS = 5  # gaps of a row of letter-spaced text; half of them are wider than TRACKED_GAP_HEIGHTS
TRACKED_SPACE_GAPS = 2.2  # a space of letter-spaced text is no wider than so many usual gaps plus TRACKED_SPACE_HEIGHTS
TRACKED_SPACE_HEIGHTS = 0.75  # line heights that are added to it
MAX_TRACKED_GAP_RATIO = 1.5  # a gap within a letter-spaced word over the usual gap
FRAME_PIECE_HEIGHT_RATIO = 1.75  # height of a narrow piece that is part of a frame over its row's usual height
ICON_HEIGHT_RATIO = 2.3  # height of a wide piece that is an icon over its row's usual height


@dataclass(frozen=True, slots=True)
class TextLine:
    """The pieces of ink of one line, from left to right, and the height of its capitals in pixels."""

    pieces: Pieces
    height: float

    @property
    def box(self) -> Box:
        left, top, width, height = self.pieces[:, :4].T
        return Box(int(left.min()), int(top.min()), int((left + width).max()), int((top + height).max()))

    @property
    def boxes(self) -> list[Box]:
        """The boxes of the pieces; those that stand above one another are one: halves of a star."""
        boxes: list[Box] = []
        for left, top, width, tall, _ in self.pieces[np.argsort(self.pieces[:, 0], kind="stable")].tolist():
            box = Box(left, top, left + width, top + tall)
            if boxes and min(boxes[-1].right, box.right) - box.left >= 0.6 * min(boxes[-1].width, width):
                box = Box.around([boxes.pop(), box])
            boxes.append(box)
        return boxes


def find_lines(ink: Ink) -> list[TextLine]:
    """The lines of text, in no order."""
    pieces = ink.pieces
    large = pieces[pieces[:, 3] >= MIN_PIECE_PX]
    small = pieces[pieces[:, 3] < MIN_PIECE_PX]
    if not len(large):
        return []
    letters = float(np.percentile(large[:, 3], CAPITAL_PERCENTILE))
    grouped = [large[g] for g in _groups(large, ink, letters)]
    parts = [part for group in grouped for part in _by_height(group, letters)]
    rows = [TextLine(part, max(_height(part), _least_height(part, letters))) for part in parts]
    usual = float(np.median([row.height for row in rows]))
    lines = [line for row in _with_small(_absorbed(rows), small) for line in _split(row, 0.75 * usual, letters)]
    return _distinct([_without_pale(line, ink) for line in lines])


def _without_pale(line: TextLine, ink: Ink) -> TextLine:
    """The line without pieces much paler than the rest, if something sticks out of it: remains of a field's edge."""
    if line.box.height <= MAX_INK_HEIGHTS * line.height:
        return line
    boxes = line.pieces[:, :4].tolist()
    peaks = np.array([ink.contrast[top : top + tall, left : left + wide].max() for left, top, wide, tall in boxes])
    return TextLine(line.pieces[peaks >= MIN_CONTRAST_RATIO * np.median(peaks)], line.height)


def one_line(ink: Ink) -> TextLine | None:
    """All the ink of a picture of a single line; None if there is none."""
    return TextLine(ink.pieces, _height(ink.pieces)) if len(ink.pieces) else None


def _distinct(lines: list[TextLine]) -> list[TextLine]:
    """The lines without those that lie within another one, without specks, and without what is too tall for a line."""
    usual = float(np.median([line.height for line in lines]))
    lines = [line for line in lines if len(line.pieces) > 1 or line.height > 0.5 * usual]
    lines = [line for line in lines if line.height < GIANT_HEIGHT_RATIO * usual or line.box.width > 2 * line.box.height]
    boxes = np.array([(b.left, b.top, b.right, b.bottom) for b in (line.box for line in lines)]).reshape(-1, 4)
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    kept = []
    for k, (left, top, right, bottom) in enumerate(boxes.tolist()):
        width = np.minimum(boxes[:, 2], right) - np.maximum(boxes[:, 0], left)
        height = np.minimum(boxes[:, 3], bottom) - np.maximum(boxes[:, 1], top)
        shared = np.maximum(0, width) * np.maximum(0, height)
        similar = (boxes[:, 3] - boxes[:, 1]) < 2.5 * (bottom - top)
        if not np.any((shared > 0.6 * area[k]) & (area > area[k]) & similar):
            kept.append(lines[k])
    return kept


def _height(pieces: Pieces) -> float:
    heights = sorted(pieces[:, 3].tolist())  # of few pieces: faster than numpy's percentile
    return float(heights[round(CAPITAL_QUANTILE * (len(heights) - 1))])


def _least_height(pieces: Pieces, letters: float) -> float:
    """A row of stars or dots, and of nothing higher, is as high as letters would be."""
    marks = _rows_of_marks(pieces, letters)
    return letters if marks.any() and pieces[:, 3].max() < MAX_LOW_PIECE_HEIGHTS * letters else 0.0


def _groups(pieces: Pieces, ink: Ink, usual: float) -> Iterator[NDArray[np.int64]]:
    """Indices of pieces that touch when each is drawn wider by its reach; rules keep them apart."""
    canvas = np.zeros(ink.mask.shape, np.uint8)
    start, end = _cores(pieces, usual)
    reach = (NEIGHBOUR_REACH_HEIGHTS * np.maximum(pieces[:, 3], 0.6 * usual)).astype(int)
    left, right = np.maximum(0, pieces[:, 0] - reach), pieces[:, 0] + pieces[:, 2] + reach
    for a, top, b, bottom in zip(left.tolist(), start.tolist(), right.tolist(), end.tolist(), strict=True):
        cv2.rectangle(canvas, (a, top), (b, bottom), 1, -1)
    canvas[ink.walls > 0] = 0
    _, labels = cv2.connectedComponents(canvas, connectivity=4)
    rows = pieces[:, 1] + pieces[:, 3] // 2
    columns = pieces[:, 0] + pieces[:, 2] // 2
    named = labels[rows, columns]
    order = np.argsort(named, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(named[order])) + 1)


def _cores(pieces: Pieces, usual: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows (first, last) that a piece shares with its neighbours on a line, and with no other line."""
    top, height = pieces[:, 1], pieces[:, 3]
    core = np.where(pieces[:, 2] < 0.5 * height, TRIMMED_NARROW_SHARE, TRIMMED_HEIGHT_SHARE)
    inset = np.where(_rows_of_marks(pieces, usual), -LOW_PIECE_GROWTH_HEIGHTS * usual, core * height)
    return np.maximum(0, top + inset).astype(int), (top + height - inset).astype(int)


def _rows_of_marks(pieces: Pieces, usual: float) -> NDArray[np.bool_]:
    """Which pieces are low and in a row of equal ones."""
    found = np.zeros(len(pieces), bool)
    low = np.flatnonzero(pieces[:, 3] < MAX_LOW_PIECE_HEIGHTS * usual)
    for k in low:
        left, top, _, height = pieces[k, :4]
        like = (np.abs(pieces[low, 1] - top) <= 1) & (np.abs(pieces[low, 3] - height) <= 1)
        found[k] = (like & (np.abs(pieces[low, 0] - left) < MIN_LOW_PIECES * 2 * usual)).sum() >= MIN_LOW_PIECES
    return found


def _by_height(pieces: Pieces, letters: float) -> Iterator[Pieces]:
    """The group without pieces much taller than the rest (icons, parts of frames), and those on their own."""
    heights = pieces[:, 3]
    marks = _rows_of_marks(pieces, letters)
    usual = np.percentile(heights if marks.all() else heights[~marks], 60)
    tall = heights > np.where(pieces[:, 2] < 0.5 * heights, FRAME_PIECE_HEIGHT_RATIO, ICON_HEIGHT_RATIO) * usual
    if tall.any() and tall.mean() < 0.5:
        yield pieces[tall]
        pieces = pieces[~tall]
    yield from _by_rows(pieces, letters)


def _by_rows(pieces: Pieces, letters: float) -> Iterator[Pieces]:
    """The group by rows where a row without any core ink parts it: two lines that a tall piece had joined."""
    start, end = _cores(pieces, letters)
    order = np.argsort(start)
    reached = np.maximum.accumulate(end[order])
    cuts = np.flatnonzero(start[order][1:] > reached[:-1] + 1) + 1
    for part in np.split(order, cuts):
        yield pieces[part]


def _split(row: TextLine, least: float, letters: float) -> Iterator[TextLine]:
    """The lines into which gaps part a row; a row of mere dots is measured as if it were `least` high."""
    pieces = row.pieces[np.argsort(row.pieces[:, 0], kind="stable")]
    cuts = np.flatnonzero(_breaks(pieces, max(row.height, least))) + 1
    for part in np.split(pieces, cuts):
        large = part[part[:, 3] >= 0.5 * row.height]
        height = max(_height(large), _least_height(large, letters)) if len(large) else row.height
        yield TextLine(part, height)


def _breaks(pieces: Pieces, height: float) -> NDArray[np.bool_]:
    """For each piece but the first, whether the gap before it is too wide for a space of this row."""
    right = np.maximum.accumulate(pieces[:, 0] + pieces[:, 2])
    gaps = pieces[1:, 0] - right[:-1]
    spaces = gaps[gaps > MIN_SPACE_HEIGHTS * height]
    if not len(spaces):
        return np.zeros(len(gaps), bool)
    tracked = _tracking(gaps, height)
    within = max(MIN_SPACE_HEIGHTS * height, MAX_TRACKED_GAP_RATIO * tracked)
    pitch = _pitch(pieces[pieces[:, 3] >= 0.5 * height], within)
    if pitch:
        cells = np.diff(pieces[:, 0] + pieces[:, 2] / 2) / pitch
        return np.asarray(
            (gaps > max(MIN_PARTING_GAP_HEIGHTS * height, MAX_TYPED_SPACE_CELLS * pitch)) & (np.abs(cells - 2) > 0.25)
        )
    if tracked:
        return np.asarray(gaps > TRACKED_SPACE_GAPS * tracked + TRACKED_SPACE_HEIGHTS * height)
    widest = MAX_SINGLE_GAP_HEIGHTS * height
    if len(spaces) >= 2 and spaces.min() < 0.6 * height:
        widest = max(MIN_PARTING_GAP_HEIGHTS * height, ODD_GAP_RATIO * float(spaces.min()))
    return np.asarray(gaps > min(MAX_GAP_HEIGHTS * height, widest))


def _tracking(gaps: NDArray[np.int32], height: float) -> float:
    """The usual gap between the letters of letter-spaced text in pixels; 0 for other text."""
    apart = gaps[gaps > 0]
    usual = float(np.median(apart)) if len(apart) >= MIN_TRACKED_GAPS else 0.0
    return usual if usual > TRACKED_GAP_HEIGHTS * height else 0.0


def _pitch(letters: Pieces, within: float) -> float:
    """The distance of letters that are all equally wide, as typewriters set them; 0 for other letters.

    Gaps of at most `within` pixels lie within words.
    """
    gaps = letters[1:, 0] - (letters[:-1, 0] + letters[:-1, 2])
    steps = np.diff(letters[:, 0] + letters[:, 2] / 2)[gaps <= within]
    typed = len(steps) >= 3 and float(np.std(steps)) < 0.17 * float(np.mean(steps))
    return float(np.mean(steps)) if typed else 0.0


def _absorbed(lines: list[TextLine]) -> list[TextLine]:
    """The lines, where those that are a comma, a dot or an accent of a taller one have become part of it."""
    order = sorted(range(len(lines)), key=lambda i: -lines[i].height)
    boxes = np.array([(b.left, b.top, b.right, b.bottom) for b in (lines[i].box for i in order)], np.int32).reshape(
        -1, 4
    )
    heights = np.array([lines[i].height for i in order])
    parts: list[list[Pieces]] = [[lines[i].pieces] for i in order]
    usual = float(np.median(heights))
    for k in range(len(order) - 1, 0, -1):
        left, top, right, bottom = boxes[k]
        around = heights[:k]
        near = (
            (bottom - top < 0.62 * around)
            & (right - left < 1.2 * around)
            & ((left + right) / 2 > boxes[:k, 0] - 0.5 * around)
            & ((left + right) / 2 < boxes[:k, 2] + 0.5 * around)
            & (bottom > boxes[:k, 1] - 0.25 * around)
            & (top < np.maximum(boxes[:k, 3], boxes[:k, 1] + around) + 0.1 * around)
            & (around < 3 * usual)
        )
        if near.any():
            parts[int(np.flatnonzero(near)[-1])] += parts[k]
            parts[k] = []
    return [TextLine(np.concatenate(p), lines[i].height) for p, i in zip(parts, order, strict=True) if p]


def _with_small(lines: list[TextLine], small: Pieces) -> list[TextLine]:
    """The lines with the dots, commas, dashes and accents that lie in or close around them."""
    if not len(small) or not lines:
        return lines
    middle_x = small[:, 0] + small[:, 2] / 2
    middle_y = small[:, 1] + small[:, 3] / 2
    found = []
    for line in lines:
        box, around = line.box, line.height
        near = (
            (middle_x > box.left - 0.7 * around)
            & (middle_x < box.right + 0.45 * around)
            & (middle_y > box.top - 0.4 * around)
            & (middle_y < box.bottom + 0.3 * around)
        )
        pieces = np.concatenate([line.pieces, small[near]]) if near.any() else line.pieces
        found.append(TextLine(pieces[np.argsort(pieces[:, 0], kind="stable")], around))
    return found
