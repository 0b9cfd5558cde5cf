"""Which selectors are chosen, on pages told as the browser tells them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from screenpii.elements import Elements
from screenpii.policy.record import record_of
from screenpii.reports import formats
from screenpii.selectors import lines, selectors, suggested
from screenpii.types import FIRST, Box, Entity, Finding, Frame, Masking, Reading
from tests.reports.sample import reported

Marks = list[tuple[str, str]]


def row(parent: int, tag: str, nth: int, box: tuple[int, int, int, int], *marks: tuple[str, str]) -> list[Any]:
    return [parent, tag, nth, list(marks), list(box)]


def page(*rows: list[Any]) -> Elements:
    return Elements.of(json.dumps({"width": 100, "rows": [row(-1, "body", 1, (0, 0, 100, 100)), *rows]}))


def findings(*boxes: Box, text: str = "Ada") -> list[Finding]:
    return [
        Finding(
            Entity("EMAIL", "customer", 0, 3, text, (box,), 0.9),
            *("http://localhost/", FIRST, Masking("none"), "exposed", "medium", (), "A•••", f"v1:{0:032x}"),
        )
        for box in boxes
    ]


def framed(elements: Elements, width: int = 100) -> Frame:
    """A picture of a page that is so many pixels wide."""
    return Frame("http://localhost/", np.zeros((100, width, 3), np.uint8), elements=elements)


def chosen(elements: Elements, *boxes: Box, text: str = "Ada", width: int = 100) -> list[str]:
    return [finding.selector for finding in suggested(findings(*boxes, text=text), framed(elements, width))]


@pytest.mark.parametrize(
    ("marks", "selector"),
    [
        ([("data-testid", "mail"), ("id", "m")], "[data-testid=mail]"),
        ([("data-cy", "till:mail"), ("class", "mail")], "[data-cy='till:mail']"),
        ([("id", "mail-2"), ("class", "mail")], "#mail-2"),
        ([("name", "mail")], "dd[name=mail]"),
        ([("class", "px-4"), ("class", "mail")], "dd.mail"),
        # numbers of a row, of a build, and what is not one word
        ([("data-testid", "mail-40713"), ("class", "css-mailto"), ("class", "sc-bdVaJa")], "body > dd:nth-child(1)"),
        ([("id", "a b"), ("id", "x]{}"), ("id", "é"), ("name", 'q"uote')], "body > dd:nth-child(1)"),
        # the name of a customer
        ([("id", "ada"), ("class", "mail")], "dd.mail"),
    ],
)
def test_the_most_lasting_name(marks: Marks, selector: str) -> None:
    assert chosen(page(row(0, "dd", 1, (10, 10, 50, 20), *marks)), Box(12, 11, 48, 19)) == [selector]


def test_the_smallest_element_that_covers_it_also_on_a_screen_of_many_pixels() -> None:
    elements = page(
        row(0, "div", 1, (0, 0, 90, 50), ("id", "card")),
        row(1, "p", 1, (10, 10, 50, 20), ("class", "mail")),
        row(1, "p", 2, (10, 10, 20, 20), ("class", "icon")),
    )
    assert chosen(elements, Box(12, 11, 48, 19)) == ["p.mail"]
    assert chosen(elements, Box(24, 22, 96, 38), width=200) == ["p.mail"]
    assert chosen(elements, Box(12, 11, 80, 19)) == ["#card"]
    assert chosen(elements, Box(0, 60, 50, 99)) == [""]  # on nothing but the body


def table(*columns: str, key: bool = False) -> Elements:
    rows = [row(0, "table", 1, (0, 0, 100, 60), ("id", "orders"))]
    for line in range(3):
        tr = len(rows) + 1
        rows.append(row(1, "tr", line + 1, (0, 20 * line, 100, 20 * line + 20)))
        for k, name in enumerate(columns):
            box = (50 * k, 20 * line, 50 * k + 50, 20 * line + 20)
            rows.append(row(tr, "td", k + 1, box, *([("class", name)] if name else [])))
    return page(*rows)


def test_the_column_of_a_table_where_cells_have_no_name_of_their_own() -> None:
    boxes = [Box(52, 20 * line + 4, 98, 20 * line + 16) for line in range(3)]
    assert set(chosen(table("", ""), *boxes)) == {"#orders td:nth-child(2)"}
    assert set(chosen(table("cell", "cell"), *boxes)) == {"td.cell"}  # half of what it hides shows something
    assert set(chosen(table("", "mail"), *boxes)) == {"td.mail"}


def test_one_cell_of_a_form_that_is_a_table() -> None:
    assert chosen(table("", ""), Box(52, 24, 98, 36)) == ["#orders > tr:nth-child(2) > td:nth-child(2)"]


def test_a_name_that_means_much_else_is_not_taken() -> None:
    rows = [row(0, "section", 1, (0, 0, 100, 30), ("id", "customer"))]
    rows += [row(1, "span", k + 1, (0, 10 * k, 50, 10 * k + 10), ("class", "value")) for k in range(2)]
    rows += [row(0, "span", k + 2, (0, 40 + 10 * k, 50, 50 + 10 * k), ("class", "value")) for k in range(5)]
    assert set(chosen(page(*rows), Box(0, 1, 48, 9), Box(0, 11, 48, 19))) == {"#customer span.value"}


def test_a_value_in_two_elements_has_a_list() -> None:
    elements = page(
        row(0, "p", 1, (0, 0, 90, 10), ("class", "street")), row(0, "p", 2, (0, 10, 90, 20), ("class", "city"))
    )
    (finding,) = findings(Box(1, 1, 80, 9))
    both = Entity("ADDRESS", "customer", 0, 3, "Ada", (Box(1, 1, 80, 9), Box(1, 11, 80, 19)), 0.9)
    told = [record_of(one) for one in suggested([replace(finding, entity=both)], framed(elements))]
    assert told[0].selector == "p.street, p.city"
    assert selectors([*told, *told]) == ("p.street", "p.city")
    assert lines(told) == (
        ("Playwright", 'mask=[page.locator("p.street"), page.locator("p.city")]'),
        ("Cypress", 'blackout: ["p.street", "p.city"]'),
    )


@pytest.mark.parametrize(
    "told",
    [
        None,
        {},
        {"width": 1, "rows": [[0, "body", 1, [], [0, 0, 1, 1]]]},  # its own parent
        {"width": 1, "rows": [[-1, "body", 1, [], [0, 0, 1]]]},
        {"width": 1, "rows": [[-1, "body", 1, 5, [0, 0, 1, 1]]]},
        {"width": 1, "rows": [[-1, {}, 1, [], [0, 0, 1, 1]]]},
        {"width": 1, "rows": [[-1, "body", float("inf"), [], [0, 0, 1, 1]]]},
        {"width": "x", "rows": []},
    ],
)
def test_what_a_page_has_tampered_with(told: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        Elements.of(json.dumps(told))


@pytest.mark.parametrize("told", [None, 5, b"{}", "", "[" * 100_000, {"width": 1, "rows": []}])
def test_what_is_no_json(told: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        Elements.of(told)


def test_no_text_of_a_page_gets_into_a_selector() -> None:
    bad = "x'], body { } <script>\n::error::"
    elements = page(row(0, bad, 1, (10, 10, 50, 20), ("id", bad), (bad, "a"), ("class", bad), ("name", bad)))
    assert chosen(elements, Box(12, 11, 48, 19)) == ["body > *:nth-child(1)"]


def test_large_pages_take_no_long() -> None:
    rows = [row(0, "div", k + 1, (0, k, 50, k + 1), ("class", "line")) for k in range(5_000)]
    assert set(chosen(page(*rows), *(Box(0, k, 40, k + 1) for k in range(0, 5_000, 10)))) != {""}


def test_reports_say_how_to_hide_it() -> None:
    elements = page(row(0, "dd", 1, (10, 10, 50, 20), ("id", "mail")))
    told = tuple(map(record_of, suggested(findings(Box(12, 11, 48, 19)), framed(elements))))
    reading = Reading("http://localhost/", FIRST, 100, 100, 0.0, told)
    report = reported((reading,))
    assert json.loads(formats.load()["json"].whole(report))["findings"][0]["selector"] == "#mail"
    table = formats.load()["table"].whole(report).decode()
    assert '  to hide it in Playwright: mask=[page.locator("#mail")]\n' in table
    assert '  to hide it in Cypress: blackout: ["#mail"]\n' in table
    assert "<code>mask=[page.locator(&#34;#mail&#34;)]</code>" in formats.load()["html"].whole(report).decode()
