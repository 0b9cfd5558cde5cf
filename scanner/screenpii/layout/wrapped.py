"""Rows of a table whose cells are wrapped: several visual rows that are one row of cells, each with all its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from screenpii.types import Box

Cells = list[list[int]]  # a row: for each column the indices of its lines

MAX_VISUAL_ROWS = 7  # visual rows of one row of cells
# visual rows of a row of cells that is known by the gaps around it, however many cells are filled
MAX_FULL_VISUAL_ROWS = 3
# line heights between the widest and the narrowest gap of a table with wrapped cells
MIN_GAP_DIFFERENCE_LINE_HEIGHTS = 0.35
MIN_ROW_GAP_LINE_HEIGHTS = 0.9  # line heights between rows of cells that are known by their gaps alone
MAX_CELL_LINE_GAP_LINE_HEIGHTS = 0.65  # line heights between two lines of one cell
MAX_FILLED_SHARE = 0.8  # share of cells filled in the visual rows of a wrapped row, against its fullest one


def merged(body: list[Cells], boxes: Sequence[Box], header: Box) -> list[Cells]:
    """Visual rows as rows of cells.

    Lines of one cell stand closer together than rows do, and not all cells have equally many; a cell may stand level
    with the middle of a longer one. `header` is the box of the header, whose distance is the scale for a single row.
    """
    spans = [Box.around(boxes[i] for cell in row for i in cell) for row in body]
    height = median(boxes[i].height for row in body for cell in row for i in cell)
    gaps = [lower.top - upper.bottom for upper, lower in pairwise(spans)]
    widest = max([*gaps, spans[0].top - header.bottom])
    if not gaps or widest - min(gaps) < MIN_GAP_DIFFERENCE_LINE_HEIGHTS * height:
        return body
    limit = min(MAX_CELL_LINE_GAP_LINE_HEIGHTS * height, (widest + min(gaps)) / 2)
    bands = list(_bands(body, gaps, limit))
    apart = widest >= MIN_ROW_GAP_LINE_HEIGHTS * height and len(bands) > 1
    alike = apart and len({len(band) for band in bands}) == 1
    return [
        row for band in bands for row in ([_one(band)] if _is_wrapped(band, apart, alike, boxes) else _pairwise(band))
    ]


def _bands(body: list[Cells], gaps: Sequence[int], limit: float) -> Iterator[list[Cells]]:
    """Runs of visual rows that stand closer together than the limit."""
    band = [body[0]]
    for gap, row in zip(gaps, body[1:], strict=True):
        if gap >= limit:
            yield band
            band = []
        band.append(row)
    yield band


def _is_wrapped(band: Sequence[Cells], apart: bool, alike: bool, boxes: Sequence[Box]) -> bool:
    """Whether close visual rows are one row of cells.

    `apart`: the rows of the table stand well apart; `alike`: and all of them have as many visual rows.
    """
    counts = [sum(map(bool, row)) for row in band]
    if not 1 < len(band) <= MAX_VISUAL_ROWS or not all(_is_close(column, boxes) for column in zip(*band, strict=True)):
        return False
    fewer = apart and counts[-1] < counts[0]
    return sum(counts) <= MAX_FILLED_SHARE * len(band) * max(counts) or (
        (alike or fewer) and len(band) <= MAX_FULL_VISUAL_ROWS
    )


def _is_close(column: Sequence[list[int]], boxes: Sequence[Box]) -> bool:
    """Whether the lines of a cell stand as closely under one another as those of a wrapped text do."""
    parts = [Box.around(boxes[i] for i in lines) for lines in column if lines]
    return all(
        lower.top - upper.bottom <= MAX_CELL_LINE_GAP_LINE_HEIGHTS * min(upper.height, lower.height)
        for upper, lower in pairwise(parts)
    )


def _one(band: Sequence[Cells]) -> Cells:
    return [[i for cell in column for i in cell] for column in zip(*band, strict=True)]


def _pairwise(band: Sequence[Cells]) -> list[Cells]:
    """The visual rows, with one that only continues cells of the row above put to it."""
    found = [[list(cell) for cell in band[0]]]
    for row in band[1:]:
        filled = [bool(cell) for cell in row]
        under = all(above for above, cell in zip(found[-1], row, strict=True) if cell)
        if under and 2 * sum(filled) <= sum(map(bool, found[-1])):
            for cell, more in zip(found[-1], row, strict=True):
                cell.extend(more)
        else:
            found.append([list(cell) for cell in row])
    return found
