"""Limits of rows of cells, each from both sides; lines are 20 pixels high and 100 wide, columns 150 apart."""

from __future__ import annotations

import pytest

from screenpii.layout.tables import grids
from screenpii.layout.wrapped import merged
from screenpii.types import Box


def line(left: int, top: int, width: int = 100) -> Box:
    return Box(left, top, left + width, top + 20)


def count(filled: list[int], gaps: list[int]) -> int:
    """How many rows of cells visual rows are, of which so many columns are filled, so many pixels apart."""
    boxes: list[Box] = []
    body, top = [], 0
    for cells, gap in zip(filled, [*gaps, 0], strict=True):
        body.append([[len(boxes) + k] if k < cells else [] for k in range(3)])
        boxes += [line(150 * k, top) for k in range(cells)]
        top += 20 + gap
    return len(merged(body, boxes, line(0, -24)))


@pytest.mark.parametrize(("lines", "rows"), [(7, 2), (8, 9)])
def test_a_row_has_seven_lines(lines: int, rows: int) -> None:
    assert count([3, *[2] * (lines - 1), 3], [*[4] * (lines - 1), 40]) == rows


@pytest.mark.parametrize(("lines", "rows"), [(3, 2), (4, 8)])
def test_full_rows_that_stand_apart_have_three_lines(lines: int, rows: int) -> None:
    within = [4] * (lines - 1)
    assert count([3] * 2 * lines, [*within, 40, *within]) == rows


@pytest.mark.parametrize(
    ("within", "between", "rows"),
    [
        (4, 10, 6),  # gaps differ by 6 pixels, of 20 a line height: 0.3
        (4, 12, 2),  # by 0.4
        (11, 40, 2),  # lines of a cell are 0.55 apart
        (15, 40, 6),  # 0.75
    ],
)
def test_gaps_within_and_between_rows(within: int, between: int, rows: int) -> None:
    assert count([3, 2, 2] * 2, [within, within, between, within, within]) == rows


@pytest.mark.parametrize(("between", "rows"), [(16, 4), (20, 2)])
def test_full_rows_are_told_by_gaps_of_nine_tenths_of_a_line(between: int, rows: int) -> None:
    assert count([3, 3, 3, 3], [2, between, 2]) == rows


@pytest.mark.parametrize(("second", "rows"), [(2, 2), (3, 5)])
def test_four_fifths_of_the_cells_of_a_wrapped_row_are_filled(second: int, rows: int) -> None:
    """9 of 12 are 0.75, 10 of 12 are 0.83."""
    assert count([3, second, 2, 2, 3], [4, 4, 4, 40]) == rows


HEAD = ["Item", "Size", "Price"]


def cells(*rows: list[Box]) -> list[list[list[int]]]:
    """The rows of the table that the lines form under a header; lines are numbered from 3 on."""
    boxes = [line(150 * k, 0) for k in range(3)]
    visual = [[0, 1, 2]]
    for number, row in enumerate(rows, 1):
        visual.append(list(range(len(boxes), len(boxes) + len(row))))
        boxes += [box.moved(0, 40 * number) for box in row]
    [found] = grids(visual, boxes, [*HEAD, *["7"] * (len(boxes) - 3)])
    return found.rows


@pytest.mark.parametrize(("off", "last"), [(36, [5]), (44, [])])
def test_two_line_heights_behind_the_last_head_are_its_column(off: int, last: list[int]) -> None:
    assert cells([line(0, 0), line(150, 0), line(400 + off, 0)])[0][2] == last


@pytest.mark.parametrize(("off", "first"), [(28, [4]), (34, [3])])
def test_a_name_stands_close_behind_its_picture(off: int, first: list[int]) -> None:
    assert cells([line(0, 0, 24), line(24 + off, 0, 90), line(150, 0), line(300, 0)])[0][0] == first


@pytest.mark.parametrize(("width", "first"), [(42, [4]), (46, [3])])
def test_a_picture_is_hardly_wider_than_high(width: int, first: list[int]) -> None:
    assert cells([line(0, 0, width), line(width + 10, 0, 80), line(150, 0), line(300, 0)])[0][0] == first


@pytest.mark.parametrize(
    ("lefts", "kept"),
    [
        ((52,), 0),  # one line beside a picture alone
        ((52, 52), 2),
        ((52, 80), 2),  # they begin nearly alike
        ((44, 80), 0),
    ],
)
def test_lines_behind_pictures_begin_alike(lefts: tuple[int, ...], kept: int) -> None:
    """Rows of three cells, each with a line under it that is aligned with no head."""
    rows = []
    for k, left in enumerate(lefts):
        rows += [[line(150 * column, -14 * k) for column in range(3)], [line(left, -14 * (k + 1), 145 - left)]]
    found = cells(*rows)
    assert sum(len(cell) for row in found for cell in row) == 3 * len(lefts) + kept
