"""Synthetic screens of retail software: lines of characters as a reader gives them, and the truth about them.

A grammar of layouts, not templates: parts are drawn at random, each with habits of its own, and put together.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from models.generator.page import Screen, Truth
from models.generator.registry import FAMILIES
from models.generator.screen import draw_screen


def screens(
    seed: int,
    count: int,
    without: frozenset[str] = frozenset(),
    only: frozenset[str] = frozenset(),
    noisy: bool = True,
) -> Iterator[Screen]:
    """So many screens; the same seed gives the same ones. `without` and `only` name families of parts."""
    unknown = (without | only) - FAMILIES.keys()
    if unknown:
        raise ValueError(f"no such families: {', '.join(sorted(unknown))}")
    for number in range(count):
        yield draw_screen(random.Random(f"{seed}/{number}"), without, only, noisy)


__all__ = ["FAMILIES", "Screen", "Truth", "screens"]
