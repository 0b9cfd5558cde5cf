"""Fields by geometry: every possible label of every line."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from screenpii.layout.tables import Grid
from screenpii.strips import Strips
from screenpii.types import Box, Field, Region, Span

MAX_LABEL_LEFT_GAP_LINE_HEIGHTS = 18.0  # line heights between a value and a label on its left
MAX_LABEL_ABOVE_GAP_LINE_HEIGHTS = 1.9  # line heights between a value and a label above it
MAX_INDENT_LINE_HEIGHTS = 1.6  # line heights that a value may be indented under its label; it may be in a frame
MAX_LABEL_RIGHT_GAP_LINE_HEIGHTS = 4.0  # line heights between a value and a label on its right
MAX_LABEL_BELOW_GAP_LINE_HEIGHTS = 0.8  # line heights between a value and a label below it
MAX_TITLE_LINES = 8  # lines of a stack that are climbed from a value to the title of its card
LARGER_TYPE_RATIO = 1.12  # line height of a title over that of its value
# a label and its value in one line: "Name: Jane Roe"
INLINE = re.compile(r"(?P<label>[^:\n]{1,32}?)\s?:\s*(?P<value>\S.*)")


def inline(spans: Sequence[Span], text: str) -> Iterator[Field]:
    """Fields written in one line: `Label: value`."""
    for start, end in spans:
        match = INLINE.match(text, start, end)
        if match and not match["label"][-1:].isdigit():
            yield Field(Span(*match.span("label")), Span(*match.span("value")), "inline")


def left(rows: Sequence[list[int]], boxes: Sequence[Box], spans: Sequence[Span]) -> Iterator[Field]:
    """The neighbour on the left in the same row."""
    for label, value in _neighbours(rows, boxes, MAX_LABEL_LEFT_GAP_LINE_HEIGHTS):
        yield Field(spans[label], spans[value], "left")


def above(upper: Mapping[int, int], spans: Sequence[Span]) -> Iterator[Field]:
    """The nearest line above that begins (or ends, or is centred) where the value does; `upper` is of `uppers`."""
    for value, label in upper.items():
        yield Field(spans[label], spans[value], "above")


def right(rows: Sequence[list[int]], boxes: Sequence[Box], spans: Sequence[Span]) -> Iterator[Field]:
    """The neighbour on the right in the same row, if it is close: "12 Orders"."""
    for value, label in _neighbours(rows, boxes, MAX_LABEL_RIGHT_GAP_LINE_HEIGHTS):
        yield Field(spans[label], spans[value], "right")


def _neighbours(rows: Sequence[list[int]], boxes: Sequence[Box], most: float) -> Iterator[tuple[int, int]]:
    """Lines next to one another in a row, at most so many line heights apart."""
    for row in rows:
        for one, other in pairwise(row):
            if boxes[other].left - boxes[one].right <= most * min(boxes[one].height, boxes[other].height):
                yield one, other


def below(upper: Mapping[int, int], boxes: Sequence[Box], spans: Sequence[Span]) -> Iterator[Field]:
    """The line directly below the value, if the next one below it is farther away."""
    gaps = {lower: boxes[lower].top - boxes[above].bottom for lower, above in upper.items()}
    under = {above: gaps[lower] for lower, above in upper.items()}
    for label, value in upper.items():
        if (
            gaps[label] <= MAX_LABEL_BELOW_GAP_LINE_HEIGHTS * boxes[value].height
            and under.get(label, math.inf) > gaps[label]
        ):
            yield Field(spans[label], spans[value], "below")


def titles(
    upper: Mapping[int, int],
    boxes: Sequence[Box],
    spans: Sequence[Span],
    groups: Sequence[Sequence[int]],
    where: Sequence[Region],
) -> Iterator[Field]:
    """Titles of cards: the first line of the block, the top of the stack, and any larger text on the way there.

    A stack does not reach into a bar that is apart from it.
    """
    upper = {
        lower: above
        for lower, above in upper.items()
        if where[lower] == where[above] or boxes[lower].top - boxes[above].bottom < boxes[lower].height
    }
    first = {i: group[0] for group in groups for i in group}
    for value in range(len(boxes)):
        stack = [value]
        while stack[-1] in upper and len(stack) <= MAX_TITLE_LINES:
            stack.append(upper[stack[-1]])
        for at in stack[2:]:
            if at in (first[value], stack[-1]) or boxes[at].height > LARGER_TYPE_RATIO * boxes[value].height:
                yield Field(spans[at], spans[value], "title")


def uppers(boxes: Sequence[Box]) -> dict[int, int]:
    """For each line that has one, the nearest aligned line above it; looks at the lines just above alone."""
    strips = Strips(boxes, lambda box: box.bottom)
    found: dict[int, int] = {}
    for value, box in enumerate(boxes):
        reach = MAX_INDENT_LINE_HEIGHTS * box.height
        lowest, highest = box.top - MAX_LABEL_ABOVE_GAP_LINE_HEIGHTS * box.height, box.top + 0.3 * box.height
        near = strips.near(box.left - reach, box.right + reach, lowest, highest)
        above = [i for i in near if i != value and _aligned(boxes[i], box)]
        if above:
            found[value] = max(above, key=lambda i: (boxes[i].bottom, -i))
    return found


def _aligned(upper: Box, lower: Box) -> bool:
    height = min(upper.height, lower.height)
    if -0.7 * height <= lower.left - upper.left <= MAX_INDENT_LINE_HEIGHTS * height:
        return True
    if not upper.overlap_x(lower):
        return False
    return (
        abs(upper.right - lower.right) <= 0.7 * height
        or abs(upper.left + upper.right - lower.left - lower.right) <= 1.4 * height
    )


def of_cells(grid: Grid, spans: Sequence[Span]) -> Iterator[Field]:
    """A table's cells, each line named by its column's header."""
    for row in grid.rows:
        for head, cell in zip(grid.header, row, strict=True):
            for line in cell:
                yield Field(spans[head], spans[line], "header")
