"""Masks in the ink: rows of equal dots and stars, which the networks misread or miss.

A mask character is small for its line and repeats. Three in a row count by themselves; one or two count if they have
the shape of those in the longer rows of the frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from screenpii.imaging.ink import Ink, Mask, outside
from screenpii.imaging.lines import TextLine
from screenpii.types import Box, Pixels

MIN_MARKS_IN_ROW = 3  # marks in a row that count as masks by themselves
MIN_DOT_FILL_SHARE = 0.68  # share of its box that a dot fills; a star fills less
MIN_DOT_HEIGHTS = 0.2  # height of a dot in line heights; smaller ones are full stops
MAX_STAR_HEIGHTS = 0.66  # height of a star in line heights; letters are higher
MIN_USUAL_HEIGHT_SHARE = 0.75  # share of the frame's median line height that a line counts with: some hold masks alone
# line heights from the top of the letters to the middle of a mark; macrons are higher up
MIN_TOP_DISTANCE_HEIGHTS = 0.12
# line heights from the foot of the letters to the bottom of a mark; underscores and leaders are lower
MIN_FOOT_DISTANCE_HEIGHTS = 0.1
MAX_MARK_ASPECT_RATIO = 1.5  # width over height of one mark; wider pieces are several marks that touch
MIN_STEP_HEIGHTS = 0.55  # distance of touching marks in mark heights, at least
MAX_STEP_HEIGHTS = 1.7  # distance of touching marks in mark heights, at most
MAX_ROW_DIFFERENCE = 0.35  # share of their contrast by which two marks of a row differ; letters differ by more
MAX_SINGLE_DIFFERENCE = 0.25  # share of their contrast by which a single mark differs from marks in rows
MAX_BLURRED_PX = 4  # height of a mark without a shape; its place tells star from dot
MAX_RAISED_HEIGHTS = 0.3  # line heights from the highest place of a mark to the middle of a star without a shape
MAX_MARK_SHARE = 0.6  # share of marks in a line's pieces: with fewer, those as high as letters count as letters
TOUCHING_STEP_HEIGHTS = 1.1  # usual distance of touching marks in mark heights
MAX_JOINT_INK_SHARE = 0.8  # ink in the column where two marks touch over the mean of all columns
MAX_BAR_SPREAD_SHARE = 0.08  # share of their mean by which a bar's columns of ink differ; those of marks differ by more
DOT = "•"  # character for a dot
STAR_SIGN = "*"  # character for a star


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of ink, or a part of one, that can be a mask character.

    `number` counts the pieces of the line; `low`: it is too low, and stands too high, for a letter.
    """

    box: Box
    solid: bool
    low: bool
    number: int
    shape: NDArray[np.float32]

    @property
    def sign(self) -> str:
        return DOT if self.solid else STAR_SIGN

    def like(self, other: Mark, unlike: float = MAX_ROW_DIFFERENCE) -> bool:
        """Whether both have one size and the same rows: marks are copies of one another, but for soft edges."""
        slack = max(1, round(0.15 * self.box.height))
        if abs(self.box.height - other.box.height) > slack or abs(self.box.width - other.box.width) > slack + 1:
            return False
        return _unlike(self.shape, other.shape) <= unlike

    def follows(self, run: Sequence[Mark]) -> bool:
        """Whether it goes on with a run: alike, on one level, and as far away as the ones before."""
        last = run[-1]
        level = abs(self.box.top - last.box.top) <= max(1, round(0.15 * self.box.height))
        if self.number > last.number + 1 or not level or not self.like(last):
            return False
        step = self.box.left - last.box.left
        if len(run) < 2:
            return step <= 4 * self.box.width
        return abs(step - (last.box.left - run[-2].box.left)) <= max(1.5, 0.2 * step)


Run = list[Mark]


def find_masks(lines: Sequence[TextLine], ink: Ink) -> list[list[Run]]:
    """For each line its runs of marks, from left to right."""
    usual = float(np.median([line.height for line in lines])) if lines else 0.0
    heights = [max(line.height, MIN_USUAL_HEIGHT_SHARE * usual) for line in lines]
    low = [_marks(line, height, ink, False) for line, height in zip(lines, heights, strict=True)]
    runs = [[run for run in _rows(of_line) if len(run) >= MIN_MARKS_IN_ROW] for of_line in low]
    known = [run[len(run) // 2] for of_line in runs for run in of_line]
    if not known:
        return runs
    marks = [list(_marks(line, height, ink, True)) for line, height in zip(lines, heights, strict=True)]
    return [_with_short(of_line, long, known) for of_line, long in zip(marks, runs, strict=True)]


def _rows(marks: Iterable[Mark]) -> Iterator[Run]:
    run: Run = []
    for mark in marks:
        if run and not mark.follows(run):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _with_short(marks: Sequence[Mark], long: Sequence[Run], known: Sequence[Mark]) -> list[Run]:
    """The long runs of a line, and between them the marks that look like one of the known ones.

    What may be a letter by its height counts only where most of the line looks like that.
    """
    sure = {mark.box for run in long for mark in run}
    kept = [
        mark for mark in marks if mark.box in sure or any(mark.like(other, MAX_SINGLE_DIFFERENCE) for other in known)
    ]
    if kept and len({mark.number for mark in kept}) < MAX_MARK_SHARE * (marks[-1].number + 1):
        kept = [mark for mark in kept if mark.low]
    together = [0, *np.cumsum([b.number > a.number + 1 or _far(a, b) for a, b in pairwise(kept)]).tolist()]
    return [[mark for _, mark in group] for _, group in groupby(zip(together, kept, strict=False), lambda t: t[0])]


def _far(one: Mark, other: Mark) -> bool:
    return other.box.left - one.box.right > 2 * one.box.width


def _marks(line: TextLine, height: float, ink: Ink, alike: bool) -> Iterator[Mark]:
    """The pieces of a line that can be marks, from left to right; those that touch are cut apart.

    `alike`: in a line of pieces of one height every piece can: it may be a star among nothing but stars.
    """
    boxes = line.boxes
    tall = [box for box in boxes if box.height > MAX_STAR_HEIGHTS * height and not _is_dot(box, ink)]
    top = _middle([box.top for box in tall], -np.inf) + MIN_TOP_DISTANCE_HEIGHTS * height
    foot = _middle([box.bottom for box in tall], np.inf) - MIN_FOOT_DISTANCE_HEIGHTS * height
    dots_from = top + MAX_RAISED_HEIGHTS * height
    most = max(box.height for box in boxes)
    alike &= not tall or all(box.height >= most - 1 for box in boxes if box.height > MAX_STAR_HEIGHTS * most)
    for number, box in enumerate(boxes):
        if box.height < max(3.0, MIN_DOT_HEIGHTS * height) or box.width < 0.6 * box.height:
            continue
        low = (
            box.middle > top
            and box.bottom <= foot
            and (box.height <= MAX_STAR_HEIGHTS * height or _full(box, ink) >= MIN_DOT_FILL_SHARE)
        )
        if low or alike:
            solid = _full(box, ink) >= MIN_DOT_FILL_SHARE if box.height > MAX_BLURRED_PX else box.middle > dots_from
            for part in [box] if box.width <= MAX_MARK_ASPECT_RATIO * box.height else _parts(box, ink):
                shape = ink.contrast[part.slices].astype(np.float32)
                yield Mark(part, solid, low, number, shape)


def _middle(values: list[int], otherwise: float) -> float:
    return sorted(values)[len(values) // 2] if values else otherwise


def _full(box: Box, ink: Ink) -> float:
    """The share of a box that is ink."""
    return float(ink.mask[box.slices].mean())


def _is_dot(box: Box, ink: Ink) -> bool:
    return 0.8 <= box.width / box.height <= 1.25 and _full(box, ink) >= MIN_DOT_FILL_SHARE


def _parts(box: Box, ink: Ink) -> list[Box]:
    """The marks that a wide piece consists of: as many as can be cut apart where the ink is thin; none for a bar."""
    shape = ink.contrast[box.slices].astype(np.float32)
    columns = shape.sum(axis=0)
    if columns.std() < MAX_BAR_SPREAD_SHARE * columns.mean():
        return []
    least, most = (max(2, round(box.width / (step * box.height))) for step in (MAX_STEP_HEIGHTS, MIN_STEP_HEIGHTS))
    cuts = [box.parts(number) for number in range(least, most + 1)]
    starts = ([part.left - box.left for part in parts[1:]] for parts in cuts)
    thick = [float(np.mean([columns[max(0, k - 1) : k + 1].min() for k in cut])) for cut in starts]
    limit = min(1.2 * min(thick) + 0.05 * columns.mean(), MAX_JOINT_INK_SHARE * columns.mean())
    good = [parts for parts, ink_there in zip(cuts, thick, strict=True) if ink_there <= limit]
    return min(good, key=lambda parts: abs(box.width / len(parts) - TOUCHING_STEP_HEIGHTS * box.height), default=[])


def _unlike(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """How much the rows of two shapes differ beside their contrast, wherever between two pixels they stand."""
    height = min(len(one), len(other))
    a, b = one[:height].sum(axis=1), other[:height].sum(axis=1)
    return float(np.abs(a - b).sum() / max(1.0, (a.sum() + b.sum()) / 2))


def without(line: TextLine, runs: Sequence[Run]) -> TextLine | None:
    """The line without its marks; None if nothing else stands there."""
    rest = outside(line.pieces, (mark.box for run in runs for mark in run))
    return TextLine(rest, line.height) if len(rest) else None


def painted(pixels: Pixels, mask: Mask, runs: Sequence[Run]) -> tuple[Pixels, Mask]:
    """Pixels and ink of a frame without the marks: they confuse the networks."""
    if not runs:
        return pixels, mask
    pixels, mask = pixels.copy(), mask.copy()
    for run in runs:
        box = Box.around(mark.box for mark in run)
        wide = box.grown(2, Box.whole(pixels.shape))
        around = pixels[wide.slices]
        clear = around[mask[wide.slices] == 0]
        ground = np.median(clear if len(clear) else around.reshape(-1, 3), axis=0).astype(np.uint8)
        one = box.grown(1, wide)
        pixels[one.slices] = ground
        mask[one.slices] = 0
    return pixels, mask
