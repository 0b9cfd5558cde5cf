from __future__ import annotations

import numpy as np
import pytest

from benchmarks.protocol import figures, intervals, row
from benchmarks.scan import Count

PAGES = [Count(2, 2, 3, 2), Count(2, 1, 1, 1), Count(0, 0, 0, 0), Count(0, 0, 1, 0)]


def as_table(pages: list[Count]) -> np.ndarray:
    return np.array([(c.shown, c.found, c.reported, c.right) for c in pages], dtype=np.float64)


def test_figures_are_of_all_pages_together() -> None:
    assert figures(as_table(PAGES)) == pytest.approx([3 / 4, 3 / 5, 1 / 2, 1 / 2])


def test_intervals_hold_the_figures_and_shrink_with_the_pages() -> None:
    few, many = intervals(as_table(PAGES * 5)), intervals(as_table(PAGES * 200))
    shown = figures(as_table(PAGES))
    assert np.all(many[0] <= shown)
    assert np.all(shown <= many[1])
    assert np.all(many[1] - many[0] < few[1] - few[0])


def test_pages_without_any_exposure_have_no_recall() -> None:
    assert "nan" in row("clean", [Count(0, 0, 0, 0)] * 3)
