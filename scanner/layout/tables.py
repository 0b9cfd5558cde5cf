"""Tables: a row of short texts, and rows under it whose cells stand in its columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from scanner.layout.wrapped import merged
from scanner.types import Box

MIN_COLUMNS = 3
MAX_COLUMNS = 100
MIN_ROWS = 1
MAX_HEADERS = 12  # rows at the top of a table that may be its header
WIDER = 1.5  # times the usual gap between rows: one that may part two tables
DIFFERENT = 0.75  # of the header's texts, at least: the same one again and again is that of cards side by side
LARGER = 1.2  # times the cells' type
STRETCH = 1.5  # times the widest gap so far: a wider one ends the table
MAX_GAP = 5.0  # line heights between two rows of one table


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as indices of lines: the header's, and per row one list of lines for each column."""

    header: list[int]
    rows: list[list[list[int]]]


def grids(rows: Sequence[list[int]], boxes: Sequence[Box], texts: Sequence[str]) -> list[Grid]:
    """The tables among visual rows, from top to bottom: one grid for each row that may be a header.

    In a long table only the first rows are tried, and as many of those that stand off from what is above or hold mostly
    words, so that the work stays linear.
    """
    off = _standing_off(rows, boxes)
    found = []
    tried_until = tries = 0
    for at in range(len(rows)):
        if at < tried_until:
            header = _header(rows[at], texts)
            if tries >= MAX_HEADERS or not (header and (off[at] or len(header) > max(MIN_COLUMNS, len(rows[at]) / 2))):
                continue
            tries += 1
        grid, used = _grid_from(rows[at:], boxes, texts)
        if grid:
            found.append(grid)
        if grid and used > MAX_HEADERS and at >= tried_until:
            others = (_grid_from(rows[at + k : at + used], boxes, texts)[0] for k in range(1, MAX_HEADERS))
            found.extend(other for other in others if other)
            tried_until, tries = at + used, 0
    return found


def _standing_off(rows: Sequence[list[int]], boxes: Sequence[Box]) -> list[bool]:
    """For each row whether the gap above it is wider than most, as above the header of another table."""
    spans = [Box.around(boxes[i] for i in row) for row in rows]
    gaps = [lower.top - upper.bottom for upper, lower in pairwise(spans)]
    usual = median(gaps) if gaps else 0
    return [False, *(gap > max(WIDER * usual, 0.75 * span.height) for gap, span in zip(gaps, spans[1:], strict=True))]


def _grid_from(rows: Sequence[list[int]], boxes: Sequence[Box], texts: Sequence[str]) -> tuple[Grid | None, int]:
    header = _header(rows[0], texts)
    if not header:
        return None, 1
    body: list[list[list[int]]] = []
    last = boxes[header[0]]
    taken = 1
    widest = 0
    for row in rows[1:]:
        gap = min(boxes[i].top for i in row) - last.bottom
        if gap > min(MAX_GAP * last.height, STRETCH * widest + last.height if body else math.inf):
            break
        cells = _cells(row, header, boxes)
        if cells is None:
            break
        taken += 1
        if not any(cells):
            continue
        widest = max(widest, gap)
        body.append(cells)
        last = Box.around(boxes[i] for i in row)
        last = Box(last.left, last.top, last.right, min(last.bottom, last.top + 2 * boxes[row[0]].height))
    if len(body) < MIN_ROWS or _filled(body) < 0.5 or _are_titles(header, body, boxes):
        return None, 1
    return Grid(header, merged(body, boxes, Box.around(boxes[i] for i in header))), taken


def _header(row: Sequence[int], texts: Sequence[str]) -> list[int]:
    """The texts of a row that may head columns; none if they are too few, too many, or the same again and again."""
    header = [i for i in row if not any(c.isdigit() for c in texts[i])]
    different = len({texts[i] for i in header}) >= DIFFERENT * len(header)
    return header if MIN_COLUMNS <= len(header) <= MAX_COLUMNS and different else []


def _are_titles(header: list[int], body: list[list[list[int]]], boxes: Sequence[Box]) -> bool:
    """Whether the header is set in larger type than the cells: then these are cards side by side under their titles."""
    cells = median(boxes[i].height for row in body for cell in row for i in cell)
    return median(boxes[i].height for i in header) > LARGER * cells


def _filled(body: list[list[list[int]]]) -> float:
    """The share of columns that hold something in at least one row, over the best row's count of columns."""
    return max(sum(bool(cell) for cell in row) for row in body) / len(body[0])


def _cells(row: list[int], header: list[int], boxes: Sequence[Box]) -> list[list[int]] | None:
    """The row's lines by column, or None if a line runs across the middles of several columns."""
    cells: list[list[int]] = [[] for _ in header]
    for i in row:
        column = column_of(boxes[i], [boxes[h] for h in header])
        if column is None:
            if _crosses(boxes[i], [boxes[h] for h in header]):
                return None
            continue
        cells[column].append(i)
    return cells


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
