"""The terminal's table: one row a screen and field, as many as there is room for, nothing hidden that was not read."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from screenpii.reports.escape import UNSAFE_CATEGORIES, visible
from screenpii.reports.rows import name
from screenpii.reports.table import MIN_EXPOSURE_LINES, SCREENFUL_LINES, View, show
from screenpii.summary import Report
from screenpii.types import FIRST, Reading, Record, Severity, Skipped
from tests.reports.sample import HOSTILE, SECRET, empty, finding, hostile, large, normal, reported

WIDTHS = pytest.mark.parametrize("width", [80, 140])
VIEWS = pytest.mark.parametrize(
    "view", [View(SCREENFUL_LINES), View(), View(values=True)], ids=["screenful", "all", "values"]
)


def told(report: Report, view: View = View(SCREENFUL_LINES), width: int = 80) -> list[str]:  # noqa: B008
    """The lines of the table."""
    out = io.StringIO()
    show(report, Console(file=out, width=width, color_system=None), view)
    return out.getvalue().splitlines()


def report(*findings: Record, skipped: int = 0) -> Report:
    """A run that found these, one reading a source."""
    sources = dict.fromkeys(f.source for f in findings)
    readings = (Reading(s, FIRST, 9, 9, 0.1, tuple(f for f in findings if f.source == s)) for s in sources)
    broken = tuple(Skipped(f"broken-{n}.png", "empty file") for n in range(skipped))
    return reported(readings, broken)


def number(source: str, label: str, severity: Severity = "critical") -> Record:
    return finding("NATIONAL_ID", source, severity, label=label)


def rows(lines: list[str]) -> list[list[str]]:
    """The words of each row under the header, up to the first line that is none."""
    first = next(n for n, line in enumerate(lines) if line.startswith("severity "))
    body = lines[first + 1 :]
    count = next(n for n, line in enumerate(body) if not line.strip() or line.startswith("and "))
    return [re.split(r" {2,}", line.strip()) for line in body[:count]]


def test_one_row_a_screen_and_field_with_how_many() -> None:
    found = report(*[number("a.png", "NI number")] * 13, number("a.png", "Tax no."), number("b.png", "NI number"))
    assert rows(told(found)) == [
        ["critical", "NATIONAL_ID", "NI number", "×13", "•••• 1111", "a.png"],
        ["critical", "NATIONAL_ID", "Tax no.", "×1", "•••• 1111", "a.png"],
        ["critical", "NATIONAL_ID", "NI number", "×1", "•••• 1111", "b.png"],
    ]


def test_a_row_has_its_worst_severity_and_the_worst_rows_come_first() -> None:
    mixed = (number("a.png", "One", "low"), number("a.png", "One", "high"), number("a.png", "Two", "medium"))
    found = report(*mixed, number("b.png", "Three", "critical"), number("c.png", "Four", "low"))
    assert [row[0] + row[2] for row in rows(told(found))] == ["criticalThree", "highOne", "mediumTwo", "lowFour"]


@WIDTHS
def test_five_hundred_exposures_fit_on_one_screen(width: int) -> None:
    """Of ten values each, and of one value each under a label of its own."""
    apart = report(*(number(f"shots/{n // 10:03}.png", f"Field {n}") for n in range(500)))
    for found, fields in ((large(500), 50), (apart, 500)):
        lines = told(found, width=width)
        shown = rows(lines)
        assert len(lines) < SCREENFUL_LINES
        files = 50 - len({row[-1] for row in shown})
        assert f"and {fields - len(shown)} more rows, {files} more files: --all" in map(str.strip, lines)


@WIDTHS
def test_all_rows_are_shown_when_asked_for(width: int) -> None:
    found = report(*(number(f"shots/{n // 10:03}.png", f"Field {n}") for n in range(500)))
    lines = told(found, View(), width)
    assert [row[2] for row in rows(lines)] == [f"Field {n}" for n in range(500)]
    assert "--all" not in "\n".join(lines)


def test_each_value_has_a_row_of_its_own_when_asked_for() -> None:
    lines = told(report(*[number("a.png", "NI number")] * 13), View(values=True))
    assert sum("NATIONAL_ID" in line and "10,20" in line and "0.97" in line for line in lines) == 13
    assert lines[0].split() == ["severity", "type", "field", "shows", "left,", "top", "score"]


def test_as_many_rows_as_there_is_room_for_and_no_line_to_count_none() -> None:
    found = [number("a.png", f"Field {n}") for n in range(30)]
    most = len(rows(told(report(*found))))
    assert most < 30
    whole = told(report(*found[: most + 1]))  # the line that would count the last row holds that row
    assert len(rows(whole)) == most + 1
    assert "more row" not in "\n".join(whole)


@VIEWS
def test_what_was_not_read_is_always_shown_and_counted(view: View) -> None:
    found = report(*(number(f"{n}.png", "NI number") for n in range(60)), skipped=40)
    lines = told(found, view)
    text = "\n".join(lines)
    assert [n for n in range(40) if f"broken-{n}.png" not in text] == []
    assert "40 not fully read" in text.replace("\n", " ")
    assert "clean" not in text
    if view.lines:
        assert len(rows(lines)) == MIN_EXPOSURE_LINES - 1


def test_of_very_much_that_was_not_read_the_rest_is_counted() -> None:
    found = report(skipped=400)
    short, whole = "\n".join(told(found)), "\n".join(told(found, View()))
    assert (short.count("broken-"), whole.count("broken-")) == (50, 400)
    assert "and 350 more: --all" in short
    assert "400 not fully read" in short.replace("\n", " ")


def test_nothing_found_beside_something_not_read_is_not_clean() -> None:
    lines = told(report(skipped=1))
    assert "nothing found in what was read" in lines[-1]
    assert not any("clean" in line or line.startswith("Next") for line in lines)


def test_it_ends_with_what_to_do_next_if_there_is_anything_to_do() -> None:
    text = " ".join(told(normal(), width=200))
    end = text[text.index("Next: ") :]
    for command in ("--report html=", "screenpii explain", "screenpii redact", "screenpii baseline"):
        assert command in end
    assert "Next" not in " ".join(told(empty()))
    assert told(empty())[-1].endswith("clean")


@VIEWS
@WIDTHS
def test_hostile_texts_steer_nothing(view: View, width: int) -> None:
    lines = told(hostile(), view, width)
    assert {c for line in lines for c in line if unicodedata.category(c) in UNSAFE_CATEGORIES} == set()
    assert [line for line in lines if line.lstrip().startswith("::")] == []


@pytest.mark.parametrize("width", [20, 60, 80, 140])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for found in (hostile(), normal(), large(50)):
        assert [line for line in told(found, View(SCREENFUL_LINES), width) if cell_len(line) > width] == []


def test_no_value_in_any_view() -> None:
    for view in (View(), View(5), View(values=True)):
        assert SECRET not in "\n".join(told(normal(), view, 200))


def test_a_long_name_of_a_file_goes_on_below() -> None:
    long = "shots/" + "checkout-step/" * 9 + "payment.png"
    lines = told(report(number(long, "NI number"), number("z.png", "Tax no.")))
    column = lines[0].index("screen")
    assert "".join(line[column:].strip() for line in lines[1:6]).startswith(long)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_on_two_lines_is_no_command(text: str) -> None:
    """Wherever a name is broken, no part of it begins with two colons."""
    assert "::" not in name(text)
    assert name(text).replace(":\\x3a", "::") == visible(text)


def test_a_narrow_screen_does_without_previews_before_it_breaks_a_name() -> None:
    found = report(number("samples/loyalty-club-members.png", "National insurance no."))
    narrow, wide = told(found, width=80), told(found, width=140)
    assert "shows" not in narrow[0]
    assert "•••• 1111" in wide[1]
    assert "samples/loyalty-club-members.png" in narrow[1]


def test_selectors_are_told_with_all_rows_and_hinted_at_otherwise() -> None:
    page = replace(finding("EMAIL", "shop/till"), selector="#mail")
    found = report(page)
    for view in (View(), View(values=True)):
        assert '  to hide it in Cypress: blackout: ["#mail"]' in told(found, view)
    short = " ".join(told(found, width=400))
    assert "blackout" not in short
    assert "--all for the options of Playwright and Cypress" in short
