"""Boxes, and spans of a page's text as boxes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from screenpii.types import Box, Char, Frame, Line, Page

FRAME = Frame("t", np.zeros((10, 10, 3), np.uint8))
sides = st.integers(0, 500)
boxes = st.builds(lambda x, y, w, h: Box(x, y, x + w + 1, y + h + 1), sides, sides, sides, sides)


@given(st.lists(boxes, min_size=1))
def test_around_holds_every_box_and_no_more(many: list[Box]) -> None:
    whole = Box.around(many)
    assert all(whole.overlap(b) == b.area for b in many)
    assert whole.left in {b.left for b in many}
    assert whole.bottom in {b.bottom for b in many}


@given(boxes, boxes)
def test_overlap_is_symmetric_and_bounded(one: Box, other: Box) -> None:
    assert one.overlap(other) == other.overlap(one) <= min(one.area, other.area)


@given(boxes)
def test_xywh_is_read_back(box: Box) -> None:
    assert Box.from_xywh(*box.xywh) == box


words = st.lists(st.text("abc ", min_size=1, max_size=8), min_size=1, max_size=6)


def page(rows: list[str]) -> Page:
    """One line a row; character k of row r stands at (10 k, 20 r), spaces have no box."""
    lines = [
        Line(
            tuple(
                Char(c, None if c == " " else Box(10 * k, 20 * r, 10 * k + 9, 20 * r + 15)) for k, c in enumerate(row)
            )
        )
        for r, row in enumerate(rows)
    ]
    return Page(FRAME, tuple(lines))


@given(words, st.data())
def test_boxes_of_a_span_hold_just_its_characters(rows: list[str], data: st.DataObject) -> None:
    it = page(rows)
    start = data.draw(st.integers(0, len(it.text)))
    end = data.draw(st.integers(start, len(it.text)))
    inked = [
        (k, r)
        for r, (span, row) in enumerate(zip(it.spans, rows, strict=True))
        for k, c in enumerate(row)
        if c != " " and start <= span.start + k < end
    ]
    found = it.boxes(start, end)
    assert len(found) == len({r for _, r in inked})
    assert sum(b.height == 15 for b in found) == len(found)
    assert {(b.left, b.right) for b in found} == {
        (min(10 * k for k, r in inked if r == row), max(10 * k + 9 for k, r in inked if r == row))
        for row in {r for _, r in inked}
    }


def test_text_joins_lines_and_spans_find_them_again() -> None:
    it = page(["ab c", "c"])
    assert it.text == "ab c\nc"
    assert [it.text[slice(*s)] for s in it.spans] == ["ab c", "c"]


def test_values_are_kept_out_of_repr() -> None:
    it = page(["secret"])
    assert "secret" not in repr(it)
    assert "secret" not in repr(it.lines[0])
