"""The measure of layout counts what lies in one object."""

from __future__ import annotations

from benchmarks.layout import measured, table
from screenpii.layout import name_fields, page_of

SHOWN = """\
Guest        Room   E-mail
Ida Holm     214    ida@post.example
Per Quist    318    per@post.example"""


def test_values_in_cells_are_one_object_under_a_header() -> None:
    page = name_fields(page_of(SHOWN))
    (line,) = [line for line in page.lines if line.text == "Ida Holm"]
    found = measured(page, [{"type": "PERSON_NAME", "boxes": [line.box.xywh]}])
    assert {name: found["PERSON_NAME", name] for name in ("read", "whole", "alone", "headed")} == {
        "read": 1,
        "whole": 1,
        "alone": 1,
        "headed": 1,
    }


def test_a_value_in_two_columns_is_no_object() -> None:
    page = name_fields(page_of(SHOWN))
    boxes = [line.box.xywh for line in page.lines if line.text in ("Ida Holm", "214")]
    found = measured(page, [{"type": "PERSON_NAME", "boxes": boxes}, {"type": "ORDER_ID", "boxes": boxes}])
    assert dict(found) == {("PERSON_NAME", "read"): 1, ("PERSON_NAME", "headed"): 1}


def test_shares_are_of_what_was_read() -> None:
    *_, last = table({("EMAIL", "read"): 4, ("EMAIL", "whole"): 3, ("EMAIL", "alone"): 2})
    assert last.split() == ["all", "4", "75.0%", "50.0%", "0.0%"]
