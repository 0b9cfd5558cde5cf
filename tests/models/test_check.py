"""The check on families that were left out."""

from __future__ import annotations

import math

import pytest

from models import check
from models.generator import screens


def test_figures_where_nothing_was_found() -> None:
    truths = {str(k): check.truth_of(str(k), screen) for k, screen in enumerate(screens(5, 6))}
    recall, precision, f1, whole, alone = check.figures_of(truths, [])
    assert (recall, whole) == (0, 0)
    assert math.isnan(f1)
    assert math.isnan(precision)
    assert math.isnan(alone) or alone == 1


@pytest.mark.slow
def test_a_family_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "UNSEEN_SCREENS", 10)
    figures = check.left_out("card", share=0.01)
    assert len(figures) == 5
    assert figures[0] > 0.3
    assert all(0 <= f <= 1 for f in figures if not math.isnan(f))
