"""Levels: probabilities and shares in steps, each with its own weight."""

from __future__ import annotations

LEVEL_EDGES = (0.02, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99)  # lower edges of the levels 1 to 8


def level(share: float) -> int:
    """The level of a probability or share, 0 (hardly any) to 8 (all)."""
    return sum(share >= edge for edge in LEVEL_EDGES)
