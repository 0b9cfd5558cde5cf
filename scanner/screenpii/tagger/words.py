"""What is known of a single word, whatever stands around it: its classes and its shape."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from screenpii.lexicon import names
from screenpii.lexicon.labels import folded, lexicon
from screenpii.lexicon.masks import is_masked
from screenpii.lexicon.streets import LEGAL_FORMS, STREET_ENDINGS, STREET_WORDS, UNIT_WORDS

Know = Callable[[str], tuple[str, ...]]
"""From a word as written to its classes: given, family, place, common, ordinary, label types ..."""

# classes of a word, each with its test
WORD_CLASSES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("given", lambda w: names.is_given(w)),
    ("family", lambda w: names.is_family(w)),
    ("place", lambda w: w in names.places()),
    ("common", lambda w: w in names.common_words()),
    ("interface", lambda w: w in names.interface_words()),
    ("ordinary", lambda w: w in names.ORDINARY),
    ("title", lambda w: w in names.TITLES),
    ("suffix", lambda w: w in names.SUFFIXES),
    ("particle", lambda w: w in names.PARTICLES),
    ("street", lambda w: w in STREET_WORDS or (len(w) > 5 and w.endswith(STREET_ENDINGS))),
    ("unit", lambda w: w in UNIT_WORDS),
    ("legal", lambda w: w in LEGAL_FORMS),
    ("label", lambda w: w in lexicon().types),
    ("whose", lambda w: w in lexicon().subjects),
)


@lru_cache(maxsize=50_000)
def know(word: str) -> tuple[str, ...]:
    """The classes of a word, in a fixed order; none for what holds no letter."""
    plain = folded(word)
    if not any(c.isalpha() for c in plain):
        return ()
    return tuple(name for name, holds in WORD_CLASSES if holds(plain))


@lru_cache(maxsize=50_000)
def shape(word: str) -> str:
    """The word's pattern: Aa for Smith, AA for SMITH, A. for J., 9-99 with up to six digits counted, * for masks."""
    if is_masked(word):
        return "*"
    if word.isdigit():
        return "9" * min(len(word), 6)
    if word.isalpha():
        if len(word) == 1:
            return "A" if word.isupper() else "a"
        return (
            "AA"
            if word.isupper()
            else "Aa"
            if word[0].isupper() and word[1:].islower()
            else "aa"
            if word.islower()
            else "aA"
        )
    return re.sub(r"[A-ZÀ-ÖØ-Þ]+", "A", re.sub(r"[^\W\d_A-ZÀ-ÖØ-Þ]+", "a", re.sub(r"\d+", "9", word)))[:8]


@lru_cache(maxsize=50_000)
def spelling(word: str, classes: tuple[str, ...]) -> str:
    """The word itself, folded, where it is no name: names must be told by what is around them, not learned by heart."""
    plain = folded(word)
    if not plain:
        return word
    named = "given" in classes or "family" in classes
    return plain if plain.isalpha() and (not named or {"common", "ordinary", "label"} & set(classes)) else ""
