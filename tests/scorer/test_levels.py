"""Probabilities in steps: each begins where it says."""

from __future__ import annotations

import pytest

from screenpii.scorer.levels import level


@pytest.mark.parametrize(
    ("share", "step"),
    [
        *((-1.0, 0), (0.0, 0), (0.019, 0), (0.02, 1), (0.149, 1), (0.15, 2), (0.299, 2), (0.3, 3), (0.499, 3)),
        *(
            (0.5, 4),
            (0.699, 4),
            (0.7, 5),
            (0.849, 5),
            (0.85, 6),
            (0.949, 6),
            (0.95, 7),
            (0.989, 7),
            (0.99, 8),
            (1.0, 8),
        ),
    ],
)
def test_steps(share: float, step: int) -> None:
    assert level(share) == step
