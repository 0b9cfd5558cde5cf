"""Rows of a table are rows of cells, however many lines a cell has."""

from __future__ import annotations

import numpy as np

from screenpii.layout import arrange
from screenpii.types import Box, Char, Frame, Line, Page

WIDE, HIGH = 8, 12  # pixels of a character


def at(text: str, left: int, top: int) -> Line:
    return Line(
        tuple(Char(c, Box(left + WIDE * k, top, left + WIDE * (k + 1), top + HIGH)) for k, c in enumerate(text))
    )


def page(*lines: Line) -> Page:
    return arrange(Frame("t", np.full((600, 900, 3), 255, np.uint8)), lines)


def cells(shown: Page) -> list[list[list[str]]]:
    table = next(t for t in shown.tables if [shown.text[slice(*head)] for head in t.header] == TITLES)
    return [[[shown.text[slice(*line)] for line in cell] for cell in row] for row in table.rows]


TITLES = ["Guest", "Mail", "Room", "Nights"]
HEAD = [at(text, left, 20) for text, left in zip(TITLES, (20, 180, 340, 460), strict=True)]


def row(top: int, *columns: tuple[str, ...], middle: bool = False) -> list[Line]:
    """One row of cells with lines 20 pixels apart, set level at the top or (`middle`) at the middle."""
    most = max(map(len, columns))
    found = []
    for left, texts in zip((20, 180, 340, 460), columns, strict=True):
        down = 10 * (most - len(texts)) if middle else 0
        found += [at(text, left, top + down + 20 * k) for k, text in enumerate(texts)]
    return found


GUESTS = (
    (("Aurelia Bonnet",), ("aurelia.bonn", "et@courrier.", "example"), ("214",), ("3",)),
    (("Ferran", "Casals Puig"), ("f@correo.example",), ("9",), ("11",)),
    (("Ida Holm",), ("ida.holm@", "post.example"), ("311",), ("2",)),
)


def test_cells_hold_all_their_lines() -> None:
    lines = [line for k, guest in enumerate(GUESTS) for line in row(60 + 95 * k, *guest)]
    assert cells(page(*HEAD, *lines)) == [[list(texts) for texts in guest] for guest in GUESTS]


def test_a_short_cell_may_stand_level_with_the_middle_of_a_long_one() -> None:
    lines = [line for k, guest in enumerate(GUESTS) for line in row(60 + 95 * k, *guest, middle=True)]
    assert cells(page(*HEAD, *lines)) == [[list(texts) for texts in guest] for guest in GUESTS]


def test_all_cells_may_have_two_lines() -> None:
    twice = (("Aurelia", "Bonnet"), ("aurelia.bon", "net@x.example"), ("West", "214"), ("3", "of 4"))
    lines = [line for k in range(3) for line in row(60 + 70 * k, *twice)]
    assert cells(page(*HEAD, *lines)) == [[list(texts) for texts in twice]] * 3


def test_two_lines_may_be_nearly_full() -> None:
    rows = ((("Aurelia", "Bonnet"), ("a.bon", "@x.example"), ("West", "214"), ("3",)), GUESTS[0], GUESTS[2])
    lines = [line for k, guest in enumerate(rows) for line in row(60 + 80 * k, *guest)]
    assert cells(page(*HEAD, *lines)) == [[list(texts) for texts in guest] for guest in rows]


def test_the_only_row_of_a_table_may_be_wrapped() -> None:
    assert cells(page(*HEAD, *row(70, *GUESTS[0]))) == [[list(texts) for texts in GUESTS[0]]]


def test_rows_at_equal_distances_stay_apart() -> None:
    plain = [(("Aurelia Bonnet",), ("a@x.example",), (str(k),), ("3",)) for k in range(8)]
    lines = [line for k, guest in enumerate(plain) for line in row(46 + 20 * k, *guest)]
    assert cells(page(*HEAD, *lines)) == [[list(texts) for texts in guest] for guest in plain]


def test_groups_of_full_rows_stay_apart() -> None:
    """Rows in groups of four, with a gap between groups: all of them full, so none is the other's continuation."""
    plain = [(("Aurelia Bonnet",), ("a@x.example",), (str(k),), ("3",)) for k in range(8)]
    lines = [line for k, guest in enumerate(plain) for line in row(60 + 20 * k + 30 * (k // 4), *guest)]
    assert len(cells(page(*HEAD, *lines))) == 8


def test_the_text_of_a_cell_stands_together() -> None:
    lines = [line for k, guest in enumerate(GUESTS) for line in row(60 + 95 * k, *guest)]
    shown = page(*HEAD, *lines)
    assert "aurelia.bonn\net@courrier.\nexample" in [shown.text[slice(*block)] for block in shown.blocks]
