"""What all formats have in common: golden files, hostile text, empty and large reports, no value, documentation."""

from __future__ import annotations

import re
import unicodedata
from functools import partial

import pytest

from screenpii.reports import formats
from screenpii.reports.escape import UNSAFE_CATEGORIES
from tests.hostile import steps
from tests.recipes.documents import rows
from tests.reports.sample import FILES, GOLDEN, SECRET, empty, hostile, large, normal, told

LINE_ENDS = "\n\r"
# The JSON report is for programs alone, and keeps the characters of other scripts as they are.
SHOWN = sorted(set(FILES) - {"json"})


@pytest.mark.parametrize("name", FILES)
def test_golden(name: str) -> None:
    """`python -m tests.reports.sample` writes the files anew."""
    assert told(name, normal()) == (GOLDEN / FILES[name]).read_bytes().decode()


@pytest.mark.parametrize("name", FILES)
def test_no_value_and_the_same_bytes_twice(name: str) -> None:
    render = formats.load()[name].whole
    assert SECRET not in render(normal()).decode()
    assert SECRET.replace(" ", "") not in render(normal()).decode().replace(" ", "")
    assert render(normal()) == render(normal())


@pytest.mark.parametrize("name", SHOWN)
def test_nothing_invisible_in_any_text(name: str) -> None:
    text = formats.load()[name].whole(hostile()).decode()
    assert {c for c in text if unicodedata.category(c) in UNSAFE_CATEGORIES and c not in LINE_ENDS} == set()
    assert "\r" not in text.replace("\r\n", "")


@pytest.mark.parametrize("name", FILES)
def test_no_line_of_output_is_a_foreign_command(name: str) -> None:
    """Of what is printed in a step, GitHub Actions obeys lines that begin with two colons, whoever wrote them."""
    lines = formats.load()[name].whole(hostile()).decode().splitlines()
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert [c for c in commands if not re.match(r"::(error|warning) file=|::notice title=screenpii::", c)] == []
    assert bool(commands) is (name == "github")


@pytest.mark.parametrize("name", FILES)
def test_empty(name: str) -> None:
    assert told(name, empty()) or name == "ocsf"


@pytest.mark.parametrize("name", sorted(set(FILES) - {"table"}))
def test_twice_the_findings_cost_twice_the_steps(name: str) -> None:
    render = formats.load()[name].whole
    render(large(100))  # loads what it needs
    few, many = (steps(partial(render, large(count))) for count in (300, 600))
    assert many < 2.2 * few


def test_lines_of_the_stream_are_those_of_the_report() -> None:
    growing = [form for form in formats.load().values() if form.line]
    assert growing
    for form in growing:
        assert form.line
        assert form.whole(normal()).startswith(b"".join(map(form.line, normal().results)))


def test_every_format_is_in_the_documentation() -> None:
    listed = [row[0].strip("`") for row in rows("reports", "Formats")]
    assert set(FILES) == set(listed) == set(formats.load())
