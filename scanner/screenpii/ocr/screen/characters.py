"""Character boxes: the network's positions, moved to the gaps in the ink; spaces restored."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from screenpii.imaging.ink import Mask, inked
from screenpii.ocr.screen.recognise import Reading
from screenpii.types import Box, Char

MIN_SPACE_HEIGHTS = 0.24  # width of a space in line heights
MAX_SHORT_LINE_CHARS = 8  # letters of a short line, in which gaps are hard to compare
ROUNDING_PX = 1  # pixels by which a space is wider in a short line: both edges of a gap are rounded
# gap between letters of letter-spaced text in line heights; digits of other text stand closer
TRACKED_GAP_HEIGHTS = 0.4
MIN_TRACKED_GAPS = 4  # gaps of a letter-spaced line; half of them are wider than TRACKED_GAP_HEIGHTS
TRACKED_SPACE_RATIO = 1.75  # a space of letter-spaced text over its usual gap, whatever the network saw there
# characters that are narrower than their cell in tables and typewriting
THIN_CHARS = frozenset("1iIljtfr.,:;'’|!-/()[]")
THIN_SPACE_HEIGHTS = 0.55  # width of a space beside a thin character in line heights
MAX_LETTER_HEIGHTS = 1.3  # width of a letter in line heights; what is wider has an icon beside it
MIN_ICON_DISTANCE_HEIGHTS = 0.35  # line heights from an icon to the middle of a letter
MIN_SPACE_RATIO = 0.75  # a space over the narrowest one that the network saw in the line
WIDE_GAP_RATIO = 2.4  # a gap that is a space over the usual gap between characters


def place(reading: Reading, crop: Box, ink: Mask, line: Box) -> tuple[Char, ...]:
    """The characters of a reading with boxes that hold their ink.

    `crop` is what was read, `line` the box of the line's ink, both in pixels of the frame, `ink` the frame's mask.
    """
    shown = [(c, crop.left + at * crop.width) for c, at in zip(reading.text, reading.places, strict=True)]
    letters = [(c, x) for c, x in shown if not c.isspace()]
    if not letters:
        return ()
    columns = inked(ink, line).tolist()
    places = [x - line.left for _, x in letters]
    edges = _without_icons(_borders(places, columns), places, columns, line.height)
    spans = [_tight(columns, start, end) for start, end in pairwise(edges)]
    boxes = [Box(line.left + a, line.top, line.left + b, line.bottom) for a, b in spans]
    told = _told_spaces(reading.text)
    spaces = _spaces("".join(c for c, _ in letters), spans, told, line.height)
    chars: list[Char] = []
    for k, ((c, _), box) in enumerate(zip(letters, boxes, strict=True)):
        if k and spaces[k - 1]:
            chars.append(Char(" "))
        chars.append(Char(c, box))
    return tuple(chars)


def share(reading: Reading, crop: Box) -> tuple[Char, ...]:
    """The characters of a reading, each with its share of the crop: for pictures whose ink is not known."""
    places = [crop.left + p * crop.width for p in reading.places]
    edges = [crop.left, *(round((a + b) / 2) for a, b in pairwise(places)), crop.right]
    boxes = [Box(a, crop.top, max(a + 1, b), crop.bottom) for a, b in pairwise(edges)]
    return tuple(Char(c, None if c.isspace() else box) for c, box in zip(reading.text, boxes, strict=True))


def _borders(places: list[float], columns: list[bool]) -> list[int]:
    """The columns at which characters meet: between two places, where there is no ink if there is such a column."""
    edges = [0]
    for one, other in pairwise(places):
        middle = (one + other) / 2
        reach = max(1.0, 0.42 * (other - one))
        low, high = max(edges[-1] + 1, int(middle - reach)), min(len(columns) - 1, int(middle + reach) + 1)
        free = [column for column in range(low, high) if not columns[column]]
        best = min(free, key=lambda column: abs(column - middle)) if free else round(middle)
        edges.append(min(max(best, edges[-1] + 1), max(edges[-1] + 1, len(columns))))
    return [*edges, max(len(columns), edges[-1] + 1)]


def _without_icons(edges: list[int], places: list[float], columns: list[bool], height: int) -> list[int]:
    """The borders without the ink before the first character and behind the last one that is apart from them: icons."""
    before = min(int(places[0] - MIN_ICON_DISTANCE_HEIGHTS * height), edges[1], len(columns))
    if before > 0 and edges[1] - edges[0] > MAX_LETTER_HEIGHTS * height:
        edges[0] = max((k + 1 for k in range(before) if not columns[k]), default=0)
    behind = max(int(places[-1] + MIN_ICON_DISTANCE_HEIGHTS * height), edges[-2] + 1)
    if behind < len(columns) and edges[-1] - edges[-2] > MAX_LETTER_HEIGHTS * height:
        edges[-1] = next((k for k in range(behind, len(columns)) if not columns[k]), edges[-1])
    return edges


def _tight(columns: list[bool], start: int, end: int) -> tuple[int, int]:
    """The part of start to end that holds ink; all of it if none does."""
    ink = [column for column in range(start, min(end, len(columns))) if columns[column]]
    return (ink[0], ink[-1] + 1) if ink else (start, end)


def _told_spaces(text: str) -> list[bool]:
    """For each character but the first, whether the network saw a space before it."""
    told: list[bool] = []
    gap = False
    for k, c in enumerate(text.strip()):
        if c.isspace():
            gap = True
            continue
        if k:
            told.append(gap)
        gap = False
    return told


def _spaces(text: str, spans: list[tuple[int, int]], told: list[bool], height: int) -> list[bool]:
    """For each character but the first, whether a space stands before it: seen by the network, or wide in the ink."""
    gaps = [after[0] - before[1] for before, after in pairwise(spans)]
    middle = float(np.median(gaps)) if len(gaps) >= MIN_TRACKED_GAPS else 0.0
    if middle > TRACKED_GAP_HEIGHTS * height:
        return [gap >= TRACKED_SPACE_RATIO * middle for gap in gaps]
    tight = [gap for gap, space in zip(gaps, told, strict=True) if not space]
    usual = float(np.median(tight)) if tight else 0.0
    thin = [before in THIN_CHARS or after in THIN_CHARS for before, after in pairwise(text)]
    rounded = ROUNDING_PX if len(text) <= MAX_SHORT_LINE_CHARS else 0
    clear = WIDE_GAP_RATIO * max(usual, 0.05 * height)
    least = [max((THIN_SPACE_HEIGHTS if t else MIN_SPACE_HEIGHTS) * height + rounded, clear) for t in thin]
    seen = [gap for gap, space in zip(gaps, told, strict=True) if space]
    if seen:  # the others of the line are as wide
        known = max(float(np.median(seen)), MIN_SPACE_HEIGHTS * height, WIDE_GAP_RATIO * usual)
        least = [min(max(wide, MIN_SPACE_RATIO * min(seen)), known) for wide in least]
    return [space or gap >= wide for gap, space, wide in zip(gaps, told, least, strict=True)]
