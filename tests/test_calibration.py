"""Scores are probabilities: of all that scores 0.9, nine in ten are right. On generated screens never trained on."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from models.generator import screens
from models.learn.examples import matched, page_of
from models.train import SEED
from scanner.scorer import score
from scanner.types import Entity
from tests.pages import pipeline

OURS = 20_270_319
SCREENS = 300
# Scores from, to (exclusive), and how far the share that is right may lie from their mean.
BINS = ((0.5, 0.7, 0.10), (0.7, 0.9, 0.07), (0.9, 0.97, 0.04), (0.97, 1.01, 0.02))
ENOUGH = 100  # entities in each bin, for the share to mean something


@dataclass(frozen=True)
class Bin:
    """The scores within some limits, and whether each was right."""

    limits: tuple[float, float]
    tolerance: float
    judged: list[tuple[float, bool]]

    @property
    def mean(self) -> float:
        return sum(score for score, _ in self.judged) / len(self.judged)

    @property
    def right(self) -> float:
        return sum(right for _, right in self.judged) / len(self.judged)


@pytest.fixture(scope="module")
def judged() -> list[tuple[float, bool]]:
    """The score of every candidate on the screens that only text speaks for, and whether it is what it is said to be."""
    flow = pipeline()
    flow.detectors = [detector for detector in flow.detectors if detector.name != "CODE_PAYLOAD"]
    found: list[tuple[float, bool]] = []
    for screen in screens(OURS, SCREENS):
        found += ((e.score, matched(e, screen.truth) is not None) for e in flow.weigh(page_of(screen)))
    return found
