"""The reading benchmark: an engine that gives back the truth is perfect, one that spoils it is not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from benchmarks import reading
from benchmarks.reading_measures import Tally, distance, markdown, measure
from screenpii.types import Box, Char, Line, Pixels

CELLS = [("Phone", [20, 20, 50, 14]), ("555-0100", [90, 20, 64, 14]), ("Ann Lee", [200, 20, 56, 14])]
CARD = ("•••• 4242", [90, 60, 72, 14])
PII = [
    {"type": "PHONE", "text": "555-0100", "boxes": [CELLS[1][1]], "subject": "customer", "masked": False},
    {"type": "PERSON_NAME", "text": "Ann Lee", "boxes": [CELLS[2][1]], "subject": "customer", "masked": False},
    {"type": "PAYMENT_CARD", "text": "•••• 4242", "boxes": [CARD[1]], "subject": "customer", "masked": True},
    {"type": "FACE", "text": "", "boxes": [[300, 20, 40, 40]], "subject": "customer", "masked": False},
]
TRUTH: dict[str, Any] = {
    "image": "page.png",
    "conditions": [],
    "texts": [{"text": text, "box": box} for text, box in [*CELLS, CARD]],
    "pii": PII,
}


def line(text: str, box: list[int]) -> Line:
    """The text with its characters evenly in the box, spaces without a box."""
    x, y, width, height = box
    step = width / len(text)
    edges = [x + round(k * step) for k in range(len(text) + 1)]
    return Line(
        tuple(Char(c, None if c == " " else Box(edges[k], y, edges[k + 1], y + height)) for k, c in enumerate(text))
    )


@pytest.fixture
def pixels() -> Pixels:
    image = Image.new("RGB", (360, 90), "white")
    draw = ImageDraw.Draw(image)
    for _, (x, y, width, height) in [*CELLS, CARD]:
        for stroke in (*range(x, x + width, 4), x + width - 1):
            draw.line((stroke, y, stroke, y + height - 1), fill="navy")
    return np.array(image, dtype=np.uint8)


@pytest.fixture
def perfect() -> list[Line]:
    return [line(text, box) for text, box in [*CELLS, CARD]]


def test_the_truth_is_perfect(pixels: Pixels, perfect: list[Line]) -> None:
    figures = measure(TRUTH, pixels, perfect).figures()
    assert figures["cer"] == figures["cer_without_spaces"] == 0
    assert figures["values"] == 3
    for key in ("exact", "exact_with_spaces", "exact_masked", "exact_masked_counted", "alone", "ink_inside"):
        assert figures[key] == 1, key
    assert figures["area_to_ink"] == figures["area_to_truth"] == 1


def test_a_wrong_character_costs_the_value(pixels: Pixels, perfect: list[Line]) -> None:
    perfect[1] = line("555-O100", CELLS[1][1])
    tally = measure(TRUTH, pixels, perfect)
    assert (tally.wrong, tally.exact, tally.misses) == (1, 1, [("555-0100", "555-O100")])


def test_a_lost_space_costs_only_where_spaces_count(pixels: Pixels, perfect: list[Line]) -> None:
    perfect[2] = replace(perfect[2], chars=tuple(c for c in perfect[2].chars if c.text != " "))
    tally = measure(TRUTH, pixels, perfect)
    assert (tally.exact, tally.exact_spaced, tally.wrong, tally.wrong_tight) == (2, 1, 1, 0)


def test_columns_in_one_line_are_fused(pixels: Pixels, perfect: list[Line]) -> None:
    label, value, *rest = perfect
    joined = Line((*label.chars, Char(" "), *value.chars))
    tally = measure(TRUTH, pixels, [joined, *rest])
    assert (tally.fused, tally.split, tally.exact) == (1, 0, 2)


def test_a_value_in_two_lines_is_split(pixels: Pixels, perfect: list[Line]) -> None:
    chars = perfect[2].chars
    tally = measure(TRUTH, pixels, [*perfect[:2], Line(chars[:3]), Line(chars[4:]), perfect[3]])
    assert (tally.split, tally.fused, tally.exact) == (1, 0, 2)


def test_masks_of_any_kind_and_length_are_alike(pixels: Pixels, perfect: list[Line]) -> None:
    perfect[3] = line("**** 4242", CARD[1])
    tally = measure(TRUTH, pixels, perfect)
    assert (tally.masked_exact, tally.masked_counted) == (1, 1)
    perfect[3] = line("** 4242", CARD[1])
    tally = measure(TRUTH, pixels, perfect)
    assert (tally.masked_exact, tally.masked_counted) == (1, 0)
    perfect[3] = line("4242", CARD[1])
    assert measure(TRUTH, pixels, perfect).masked_exact == 0


def test_a_short_box_leaves_ink_outside_and_a_large_one_is_not_tight(pixels: Pixels, perfect: list[Line]) -> None:
    x, y, width, height = CELLS[1][1]
    perfect[1] = line("555-0100", [x, y + 7, width, height - 7])
    perfect[2] = line("Ann Lee", [198, 13, 60, 28])
    tally = measure(TRUTH, pixels, perfect)
    assert tally.ink == [pytest.approx(0.5), 1]
    assert tally.over_ink[0] == pytest.approx(0.5)
    assert tally.over_truth[1] == pytest.approx(60 * 28 / (56 * 14))


def test_reading_nothing_scores_nothing(pixels: Pixels) -> None:
    figures = measure(TRUTH, pixels, []).figures()
    assert (figures["cer"], figures["exact"], figures["alone"], figures["ink_inside"]) == (1, 0, 0, None)


def test_truth_without_texts_is_measured_by_its_values(pixels: Pixels, perfect: list[Line]) -> None:
    figures = measure({"pii": PII}, pixels, perfect).figures()
    assert (figures["cer"], figures["alone"], figures["exact"]) == (None, None, 1)


@pytest.mark.parametrize(
    ("one", "other", "far"), [("", "", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 2)]
)
def test_distance(one: str, other: str, far: int) -> None:
    assert distance(one, other) == distance(other, one) == far


def test_tallies_add_up() -> None:
    both = Tally(wrong=1, length=4, ink=[1.0]) + Tally(wrong=2, length=8, ink=[0.5])
    assert (both.figures()["cer"], both.ink) == (0.25, [1.0, 0.5])


def test_the_table_is_markdown() -> None:
    assert markdown([["a", "b"], ["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_a_run_skips_unknown_engines_and_writes_its_figures(
    tmp_path: Path, pixels: Pixels, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.fromarray(pixels).save(tmp_path / "page.png")
    (tmp_path / "page.json").write_text(json.dumps(TRUTH))
    (tmp_path / "other.json").write_text("[]")
    told = tmp_path / "told" / "figures.json"
    told.parent.mkdir()
    reading.main([str(tmp_path), "--engines", "nosuch,plain", "--rounds", "2", "--json", str(told)])
    out = capsys.readouterr().out
    assert "skipped: unknown engine 'nosuch'" in out
    figures = json.loads(told.read_text())
    assert figures["plain"]["values"] == 3
    assert len(figures["plain"]["cpu_rounds"]) == 2
    assert figures["plain"]["cpu_seconds"] > 0
    assert figures["plain"]["megabytes"] > 20
    assert "misses" not in figures["plain"]
