"""Lines become pages: columns stay apart, labels find their values, tables have headers."""

from __future__ import annotations

import numpy as np
import pytest

from screenpii.layout import arrange, page_of
from screenpii.types import Box, Char, Frame, Line, Page, Span


def text_of(page: Page, *spans: Span) -> str:
    return "\n".join(page.text[slice(*span)] for span in spans)


def fields(page: Page, place: str) -> set[tuple[str, str]]:
    return {(text_of(page, f.label), text_of(page, f.value)) for f in page.fields if f.place == place}


def test_two_columns_are_never_joined() -> None:
    page = page_of("4242 4242  4242 4242\n1111 1111  1111 1111")
    assert "4242 4242 4242" not in page.text.replace("\n", " | ")
    assert [text_of(page, b) for b in page.blocks] == ["4242 4242\n1111 1111", "4242 4242\n1111 1111"]


def test_a_line_read_across_a_border_is_cut() -> None:
    chars = [Char(c, Box(10 * k, 0, 10 * k + 8, 16)) for k, c in enumerate("Name")]
    chars += [Char(" ")] + [Char(c, Box(100 + 10 * k, 0, 108 + 10 * k, 16)) for k, c in enumerate("Lee")]
    page = arrange(Frame("t", np.zeros((50, 300, 3), np.uint8)), [Line(tuple(chars))])
    assert [line.text for line in page.lines] == ["Name", "Lee"]


def test_labels_on_the_left_above_and_in_the_line() -> None:
    page = page_of("Phone   415 555 0143\n\n\nE-mail\na@b.example\n\n\nOrder: 4711")
    assert ("Phone", "415 555 0143") in fields(page, "left")
    assert ("E-mail", "a@b.example") in fields(page, "above")
    assert ("Order", "4711") in fields(page, "inline")


def test_lines_of_a_card_know_its_title() -> None:
    page = page_of("Customer\nJane Doe\njane@x.example\n415 555 0143")
    assert {("Customer", "jane@x.example"), ("Customer", "415 555 0143")} <= fields(page, "title")


def test_tables_have_headers_and_empty_cells() -> None:
    page = page_of("Order #   Customer     Total\n150       John Smith   $2.00\n151                    $3.00")
    assert len(page.tables) == 1
    table = page.tables[0]
    assert [text_of(page, h) for h in table.header] == ["Order #", "Customer", "Total"]
    assert [[text_of(page, *c) for c in row] for row in table.rows] == [
        ["150", "John Smith", "$2.00"],
        ["151", "", "$3.00"],
    ]
    assert ("Customer", "John Smith") in fields(page, "header")


def test_right_aligned_numbers_belong_to_their_column() -> None:
    page = page_of(
        "Item       Customer        Total\nShirt      Jane Roe         2.00\nHat        Max Doe     11,250.00"
    )
    assert ("Total", "11,250.00") in fields(page, "header")


def test_wrapped_cells_are_one_row() -> None:
    page = page_of(
        "Order   Customer     Total\n\n150     John Smith   $2.00\n        (a@b.com)\n\n\n"
        "151     Jane Roe     $3.00\n        (c@d.com)\n"
    )
    assert [text_of(page, *row[1]) for row in page.tables[0].rows] == ["John Smith\n(a@b.com)", "Jane Roe\n(c@d.com)"]


def test_cells_of_a_column_are_blocks_of_their_own() -> None:
    page = page_of("Street      City      Total\n1 Oak St    Reno      $2.00\n2 Elm St    Provo     $3.00")
    assert "1 Oak St\n2 Elm St" not in [text_of(page, b) for b in page.blocks]


@pytest.mark.parametrize("text", ["", " ", "x", "\n\n"])
def test_little_text_is_no_trouble(text: str) -> None:
    assert page_of(text).tables == ()


def test_order_of_lines_does_not_matter() -> None:
    page = page_of("Name   Phone   City\nLee    123     Reno\nDoe    456     Provo")
    again = arrange(page.frame, page.lines[::-1])
    assert again.text == page.text
    assert set(again.fields) == set(page.fields)
