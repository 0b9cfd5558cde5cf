"""Masks seen in the ink: rows of equal dots, which the networks read as an ellipsis, as zeros, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from scanner.ocr.screen.ink import Mask
from scanner.ocr.screen.lines import Pieces, TextLine
from scanner.types import Box, Char

LEAST = 3  # dots in a row
SOLID = 0.68  # share of its box that a dot fills; a ring (o, 0) fills less
LOWEST = 0.25  # of the line's height: smaller dots are full stops
ALIKE = 0.85  # share of pixels in which two dots agree
SMALL = 5  # pixels; dots no higher than this may touch one another
BAR = 3.0  # times its height: the width of such a bar of dots at least; a hyphen is shorter, a dash is lower
ALIKE_SMALL = 0.72  # the same for small ones, which are mostly edge
DOT = "•"


def dots(pieces: Pieces, height: float, ink: Mask) -> list[list[Box]]:
    """The runs of at least three equal, round, evenly spaced pieces in a line, from left to right."""
    ordered = pieces[np.argsort(pieces[:, 0], kind="stable")]
    runs: list[list[Box]] = []
    run: list[Box] = []
    top_of_line = int(ordered[:, 1].min())
    whole = int((ordered[:, 1] + ordered[:, 3]).max()) - top_of_line
    for left, top, width, tall, count in ordered.tolist():
        box = Box(left, top, left + width, top + tall)
        amid = 0.2 < (top + tall / 2 - top_of_line) / whole < 0.85  # no macron, no underscore
        if amid and 3 <= tall <= SMALL and width >= BAR * tall and count >= SOLID * width * tall:
            runs += [run, _touching(box)]
            run = []
            continue
        is_dot = 0.7 <= width / tall <= 1.43 and count >= SOLID * width * tall and tall >= max(3.0, LOWEST * height)
        if is_dot and _goes_on(run, box, ink):
            run.append(box)
            continue
        runs.append(run)
        run = [box] if is_dot else []
    return [r for r in [*runs, run] if len(r) >= LEAST]


def _touching(box: Box) -> list[Box]:
    """The dots of a bar: dots so small that they touch."""
    number = max(LEAST, round(box.width / (1.25 * box.height)))
    edges = [box.left + round(k * box.width / number) for k in range(number + 1)]
    return [Box(a, box.top, b, box.bottom) for a, b in pairwise(edges)]


def _goes_on(run: Sequence[Box], box: Box, ink: Mask) -> bool:
    """Whether a dot continues a run: as large, as high, and as far away as the ones before."""
    if not run:
        return True
    last = run[-1]
    slack = max(1, round(0.15 * box.height))
    alike = abs(last.height - box.height) <= slack and abs(last.top - box.top) <= slack and _same(last, box, ink)
    step = box.left - last.left
    if len(run) < 2:
        return alike and step <= 4 * box.width
    return alike and abs(step - (last.left - run[-2].left)) <= max(1.5, 0.2 * step)


def _same(one: Box, other: Box, ink: Mask) -> bool:
    """Whether two pieces have the same shape, a soft edge aside: dots are copies of one another, letters are not."""
    width, height = min(one.width, other.width), min(one.height, other.height)
    a = ink[one.top : one.top + height, one.left : one.left + width]
    b = ink[other.top : other.top + height, other.left : other.left + width]
    return float((a == b).mean()) >= (ALIKE if height > SMALL + 1 else ALIKE_SMALL)


def pieces_between(line: TextLine, runs: Sequence[Sequence[Box]]) -> list[TextLine]:
    """What stands before, between and behind the runs, as lines of their own: dots confuse the networks."""
    middle = line.pieces[:, 0] + line.pieces[:, 2] / 2
    edges = [x for run in runs for x in (run[0].left, run[-1].right)]
    place = np.searchsorted(edges, middle)  # odd within a run
    parts = (line.pieces[place == k] for k in range(0, len(edges) + 1, 2))
    return [TextLine(part, line.height) for part in parts if len(part)]


def beside(read: Sequence[Char], runs: Sequence[Sequence[Box]]) -> list[Char]:
    """The characters without what was read at the places of the runs, by an engine that got the dots to read too."""
    return [c for c in read if not c.box or not any(_inside(c.box, run) for run in runs)]


def _inside(box: Box, run: Sequence[Box]) -> bool:
    step = run[1].left - run[0].left
    return run[0].left - step // 3 <= (box.left + box.right) / 2 <= run[-1].right + step // 3


def with_masks(read: Sequence[Char], runs: Sequence[Sequence[Box]]) -> tuple[Char, ...]:
    """The characters read beside the runs and a dot for each dot, from left to right, with spaces."""
    masks = [Char(DOT, box) for run in runs for box in run]
    shown = sorted([c for c in read if c.box] + masks, key=lambda c: c.box.left if c.box else 0)
    spaced: list[Char] = []
    for char in shown:
        if spaced and _apart(spaced[-1], char, read):
            spaced.append(Char(" "))
        spaced.append(char)
    return tuple(spaced)


def _apart(before: Char, after: Char, read: Sequence[Char]) -> bool:
    """Whether a space stands between: as it was read, or by the gap beside a mask."""
    if not before.box or not after.box:
        return False
    if DOT in (before.text, after.text):
        return after.box.left - before.box.right > 0.6 * max(before.box.height, after.box.height)
    at = next((k for k, c in enumerate(read) if c is after), 0)
    return at > 0 and read[at - 1].text == " "
