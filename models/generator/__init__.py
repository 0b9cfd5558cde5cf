"""Synthetic screens of retail software: lines of characters as a reader gives them, and the truth about them.

Most come from a grammar of layouts: parts are drawn at random, each with habits of its own, and put together. The
others are variants of screens drawn by hand, which are as dense and as mixed as real ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from models.generator.crop import cropped, window
from models.generator.drawn import sheets, vary
from models.generator.page import Screen, Truth
from models.generator.registry import FAMILIES
from models.generator.screen import draw_screen

DRAWN = "drawn"  # family of all drawn screens; each one is a family of its own, too
DRAWN_SHARE = 0.42  # share of drawn screens
CROP_SHARE = 0.12  # share of screens of which a part alone is shown
WINDOW_SHARE = 0.1  # share of the other screens that show a part of their page, as in manuals


def families() -> frozenset[str]:
    """The names of all families of parts, and of the drawn screens."""
    return frozenset((*FAMILIES, DRAWN, *(f"{DRAWN}/{name}" for name in sheets())))


def screens(
    seed: int,
    count: int,
    without: frozenset[str] = frozenset(),
    only: frozenset[str] = frozenset(),
    noisy: bool = True,
) -> Iterator[Screen]:
    """So many screens; the same seed gives the same ones. `without` and `only` name families of parts."""
    unknown = (without | only) - families()
    if unknown:
        raise ValueError(f"no such families: {', '.join(sorted(unknown))}")
    drawn = [sheet for name, sheet in sheets().items() if _allowed(name, without, only)]
    share = DRAWN_SHARE * len(drawn) / max(1, len(sheets())) if not only else float(bool(drawn))
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")
        is_drawn = random.Random(f"{seed}/{number}/{DRAWN}").random() < share
        screen = vary(rng, rng.choice(drawn), noisy) if is_drawn else draw_screen(rng, without, only, noisy)
        if rng.random() < CROP_SHARE:
            yield cropped(rng, screen)
        else:
            yield window(rng, screen) if not is_drawn and rng.random() < WINDOW_SHARE else screen


def _allowed(name: str, without: frozenset[str], only: frozenset[str]) -> bool:
    names = {DRAWN, f"{DRAWN}/{name}"}
    return not names & without and (not only or bool(names & only))


__all__ = ["FAMILIES", "Screen", "Truth", "families", "screens"]
