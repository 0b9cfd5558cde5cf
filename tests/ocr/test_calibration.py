"""Calibrations: straight lines between points, and each engine's own on every line that it reads."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
import pytest

from screenpii.config import Settings
from screenpii.imaging import Analysis
from screenpii.ocr import EngineReader, Options, engines
from screenpii.ocr.calibration import IDENTITY, Calibration
from screenpii.types import Box, Char, Frame, Line

BENT = Calibration(((0.2, 0.1), (0.6, 0.5), (1.0, 0.9)))


@pytest.mark.parametrize(
    ("confidence", "probability"), [(0.0, 0.1), (0.2, 0.1), (0.4, 0.3), (0.6, 0.5), (0.9, 0.8), (1.0, 0.9), (1.1, 0.9)]
)
def test_between_points_it_is_straight_and_beyond_level(confidence: float, probability: float) -> None:
    assert BENT(confidence) == pytest.approx(probability)


@pytest.mark.parametrize("confidence", [0.0, 1 / 3, 0.123456789, 0.95, 1.0])
def test_the_identity_changes_no_bit(confidence: float) -> None:
    assert IDENTITY(confidence) == confidence


@pytest.mark.parametrize("name", engines.load())
def test_each_engine_s_rises_from_one_point_to_the_next_and_stays_a_probability(name: str) -> None:
    points = engines.load()[name].calibration.points
    said, right = zip(*points, strict=True)
    assert list(said) == sorted(set(said))
    assert list(right) == sorted(right)
    assert 0 <= right[0] < right[-1] <= 1


class Half:
    """An engine that is half sure of the one line that it reads."""

    options: ClassVar[type[Options]] = Options
    calibration: ClassVar[Calibration] = BENT

    def __init__(self, settings: Settings, options: Any) -> None:
        pass

    @classmethod
    def check(cls) -> str:
        return ""

    @classmethod
    def version(cls) -> str:
        return "1"

    def read(self, frame: Frame, seen: Analysis) -> list[Line]:
        return [Line((Char("x", Box(0, 0, 9, 9)),), 0.5)]


def test_lines_have_the_probability_and_not_the_engine_s_own_confidence() -> None:
    (line,) = EngineReader(Half(Settings(), Options())).read(Frame("t", np.zeros((9, 9, 3), np.uint8)))
    assert line.confidence == pytest.approx(0.4)
