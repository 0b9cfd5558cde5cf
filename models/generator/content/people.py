"""Persons from all over the world; most of them from the countries of the screen's language."""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Iterable, Sequence
from functools import cache

from models.generator.content.patterns import words

GIVEN = ("first_names", "first_names_male", "first_names_female")
_VOWEL = re.compile("[aeiouyáéíóúäöüâêôåøæ]", re.I)
FAMILY = ("last_names", "last_names_male", "last_names_female", "unisex_last_names", "last_names_without_suffix")


@cache
def faker_list(kind: str, locale: str, attributes: tuple[str, ...]) -> tuple[str, ...]:
    """The entries in Latin script of one of Faker's providers, in its own order."""
    module = importlib.import_module(f"faker.providers.{kind}")
    provider, plain = importlib.import_module(f"{module.__name__}.{locale}").Provider, module.Provider
    found: dict[str, None] = {}
    for attribute in attributes:
        entries: Iterable[object] = getattr(provider, attribute, ())
        if entries is getattr(plain, attribute, None):  # Faker's examples for all: "Doe"
            continue
        found.update((str(e).strip(), None) for e in (entries if not isinstance(entries, property) else ()))
    return tuple(text for text in found if _is_latin(text))


def _is_latin(text: str) -> bool:
    return len(text) > 1 and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c == "’" for c in text)


@cache
def _lists(origin: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    entry = words("names")["origins"][origin]
    given, family = list(entry.get("given", ())), list(entry.get("family", ()))
    endings = entry.get("endings", ("",))
    for locale in entry.get("faker", ()):
        given += faker_list("person", locale, GIVEN)
        family += [name + ending for name in faker_list("person", locale, FAMILY) for ending in endings]
    return tuple(given), tuple(family)


def origin_of(rng: random.Random, language: str) -> str:
    """An origin: in six of ten cases one of the language's countries."""
    data = words("names")
    return str(rng.choice(data["native"][language] if rng.random() < 0.6 else list(data["origins"])))


def home_of(rng: random.Random, language: str, origin: str) -> str:
    """The country where a person of that origin lives, if screens in that language serve them."""
    data = words("names")
    own = data["origins"][origin]["homes"]
    around = data["homes"][language]
    both = [home for home in own if home in around]
    if both and rng.random() < 0.8:
        return str(rng.choice(both))
    return str(rng.choice(around if rng.random() < 0.75 else own))


def given_and_family(rng: random.Random, origin: str) -> tuple[str, str]:
    """A given and a family name, with the particles, double names and hyphens of the origin."""
    entry = words("names")["origins"][origin]
    if rng.random() < 0.05:
        pair = rng.choice(words("names")["words"])
        return str(pair[0]), str(pair[1])
    given_names, family_names = _lists(origin)
    given, family = _unheard(rng, given_names, 0.08), _unheard(rng, family_names, 0.2)
    if rng.random() < 0.05 and " " not in given:
        given += rng.choice("- ") + rng.choice(given_names)
    if rng.random() < entry.get("double", 0):
        family += " " + rng.choice(family_names)
    elif rng.random() < 0.06:
        family += "-" + rng.choice(family_names)
    elif entry.get("particles") and " " not in family and rng.random() < 0.2:
        particle = rng.choice(entry["particles"])
        family = particle + ("" if particle.endswith("'") else " ") + family
    if rng.random() < entry.get("single", 0.01):
        family = ""
    return given, family


def _unheard(rng: random.Random, names: Sequence[str], odds: float) -> str:
    """One of the names; at times one that is in no list, of the head of one and the tail of another."""
    name = rng.choice(names)
    if rng.random() >= odds:
        return name
    head, tail = (_VOWEL.search(n, max(1, len(n) // 2 - 1)) for n in (name, rng.choice(names)))
    if not head or not tail:
        return name
    return name[: head.start()] + tail.string[tail.start() :].lower()


def is_family_first(origin: str) -> bool:
    """Whether names of that origin are often written with the family name first."""
    return bool(words("names")["origins"][origin].get("first") == "family")
