"""The screens that a training takes: generated ones, pages of applications, and for the scorer an unseen kind.

The scorer weighs what tagger and encoder say, so it must see them err: a good part of its screens is of a kind that
neither has learned from, the drawn screens of one fold.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from models.applications.records import names, sheets
from models.generator import DRAWN, screens
from models.generator.drawn import fold, vary
from models.generator.page import Screen

HELD_FOLD = 1  # fold of the drawn screens that tagger and encoder have not learned from
APPLICATION_SHARE = 0.2  # share of the tagger's screens that are pages of applications
HELD_SHARE = 0.3  # share of the scorer's screens that are of the held-out fold


def held(number: int) -> frozenset[str]:
    """The families of the drawn screens of one fold."""
    return frozenset(f"{DRAWN}/{name}" for name in fold(number))


def for_tagger(seed: int, count: int, without: frozenset[str]) -> Iterator[Screen]:
    """Generated screens and variants of the applications' pages, without what is left out."""
    applications = names()
    pages = {name: list(sheets([name])) for name in applications}
    generated = screens(seed, count, without | held(HELD_FOLD))
    for number in range(count):
        rng = random.Random(f"{seed}/{number}/application")
        if rng.random() < APPLICATION_SHARE:
            yield vary(rng, rng.choice(pages[applications[number % len(applications)]]))
        else:
            yield next(generated)


def for_scorer(seed: int, count: int, without: frozenset[str]) -> Iterator[Screen]:
    """Generated screens, and more of the drawn ones that the tagger is kept from."""
    drawn = round(HELD_SHARE * count)
    yield from screens(seed, count - drawn, without)
    yield from screens(seed + 1, drawn, only=held(HELD_FOLD) - without)
