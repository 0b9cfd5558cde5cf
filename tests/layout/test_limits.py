"""Limits of blocks, columns, labels and tables, each from both sides; lines are 20 pixels high."""

from __future__ import annotations

import pytest

from screenpii.layout.columns import split_columns
from screenpii.layout.fields import titles, uppers
from screenpii.layout.order import blocks
from screenpii.layout.tables import Grid, grids
from screenpii.types import Box, Char, Line, Span


def line(left: int, top: int, width: int = 100, height: int = 20) -> Box:
    return Box(left, top, left + width, top + height)


@pytest.mark.parametrize(
    ("lower", "together"),
    [
        (line(0, 36), True),  # 16 below: 0.8 of a line's height
        (line(0, 38), False),
        (line(0, 13), True),  # 7 over it: 0.35
        (line(0, 11), False),
        (line(9, 24, 200), True),  # begins 9 behind it: 0.45
        (line(12, 24, 200), False),
        (line(24, 24, 85), True),  # ends 9 behind it
        (line(24, 24, 88), False),
        (line(0, 24, 100, 28), True),  # in type 1.4 times as large
        (line(0, 24, 100, 30), False),
    ],
)
def test_blocks(lower: Box, together: bool) -> None:
    assert len(blocks([line(0, 0), lower], {})) == (1 if together else 2)


@pytest.mark.parametrize(
    ("lower", "named"),
    [
        (line(30, 24, 300), True),  # begins 30 behind it: 1.5 line heights
        (line(34, 24, 300), False),
        (line(0, 56), True),  # 36 below: 1.8 line heights
        (line(0, 60), False),
    ],
)
def test_labels_above(lower: Box, named: bool) -> None:
    assert uppers([line(0, 0), lower]) == ({1: 0} if named else {})


@pytest.mark.parametrize(("count", "named"), [(8, True), (9, False)])
def test_titles_reach_eight_lines_down(count: int, named: bool) -> None:
    boxes = [line(0, 24 * k) for k in range(count + 1)]
    spans = [Span(k, k + 1) for k in range(count + 1)]
    found = titles(uppers(boxes), boxes, spans, [range(count + 1)], ["main"] * (count + 1))
    assert any(field.value == spans[-1] and field.label == spans[0] for field in found) == named


@pytest.mark.parametrize(("height", "named"), [(23, True), (22, False)])
def test_larger_type_on_the_way_up_is_a_title_too(height: int, named: bool) -> None:
    """Five lines, of which the third from below is larger: by 15 %, or by 10 %."""
    boxes = [line(0, 30 * k) for k in range(5)]
    boxes[2] = line(0, 60, 100, height)
    spans = [Span(k, k + 1) for k in range(5)]
    found = titles(uppers(boxes), boxes, spans, [range(5)], ["main"] * 5)
    assert any(field.value == spans[4] and field.label == spans[2] for field in found) == named


def spread(word: str, ink: int, pitch: int, gap: int) -> Line:
    """The word, a space, and the word again: characters so wide, and so far apart; the gap is between their ink."""
    boxes = [Box(pitch * k, 0, pitch * k + ink, 16) for k in range(len(word))]
    right = boxes[-1].right + gap
    chars = [Char(c, box) for c, box in zip(word, boxes, strict=True)]
    return Line((*chars, Char(" "), *(Char(c, box.moved(right, 0)) for c, box in zip(word, boxes, strict=True))))


@pytest.mark.parametrize(
    ("word", "ink", "pitch", "gap", "parts"),
    [
        ("nnnnnnnnnn", 4, 8, 20, 1),  # an em is 16: one and a half are 24
        ("nnnnnnnnnn", 4, 8, 28, 2),
        ("WWWWWWWWWW", 9, 10, 21, 1),  # an em is 13, but of wide characters 2.6 are 23
        ("WWWWWWWWWW", 9, 10, 26, 2),
    ],
)
def test_gaps_between_columns(word: str, ink: int, pitch: int, gap: int, parts: int) -> None:
    assert len(split_columns([spread(word, ink, pitch, gap)])) == parts


def table(*rows: tuple[int, list[str]]) -> list[Grid]:
    """The tables of rows of cells, each with its top; columns are 150 pixels apart."""
    boxes: list[Box] = []
    texts: list[str] = []
    lines = []
    for top, cells in rows:
        lines.append(list(range(len(texts), len(texts) + len(cells))))
        boxes += [line(150 * k, top) for k in range(len(cells))]
        texts += cells
    return grids(lines, boxes, texts)


HEAD, ROW = ["Item", "Size", "Price"], ["Rope 1", "2", "3"]


@pytest.mark.parametrize(
    ("header", "count"),
    [
        (["Item", "Size"], 0),
        (["Item", "Size", "Price"], 1),
        (["Item", "Size", "Item", "Price"], 1),  # three of four are different
        (["Item", "Item", "Item", "Price", "Size"], 0),
        ([f"Head{'abcdefghij'[k // 10]}{'abcdefghij'[k % 10]}" for k in range(99)], 1),
        ([f"Head{'abcdefghijk'[k // 10]}{'abcdefghij'[k % 10]}" for k in range(102)], 0),
    ],
)
def test_headers(header: list[str], count: int) -> None:
    assert len(table((0, header), (40, [str(k) for k in range(len(header))]))) == count


@pytest.mark.parametrize(("top", "count"), [(115, 1), (125, 0)])
def test_the_first_row_is_at_most_five_line_heights_below(top: int, count: int) -> None:
    assert len(table((0, HEAD), (top, ROW))) == count


@pytest.mark.parametrize(("gap", "rows"), [(48, 3), (52, 2)])
def test_a_gap_that_grows_ends_a_table(gap: int, rows: int) -> None:
    """Rows are 20 apart: one and a half times that and a line's height are 50."""
    [found] = table((0, HEAD), (40, ROW), (80, ROW), (100 + gap, ROW))
    assert len(found.rows) == rows


@pytest.mark.parametrize(("gap", "count"), [(25, 1), (35, 2)])
def test_in_a_long_table_a_row_that_stands_off_may_be_another_header(gap: int, count: int) -> None:
    """Rows are 20 apart: one and a half times that are 30."""
    long = [(40 * k, [*ROW, "4", "5", "6", "7"]) for k in range(1, 20)]
    last = 40 * 19 + 20 + gap
    other = [*HEAD, "1", "2", "3", "4"]
    found = table((0, ["Item", "Size", "Price", "Sum", "Tax", "Net", "Code"]), *long, (last, other), (last + 40, ROW))
    assert len(found) == count


@pytest.mark.parametrize("rows", [11, 30])
def test_of_a_long_table_twelve_rows_are_tried_as_headers(rows: int) -> None:
    words = ["Rope", "Large", "Blue"]
    assert len(table((0, HEAD), *((40 * k, words) for k in range(1, rows)))) == min(rows - 1, 12)


@pytest.mark.parametrize(("height", "count"), [(23, 1), (25, 0)])
def test_titles_of_cards_are_no_header(height: int, count: int) -> None:
    boxes = [line(150 * k, 0, 100, height) for k in range(3)] + [line(150 * k, 40) for k in range(3)]
    assert len(grids([[0, 1, 2], [3, 4, 5]], boxes, [*HEAD, *ROW])) == count
