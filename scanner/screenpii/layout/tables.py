"""Tables: a row of short texts, and rows below it whose cells are in its columns."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from screenpii.layout.wrapped import Cells, merged
from screenpii.types import Box

MIN_COLUMNS = 3  # columns of a table; two columns are a form
MAX_COLUMNS = 100  # columns of a table that are looked at
MIN_ROWS = 1  # rows under the header of a table
MAX_HEADER_ROWS_TRIED = 12  # rows at the top of a table that are tried as its header
WIDE_ROW_GAP_RATIO = 1.5  # a gap between rows that may separate two tables, over the median gap
# share of a header's texts that differ; the same text repeated is that of cards side by side
MIN_DISTINCT_HEADER_SHARE = 0.75
# line height of titles of cards over that of their texts; a header is not that much larger than its cells
LARGER_TYPE_RATIO = 1.2
MAX_GAP_GROWTH_RATIO = 1.5  # a row gap over the widest so far: a wider one ends the table
MAX_ROW_GAP_LINE_HEIGHTS = 5.0  # line heights between two rows of one table
MAX_ICON_CELL_HEIGHTS = 2.2  # width over height of a cell that holds initials or an icon before the value
HEADER_REACH_LINE_HEIGHTS = 2.0  # line heights from a column's header to a cell beside it
ICON_REACH_LINE_HEIGHTS = 1.5  # line heights from initials or an icon to the value behind it
SAME_START_LINE_HEIGHTS = 1.5  # line heights within which the left edges of a column's lines count as one
MIN_REPEATED_LINES = 2  # lines of a column with the same left edge, for a row without any aligned cell

Beside: TypeAlias = tuple[int, int]  # a line that is aligned with no head, and its column


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as indices of lines: the header's, and per row one list of lines for each column."""

    header: list[int]
    rows: list[list[list[int]]]


def grids(rows: Sequence[list[int]], boxes: Sequence[Box], texts: Sequence[str]) -> list[Grid]:
    """The tables among visual rows, from top to bottom: one grid for each row that may be a header.

    In a long table only the first rows are tried, and as many rows with a wide gap above or mostly words, so that the
    work stays linear.
    """
    off = _standing_off(rows, boxes)
    found = []
    tried_until = tries = 0
    for at in range(len(rows)):
        if at < tried_until:
            header = _header(rows[at], texts)
            if tries >= MAX_HEADER_ROWS_TRIED or not (
                header and (off[at] or len(header) > max(MIN_COLUMNS, len(rows[at]) / 2))
            ):
                continue
            tries += 1
        grid, used = _grid_from(rows[at:], boxes, texts)
        if grid:
            found.append(grid)
        if grid and used > MAX_HEADER_ROWS_TRIED and at >= tried_until:
            others = (_grid_from(rows[at + k : at + used], boxes, texts)[0] for k in range(1, MAX_HEADER_ROWS_TRIED))
            found.extend(other for other in others if other)
            tried_until, tries = at + used, 0
    return found


def _standing_off(rows: Sequence[list[int]], boxes: Sequence[Box]) -> list[bool]:
    """For each row whether the gap above it is wider than most, as above the header of another table."""
    spans = [Box.around(boxes[i] for i in row) for row in rows]
    gaps = [lower.top - upper.bottom for upper, lower in pairwise(spans)]
    usual = median(gaps) if gaps else 0
    return [
        False,
        *(gap > max(WIDE_ROW_GAP_RATIO * usual, 0.75 * span.height) for gap, span in zip(gaps, spans[1:], strict=True)),
    ]


def _grid_from(rows: Sequence[list[int]], boxes: Sequence[Box], texts: Sequence[str]) -> tuple[Grid | None, int]:
    header = _header(rows[0], texts)
    if not header:
        return None, 1
    heads = [boxes[h] for h in header]
    found: list[Cells] = []
    beside: list[list[Beside]] = []
    last = boxes[header[0]]
    taken = 1
    widest = 0
    for row in rows[1:]:
        gap = min(boxes[i].top for i in row) - last.bottom
        if gap > min(
            MAX_ROW_GAP_LINE_HEIGHTS * last.height,
            MAX_GAP_GROWTH_RATIO * widest + last.height if any(map(any, found)) else math.inf,
        ):
            break
        cells = _cells(row, heads, boxes)
        if cells is None:
            break
        taken += 1
        found.append(cells)
        beside.append(list(_beside(row, cells, heads, boxes)))
        if not any(cells):
            continue
        widest = max(widest, gap)
        last = Box.around(boxes[i] for i in row)
        last = Box(last.left, last.top, last.right, min(last.bottom, last.top + 2 * boxes[row[0]].height))
    body = [cells for cells in _completed(found, beside, boxes) if any(cells)]
    if len(body) < MIN_ROWS or _filled(body) < 0.5 or _are_titles(header, body, boxes):
        return None, 1
    return Grid(header, merged(body, boxes, Box.around(heads))), taken


def _completed(found: Sequence[Cells], beside: Sequence[list[Beside]], boxes: Sequence[Box]) -> Iterator[Cells]:
    """The rows of aligned cells, with lines that are in a column behind an icon, a picture or a check box.

    In a row without any aligned cell, as the upper line of two beside an avatar, only what begins where others do.
    """
    step = (
        SAME_START_LINE_HEIGHTS * median(boxes[i].height for lines in beside for i, _ in lines) if any(beside) else 1.0
    )
    starts = Counter((column, round(boxes[i].left / step)) for lines in beside for i, column in lines)
    for cells, lines in zip(found, beside, strict=True):
        known = any(cells)
        more: Cells = [[] for _ in cells]
        for i, column in lines:
            at = round(boxes[i].left / step)
            if known or sum(starts[column, k] for k in (at - 1, at, at + 1)) >= MIN_REPEATED_LINES:
                more[column].append(i)
        yield [new or cell for new, cell in zip(more, cells, strict=True)]


def _header(row: Sequence[int], texts: Sequence[str]) -> list[int]:
    """The texts of a row that may head columns; none if they are too few, too many, or the same again and again."""
    header = [i for i in row if not any(c.isdigit() for c in texts[i])]
    different = len({texts[i] for i in header}) >= MIN_DISTINCT_HEADER_SHARE * len(header)
    return header if MIN_COLUMNS <= len(header) <= MAX_COLUMNS and different else []


def _are_titles(header: list[int], body: list[list[list[int]]], boxes: Sequence[Box]) -> bool:
    """Whether the header has larger type than the cells: titles over cards side by side, not a table."""
    cells = median(boxes[i].height for row in body for cell in row for i in cell)
    return median(boxes[i].height for i in header) > LARGER_TYPE_RATIO * cells


def _filled(body: list[list[list[int]]]) -> float:
    """The share of columns that hold something in at least one row, over the best row's count of columns."""
    return max(sum(bool(cell) for cell in row) for row in body) / len(body[0])


def _cells(row: list[int], heads: list[Box], boxes: Sequence[Box]) -> Cells | None:
    """The row's lines by column, or None if a line runs across the middles of several columns."""
    cells: Cells = [[] for _ in heads]
    for i in row:
        column = column_of(boxes[i], heads)
        if column is None:
            if _crosses(boxes[i], heads):
                return None
            continue
        cells[column].append(i)
    return cells


def _beside(row: list[int], cells: Cells, heads: list[Box], boxes: Sequence[Box]) -> Iterator[Beside]:
    """Lines of a row that are aligned with no head, with the column between whose head and the next they stand.

    A column that has an aligned cell takes no other, unless that is as small as initials in an avatar, and next to it.
    """
    aligned = {i for cell in cells for i in cell}
    taken = {
        k for k, cell in enumerate(cells) if any(boxes[i].width > MAX_ICON_CELL_HEIGHTS * boxes[i].height for i in cell)
    }
    order = sorted(range(len(heads)), key=lambda k: heads[k].left)
    lefts = [heads[k].left for k in order]
    for i in row:
        box, far = boxes[i], HEADER_REACH_LINE_HEIGHTS * boxes[i].height
        at = bisect_right(lefts, box.left) - 1
        is_last = at + 1 == len(order)
        if (
            i in aligned
            or at < 0
            or (box.left - heads[order[at]].right > far if is_last else box.right > lefts[at + 1])
        ):
            continue
        if order[at] in taken and not is_last and not cells[order[at + 1]] and lefts[at + 1] - box.right <= far:
            at += 1  # a column whose head is centred over it
        column = order[at]
        if column not in taken and all(
            0 <= box.left - boxes[small].right <= ICON_REACH_LINE_HEIGHTS * box.height for small in cells[column]
        ):
            taken.add(column)
            yield i, column


def _crosses(box: Box, heads: list[Box]) -> bool:
    return sum(1 for h in heads if box.left < (h.left + h.right) / 2 < box.right) > 1


def column_of(box: Box, heads: list[Box]) -> int | None:
    """The column whose head a cell is aligned with: by left edge, right edge or middle; None if by none."""
    slack = 0.9 * median([box.height, *(h.height for h in heads)])
    best: tuple[float, int] | None = None
    for k, head in enumerate(heads):
        off = min(
            abs(box.left - head.left),
            abs(box.right - head.right),
            abs(box.left + box.right - head.left - head.right) / 2,
        )
        inside = box.overlap_x(head) >= 0.9 * min(box.width, head.width)
        if off <= slack or inside:
            rank = off if off <= slack else slack + off
            if (best is None or rank < best[0]) and not _blocked(box, head, heads):
                best = (rank, k)
    return best[1] if best else None


def _blocked(box: Box, head: Box, heads: list[Box]) -> bool:
    """Whether the cell reaches over the middle of another column's head."""
    return any(h is not head and box.left < (h.left + h.right) / 2 < box.right for h in heads)
