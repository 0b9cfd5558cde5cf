"""Values that a narrow cell breaks are found in blocks of a few lines alone."""

from __future__ import annotations

import re

import pytest

from screenpii.wrapped import across
from tests.pages import labelled_page

CODE = re.compile(r"X[a-z]+Z")


@pytest.mark.parametrize(("lines", "found"), [(2, True), (6, True), (7, False)])
def test_a_block_of_two_to_six_lines(lines: int, found: bool) -> None:
    parts = ["Xabc", *["defgh"] * (lines - 2), "ijkZ"]
    values = list(across(labelled_page("\n".join(parts)), CODE))
    assert [(value.text, value.parts) for value in values] == ([("".join(parts), tuple(parts))] if found else [])


def test_a_value_on_one_line_is_not_broken() -> None:
    assert list(across(labelled_page("XabcZ\nword"), CODE)) == []


def test_a_label_parts_a_block() -> None:
    assert list(across(labelled_page("Xabc\nPhone\ndefZ"), CODE)) == []
