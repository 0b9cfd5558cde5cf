"""Fitting a calibration: what is right of a line, groups of equally many characters, tables that never fall."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.calibration import Sample, compared, error, fitted, grouped, worse
from screenpii.ocr.calibration import IDENTITY
from screenpii.types import Box, Char, Line

TEXTS = [{"text": "Ada Example", "box": [10, 10, 110, 12]}, {"text": "Order 5521", "box": [10, 40, 100, 12]}]


def line(text: str, left: int, top: int, confidence: float = 0.5) -> Line:
    boxes = [Box(left + 10 * k, top, left + 10 * k + 10, top + 12) for k in range(len(text))]
    chars = (Char(c, None if c == " " else box) for c, box in zip(text, boxes, strict=True))
    return Line(tuple(chars), confidence)


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (line("Ada Example", 10, 10), [(10, 1.0)]),
        (line("Ada Exarnple", 10, 10), [(11, 1 - 2 / 11)]),
        (line("AdaExample", 10, 10), [(10, 1.0)]),
        (line("icon", 300, 10), [(4, 0.0)]),
        (line("••• 4242", 300, 10), []),
        (line("Ada", 10, 10), []),
    ],
    ids=["right", "two characters for one", "no space", "no text", "masks", "a part of a text"],
)
def test_what_is_right_of_a_line(read: Line, told: list[tuple[int, float]]) -> None:
    assert [(s.length, round(s.right, 9)) for s in compared([read], TEXTS, 1.0, 0)] == [
        (n, round(r, 9)) for n, r in told
    ]


def test_places_are_those_of_the_smaller_picture() -> None:
    assert worse(np.zeros((100, 50, 3), np.uint8), 0.6, 0).shape == (60, 30, 3)
    small = Line(tuple(Char(c, Box(5 + 5 * k, 5, 10 + 5 * k, 11)) for k, c in enumerate("AdaExample")), 0.9)
    (found,) = compared([small], TEXTS, 0.5, 3)
    assert (found.screen, found.confidence, found.right) == (3, 0.9, 1.0)


def test_a_confidence_that_is_right_has_no_error_and_one_that_boasts_has() -> None:
    honest = [Sample(k % 7, share / 10, 10, share / 10) for k in range(20) for share in range(1, 11)]
    assert error(honest, IDENTITY) == pytest.approx(0.0)
    boasting = [Sample(s.screen, 1.0, 10, 0.7) for s in honest]
    assert error(boasting, IDENTITY) == pytest.approx(0.3)


def test_a_fitted_table_is_right_of_what_it_was_fitted_on_and_never_falls() -> None:
    rng = np.random.default_rng(1)
    said = rng.uniform(0.3, 1, 2000).tolist()
    samples = [Sample(0, c, 10, min(1.0, c**0.3 + rng.normal(0, 0.05))) for c in said]
    table = fitted(samples)
    assert error(samples, table) < 0.1 * error(samples, IDENTITY)
    right = [probability for _, probability in table.points]
    assert right == sorted(right)


def test_groups_have_the_shares_of_characters_that_were_asked_for() -> None:
    groups = list(grouped([Sample(0, k / 1000, 5, 1.0) for k in range(1000)], (0.1, 0.5, 1.0)))
    assert [number for number, _, _ in groups] == [500, 2000, 2500]
