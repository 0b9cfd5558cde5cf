"""Scores are probabilities: of all that scores about 0.9, nine in ten are right; on screens never trained on."""

from __future__ import annotations

from statistics import fmean

import pytest

from models.generator import screens
from models.learn.examples import matched, page_of
from models.train import SEED
from tests.pages import text_pipeline

OURS = 20_270_319
TRAINED = range(SEED, SEED + 3)
SCREENS = 300
# Scores from, to (exclusive), and how far the share that is right may lie from their mean.
BINS = ((0.5, 0.7, 0.10), (0.7, 0.9, 0.07), (0.9, 0.97, 0.04), (0.97, 1.01, 0.02))
ENOUGH = 100  # entities in a bin, for their share to mean something

Judged = list[tuple[float, bool]]


@pytest.fixture(scope="module")
def judged() -> Judged:
    """The score of every candidate, and whether it is what it is said to be."""
    flow = text_pipeline()
    pages = ((screen, flow.understand(page_of(screen))) for screen in screens(OURS, SCREENS))
    return [(e.score, matched(e, screen.truth) is not None) for screen, it in pages for e in flow.weigh(it)]


@pytest.mark.slow
def test_scores_are_the_share_that_is_right(judged: Judged) -> None:
    assert OURS not in TRAINED
    rows = []
    for low, high, tolerance in BINS:
        part = [(score, right) for score, right in judged if low <= score < high]
        mean, share = fmean(score for score, _ in part), fmean(right for _, right in part)
        rows.append((low, min(high, 1.0), len(part), mean, share, tolerance))
    print(f"\n{'from':>6}{'to':>6}{'count':>8}{'score':>8}{'right':>8}{'may differ by':>15}")
    for row in rows:
        print(f"{row[0]:>6}{row[1]:>6}{row[2]:>8}{row[3]:>8.3f}{row[4]:>8.3f}{row[5]:>15}")
    assert [row for row in rows if row[2] < ENOUGH or abs(row[3] - row[4]) > row[5]] == []
