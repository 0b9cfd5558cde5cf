"""What layout, lexicon and context think of drawn pages; `make goldens` writes the expected files anew."""

from __future__ import annotations

import re

import pytest

from tests.golden.check import PAGES, difference, drawn, names
from tests.golden.drawing import drawing


@pytest.mark.parametrize("name", names())
def test_pages_are_understood_as_before(name: str) -> None:
    changed = difference(name)
    if changed:
        pytest.fail(f"{changed}\n\n`make goldens` takes this over.", pytrace=False)


def test_every_expectation_has_its_page() -> None:
    assert {path.name.removesuffix(".expected.json") for path in PAGES.glob("*.json")} == set(names())


@pytest.mark.parametrize("name", names())
def test_every_page_says_what_it_is_for(name: str) -> None:
    assert re.fullmatch(r"[A-Z].+\.", drawn(name).about)


def test_a_drawing_says_where_lines_stand() -> None:
    shown = drawing("# About.\n# type 2: Big\n# frame: 300 x 200\n\nOne  two\n~5\n  Big\n").lines
    assert [(line.text, line.box.xywh) for line in shown] == [
        ("One", (0, 0, 24, 16)),
        ("two", (40, 0, 24, 16)),
        ("Big", (16, 21, 48, 32)),
    ]


def test_a_head_with_an_unknown_line_is_refused() -> None:
    with pytest.raises(ValueError, match="no line of a head"):
        drawing("# About.\n# pitch: 3\n\nx")
