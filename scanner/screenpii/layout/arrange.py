"""`arrange`: lines in any order become a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from screenpii.layout import fields, order, tables
from screenpii.layout.columns import split_columns
from screenpii.layout.pieces import joined
from screenpii.layout.regions import regions
from screenpii.layout.rows import rows
from screenpii.layout.size import body
from screenpii.types import Box, Char, Field, Frame, Line, Page, Region, Span, Table


def arrange(frame: Frame, lines: Sequence[Line]) -> Page:
    """The page that the lines form: cut at column borders, in reading order, with blocks, fields and tables."""
    cut = joined(split_columns(lines))
    boxes = [body(line) for line in cut]
    texts = [line.text for line in cut]
    where = regions([line.box for line in cut], texts, frame.width, frame.height)
    visual = rows(boxes)
    inner = [part for row in visual for part in _parted(row, where)]
    grids = tables.grids([row for row in inner if where[row[0]] != "side"], boxes, texts)
    groups = order.blocks(boxes, _cell_numbers(grids))
    reading = [i for group in groups for i in group]
    page = Page(frame, tuple(cut[i] for i in reading))
    place = np.argsort(reading).tolist() if reading else []
    spans = [page.spans[at] for at in place]
    return Page(
        frame,
        page.lines,
        blocks=tuple(Span(spans[group[0]].start, spans[group[-1]].end) for group in groups),
        fields=_fields(page.text, boxes, spans, inner, grids, groups, where),
        tables=tuple(_table(grid, spans) for grid in grids),
        rows=tuple(tuple(place[i] for i in row) for row in visual),
        regions=tuple(where[i] for i in reading),
    )


def _parted(row: list[int], where: Sequence[Region]) -> Iterator[list[int]]:
    """A visual row, cut behind the entry of a side menu: what follows does not belong to it."""
    for _, part in groupby(row, key=lambda i: where[i] == "side"):
        yield list(part)


def _cell_numbers(grids: list[tables.Grid]) -> dict[int, int]:
    cells = [[i] for grid in grids for i in grid.header]
    cells += [cell for grid in grids for row in grid.rows for cell in row]
    return {i: number for number, cell in enumerate(cells) for i in cell}


def _fields(
    text: str,
    boxes: list[Box],
    spans: list[Span],
    visual: list[list[int]],
    grids: list[tables.Grid],
    groups: list[list[int]],
    where: list[Region],
) -> tuple[Field, ...]:
    """All possible labels by geometry, the strongest kinds first."""
    upper = fields.uppers(boxes)
    return (
        *fields.inline(spans, text),
        *(field for grid in grids for field in fields.of_cells(grid, spans)),
        *fields.left(visual, boxes, spans),
        *fields.above(upper, spans),
        *fields.titles(upper, boxes, spans, groups, where),
        *fields.right(visual, boxes, spans),
        *fields.below(upper, boxes, spans),
    )


def _table(grid: tables.Grid, spans: list[Span]) -> Table:
    rows = tuple(tuple(tuple(spans[i] for i in cell) for cell in row) for row in grid.rows)
    return Table(tuple(spans[i] for i in grid.header), rows)


def page_of(text: str, char: tuple[int, int] = (8, 16)) -> Page:
    """The page that a plain-text picture of a screen stands for; two or more spaces separate cells.

    Each character takes a cell of `char` (width, height) pixels, rows are 1.5 heights apart. For what codes hold, for
    examples and for tests.
    """
    width, height = char
    pitch = height * 3 // 2
    rows_of_text = text.expandtabs().split("\n")
    size = (max(1, pitch * len(rows_of_text)), max(1, width * max(map(len, rows_of_text))), 3)
    return arrange(Frame("text", np.full(size, 255, np.uint8)), lines_of(rows_of_text, char, pitch))


def lines_of(rows_of_text: Sequence[str], char: tuple[int, int], pitch: int) -> list[Line]:
    """The lines of a plain-text picture as it is drawn: its columns and rows give x and y, rows are `pitch` apart.

    `char` is the width and height of a character's cell; all three in pixels, origin top left.
    """
    width, height = char
    lines = []
    for y, row in enumerate(rows_of_text):
        for match in re.finditer(r"\S+(?: \S+)*", row):
            chars = tuple(
                Char(
                    c, Box((match.start() + x) * width, y * pitch, (match.start() + x + 1) * width, y * pitch + height)
                )
                for x, c in enumerate(match.group())
            )
            lines.append(Line(chars))
    return lines
