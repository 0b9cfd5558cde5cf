"""Masks and covers become characters of the lines that an engine has read, in the same way for all engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from screenpii.types import Box, Char, Line

if TYPE_CHECKING:
    from screenpii.imaging import Analysis
    from screenpii.imaging.covers import Cover
    from screenpii.imaging.ink import Mask
    from screenpii.imaging.lines import TextLine
    from screenpii.imaging.masks import Run
    from screenpii.types import Pixels

MIN_SLASH_CORRELATION = 0.96  # correlation of row and column along a slash; a J has less
MAX_ENDS_DISTANCE_WIDTHS = 0.2  # distance of the ends of a parenthesis in its widths
MIN_BEND_WIDTHS = 0.2  # distance of the middle of a parenthesis from its ends in its widths
MIN_PART_SHARE = 0.5  # share of its width by which an engine's line overlaps a line of ink that it is a part of
TOUCHING_HEIGHTS = 0.15  # letter heights from a letter to a cover that hides the rest of its word
SAME_LINE_REACH_HEIGHTS = 1.2  # letter heights from a cover to text of the same line


def without_hidden(seen: Analysis) -> Pixels:
    """The pixels of a frame without covers and masks, for an engine that finds the lines itself."""
    from screenpii.imaging.masks import painted

    return painted(seen.pixels, seen.ink.mask, [run for runs in seen.masks for run in runs])[0]


def with_hidden(lines: Iterable[Line], seen: Analysis) -> list[Line]:
    """The lines that an engine found itself in `without_hidden`, with the masks and covers among their characters."""
    from screenpii.imaging.masks import without

    found = list(lines)
    for text, runs in zip(seen.lines, seen.masks, strict=True):
        if not runs:
            continue
        beside = sorted((line for line in found if _is_part(line.box, text.box)), key=lambda line: line.box.left)
        found = [line for line in found if line not in beside]
        chars = [char for line in beside for char in (Char(" "), *line.chars)][1:]
        shown = with_masks(chars, runs, without(text, runs), seen.ink.mask)
        found.append(Line(shown, min((line.confidence for line in beside), default=1.0)))
    return with_covers(found, seen.covers)


def _is_part(line: Box, text: Box) -> bool:
    """Whether a line that an engine found, with air around it, is of a line of text that image analysis sees."""
    shared = min(line.right, text.right) - max(line.left, text.left)
    return text.top <= line.middle <= text.bottom and shared > MIN_PART_SHARE * line.width


def with_masks(read: Sequence[Char], runs: Sequence[Run], rest: TextLine | None, ink: Mask) -> tuple[Char, ...]:
    """What was read beside the runs and a sign for each mark, from left to right, with spaces.

    `rest` is the line without its marks. Between blanks the networks misread commas and
    slashes, so these are recognised by shape.
    """
    marks = [Char(run[0].sign, mark.box) for run in runs for mark in run]
    signs = list(_signs(rest, runs, ink)) if rest else []
    taken = [(run[0].box.left, run[-1].box.right) for run in runs]
    taken += [(sign.box.left, sign.box.right) for sign in signs if sign.box]
    beside = [c for c in read if c.box and not any(a <= (c.box.left + c.box.right) / 2 <= b for a, b in taken)]
    shown = sorted(beside + signs + marks, key=lambda c: c.box.left if c.box else 0)
    before_space = {id(b) for a, b in pairwise(read) if a.text == " "}
    masks, step = {id(c) for c in marks}, _usual_step(runs)
    space = step - runs[0][0].box.width + max(0.4 * step, 0.4 * (rest.height if rest else 0.0))
    spaced: list[Char] = []
    for char in shown:
        if (spaced and _apart(spaced[-1], char, masks, step, space)) or id(char) in before_space:
            spaced.append(Char(" "))
        spaced.append(char)
    return tuple(spaced)


def _signs(rest: TextLine, runs: Sequence[Run], ink: Mask) -> Iterator[Char]:
    """Commas, full stops, hyphens, slashes and parentheses among marks, by their shape and place beside those."""
    marks = [mark.box for run in runs for mark in run]
    middle = float(np.median([box.middle for box in marks]))
    height = max(rest.height, float(np.median([box.height for box in marks])))
    shown = [(box, _sign(box, height, middle, ink)) for box in rest.boxes]
    letters = [box for box, sign in shown if not sign]
    for box, sign in shown:
        near = any(box.left - 0.6 * height < b.right and b.left < box.right + 0.6 * height for b in letters)
        if sign and not near:
            yield Char(sign, box)


def _sign(box: Box, height: float, middle: float, ink: Mask) -> str:
    """The sign that a piece is in a line so high whose marks have this middle; empty for a letter."""
    if box.height <= 0.25 * height and box.width >= 1.5 * box.height:
        return "-"
    if box.height <= 0.55 * height and box.width <= 0.4 * height and box.top >= middle:
        return "." if box.height <= 1.2 * box.width else ","
    return _stroke(box, ink) if box.width < 0.6 * box.height else ""


def _stroke(box: Box, ink: Mask) -> str:
    """A slash or a parenthesis, by how the middle of a tall narrow piece moves from row to row; empty for others."""
    shape = ink[box.slices]
    rows = np.flatnonzero(shape.any(axis=1))
    if len(rows) < 4:
        return ""
    middles = np.array([np.flatnonzero(shape[row]).mean() for row in rows]) / box.width
    if box.width > 0.2 * box.height and np.std(middles) and np.corrcoef(rows, middles)[0, 1] < -MIN_SLASH_CORRELATION:
        return "/"
    quarter = len(rows) // 4
    head, foot = float(middles[:quarter].mean()), float(middles[-quarter:].mean())
    bend = float(middles[quarter:-quarter].mean()) - (head + foot) / 2
    if abs(head - foot) > MAX_ENDS_DISTANCE_WIDTHS or abs(bend) < MIN_BEND_WIDTHS or box.width > 0.45 * box.height:
        return ""
    return "(" if bend < 0 else ")"


def _usual_step(runs: Sequence[Run]) -> float:
    """How far apart the marks of a line stand."""
    steps = [b.box.left - a.box.left for run in runs for a, b in pairwise(run)]
    return float(np.median(steps)) if steps else 1.5 * runs[0][0].box.width


def _apart(before: Char, after: Char, masks: set[int], step: float, space: float) -> bool:
    """Whether the gap between two characters, one of them a mask at least, is a space."""
    if not before.box or not after.box or not {id(before), id(after)} & masks:
        return False
    if {id(before), id(after)} <= masks:
        return after.box.left - before.box.left > 1.35 * step
    return after.box.left - before.box.right > space


def with_covers(lines: Iterable[Line], covers: Iterable[Cover]) -> list[Line]:
    """The lines, with each cover joined to the lines close to it, or as a separate line."""
    found = list(lines)
    for cover in sorted(covers, key=lambda cover: cover.box.left):
        near = [line for line in found if _joins(line.box, cover)]
        found = [line for line in found if line not in near]
        parts = sorted([*(line.chars for line in near), tuple(cover.chars)], key=_left)
        chars = [char for k, part in enumerate(parts) for char in (*_space(parts[k - 1], part, cover, k), *part)]
        found.append(Line(tuple(chars), min((line.confidence for line in near), default=1.0)))
    return found


def _space(before: Sequence[Char], after: Sequence[Char], cover: Cover, number: int) -> list[Char]:
    """The space between two parts of a line; none where a cover lies over a half of a word."""
    right = max((char.box.right for char in before if char.box), default=0)
    return [Char(" ")] if number and _left(after) - right > TOUCHING_HEIGHTS * cover.height else []


def _left(chars: Sequence[Char]) -> int:
    return min(char.box.left for char in chars if char.box)


def _joins(line: Box, cover: Cover) -> bool:
    box = cover.box
    gap = max(line.left - box.right, box.left - line.right)
    return abs(line.middle - box.middle) < 0.6 * cover.height and gap <= SAME_LINE_REACH_HEIGHTS * cover.height
