"""The lines next to each line of a page, its labels and its column; one pass over the page."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

from screenpii.strips import Strips
from screenpii.types import Field, Page, Place, Region

# places of labels, the strongest first
PLACES_BY_STRENGTH: tuple[Place, ...] = ("inline", "header", "left", "above", "title", "right", "below")
MAX_BLOCK_GAP_LINE_HEIGHTS = 5.0  # line heights to the next block below
Column: TypeAlias = tuple[int, int]  # the number of a table, and of a column in it


@dataclass(frozen=True, slots=True)
class Around:
    """The surroundings of one line; neighbours are indices of lines, None where there is none.

    `fields` have their values in this line, the nearest label first; `column` numbers the table and its column;
    `size` is the line's height in those of the page's median line.
    """

    fields: tuple[Field, ...] = ()
    region: Region = "main"
    left: int | None = None
    right: int | None = None
    before: int | None = None
    after: int | None = None
    column: Column | None = None
    size: float = 1.0

    @property
    def type_size(self) -> str:
        """The line's type beside the page's usual one: large, usual or small."""
        return "large" if self.size > 1.3 else "small" if self.size < 0.8 else "usual"


def surroundings(page: Page) -> tuple[Around, ...]:
    """The surroundings of every line, in the order of the lines."""
    starts = [span.start for span in page.spans]
    fields: dict[int, list[Field]] = defaultdict(list)
    for found in page.fields:
        fields[bisect_right(starts, found.value.start) - 1].append(found)
    sides = {i: pair for row in page.rows for i, pair in _neighbours(row).items()}
    uprights = {i: pair for block in page.blocks for i, pair in _neighbours(page.lines_in(block)).items()}
    column = {line: key for key, cells in _cells(page) for line in cells}
    usual = median(line.box.height for line in page.lines) if page.lines else 1
    return tuple(
        Around(
            tuple(sorted(fields[i], key=lambda f: PLACES_BY_STRENGTH.index(f.place))),
            page.regions[i] if page.regions else "main",
            *sides.get(i, (None, None)),
            *uprights.get(i, (None, None)),
            column.get(i),
            page.lines[i].box.height / usual,
        )
        for i in range(len(page.lines))
    )


def columns(page: Page) -> Mapping[Column, tuple[int, ...]]:
    """The first line of each filled cell of every column."""
    heads = ((number, k) for number, table in enumerate(page.tables) for k in range(len(table.header)))
    found: dict[Column, list[int]] = {key: [] for key in heads}
    for key, lines in _cells(page):
        found[key].append(lines[0])
    return {key: tuple(lines) for key, lines in found.items()}


def _cells(page: Page) -> Iterator[tuple[Column, list[int]]]:
    """The lines of each filled cell with its column, row by row."""
    at = {span.start: i for i, span in enumerate(page.spans)}
    for number, table in enumerate(page.tables):
        for row in table.rows:
            for k, cell in enumerate(row):
                if cell:
                    yield (number, k), [at[span.start] for span in cell]


def _neighbours(line: range | tuple[int, ...]) -> dict[int, tuple[int | None, int | None]]:
    """For each of a sequence, the one before and the one behind it."""
    padded = [None, *line, None]
    return {i: (padded[k], padded[k + 2]) for k, i in enumerate(line)}


def announced(page: Page) -> list[str]:
    """For each block the subject of the label at the start of the block below; empty if it has none."""
    labels = {f.label: m.subject for f in page.fields for m in f.meanings if m.exact}
    boxes = [page.box(block) for block in page.blocks]
    below = Strips(boxes, lambda box: box.top)
    found = []
    for box, block in zip(boxes, page.blocks, strict=True):
        size = box.height / max(1, len(page.lines_in(block)))
        near = below.near(box.left, box.right, box.bottom - size / 2, box.bottom + MAX_BLOCK_GAP_LINE_HEIGHTS * size)
        under = [k for k in near if boxes[k].overlap_x(box) and boxes[k] is not box]
        first = min(under, key=lambda k: (boxes[k].top, boxes[k].left), default=None)
        lines = page.lines_in(page.blocks[first]) if first is not None else range(0)
        found.append(labels.get(page.spans[lines[0]], "") if lines else "")
    return found
