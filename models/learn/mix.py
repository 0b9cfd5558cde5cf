"""The screens that a training takes: generated ones, variants of applications' pages, and for the scorer unseen kinds.

The scorer weighs what tagger and encoder say, so it must see them err: a good part of its screens is of kinds that
neither has learned from, the drawn screens of one fold and the applications of `UNSEEN`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from models.applications.records import names, sheets
from models.generator import DRAWN, screens
from models.generator.drawn import fold, vary
from models.generator.page import Screen

HOLD = 1  # the fold of the drawn screens that tagger and encoder have not learned from
UNSEEN = ("django-helpdesk", "starlette-admin")  # applications that they have not learned from
APPLICATIONS = 0.2  # of the screens that tagger and scorer learn from
LEFT_OUT = 0.3  # of the scorer's screens are of the fold that is left out


def held(number: int) -> frozenset[str]:
    """The families of the drawn screens of one fold."""
    return frozenset(f"{DRAWN}/{name}" for name in fold(number))


def for_tagger(seed: int, count: int, without: frozenset[str]) -> Iterator[Screen]:
    """Generated screens and variants of applications' pages, without what is left out."""
    known = [name for name in names() if name not in UNSEEN]
    return _mixed(seed, count, screens(seed, count, without | held(HOLD)), known)


def for_scorer(seed: int, count: int, without: frozenset[str]) -> Iterator[Screen]:
    """The same with the kinds that are left out there."""
    drawn = screens(seed + 1, round(LEFT_OUT * count), only=held(HOLD) - without)
    every = [name for name in names() if name in UNSEEN]
    yield from _mixed(seed, count - round(LEFT_OUT * count), screens(seed, count, without), every)
    yield from drawn


def _mixed(seed: int, count: int, generated: Iterator[Screen], applications: Sequence[str]) -> Iterator[Screen]:
    """So many screens, a share of them variants of the applications' pages; all generated ones without any."""
    pages = {name: list(sheets([name])) for name in applications}
    for number in range(count):
        rng = random.Random(f"{seed}/{number}/application")
        if pages and rng.random() < APPLICATIONS:
            yield vary(rng, rng.choice(pages[applications[number % len(applications)]]))
        else:
            yield next(generated)
