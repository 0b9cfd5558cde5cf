"""Examples of values as empty fields show them: nobody's data."""

from __future__ import annotations

import random

from models.generator.content.patterns import words
from models.generator.run import Piece, Run

EXAMPLES = tuple(sorted(words("examples")["values"]))  # types that have some


def placeholder(rng: random.Random, language: str, type: str) -> Run:
    """An example of a value, paler than values, or behind a word that says so; nothing for a type without any."""
    entries = words("examples")
    shown = entries["values"].get(type)
    if not shown:
        return ()
    hint = str(rng.choice(entries["hints"][language])) + " " if rng.random() < 0.3 else ""
    return (Piece(hint + str(rng.choice(shown)), faint=not hint or rng.random() < 0.5),)
