"""Languages of the scanner's lexicon in which the generator has no sentences: its labels, headings, menus and columns.

Such a screen's running text and goods are English, as of software that is half translated; its people are at home where
the language is spoken.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from zlib import crc32

import yaml

from models.generator.content.patterns import words
from models.generator.kinds import CUSTOMER_KINDS, OTHER_KINDS
from screenpii.lexicon.folding import folded
from screenpii.lexicon.languages import languages

SPOKEN = frozenset(("en", "de", "fr", "es", "pt", "it", "nl"))
SUBJECTS = ("customer", "associate", "business")
BUSINESS_KINDS = ("settings", "suppliers")
PAIR_SHARE = 0.4  # share of phrases that are two words of the language side by side
# What stands under a header that is nobody's: one of these, always the same for the same word.
PLAIN_CELLS = (["{date}"], ["{date} {time}"], ["{moment}"], ["{money}"], ["{n2}", "{n1}", "0"], ["{n4}"], ["{place}"],
         ["{product}"], ["{brand}"], ["{company}"], ["{sku}"], ["{version}"], ["{percent}"], ["{branch}"])  # fmt: skip
OF_LISTS = {"amounts": ["{money}"], "counts": ["{n1}", "{n2}", "0"], "goods": ["{product}"], "sums": ["{money}"]}

Entries = dict[str, list[str]]


@cache
def tongues() -> tuple[str, ...]:
    """The languages, by ISO 639-1."""
    return tuple(sorted(languages().keys() - SPOKEN))


@cache
def _said(tongue: str) -> Mapping[str, Any]:
    """What the lexicon's file of a language says, in its own spelling."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files("screenpii.lexicon").joinpath("languages", f"{tongue}.yaml").read_text("utf-8")
    data: Mapping[str, Any] = yaml.load(text, loader)  # noqa: S506
    return data


def _phrases(tongue: str, section: str, key: str = "") -> list[str]:
    found: Any = _said(tongue).get(section) or {}
    text = found.get(key) if key else found
    phrases = (" ".join(phrase.split()) for phrase in str(text or "").split(","))
    return [phrase[0].upper() + phrase[1:] for phrase in phrases if phrase]


@cache
def labels(tongue: str) -> Mapping[str, Entries]:
    """Labels by type and by whose the value is; `any` are those that do not say."""
    whose = {folded(phrase): s for s in SUBJECTS for phrase in _phrases(tongue, "subjects", s)}
    found: dict[str, Entries] = {}
    for kind, usual in words("labels_en").items():
        entry: Entries = {}
        for phrase in _phrases(tongue, "types", kind):
            entry.setdefault(whose.get(folded(phrase), "any"), []).append(phrase)
        found[kind] = entry if entry.get("any") or entry.get("customer") else usual
        found[kind].setdefault("any", [])
    return found


@cache
def screen(tongue: str) -> Mapping[str, Any]:
    """Titles, navigation and plain fields, as `screen_en.yaml` has them."""
    about = {subject: _phrases(tongue, "kinds", subject) for subject in SUBJECTS}
    plain = _phrases(tongue, "types", "OTHER")
    titles: dict[str, list[str]] = dict.fromkeys(CUSTOMER_KINDS, about["customer"])
    titles |= {kind: _phrases(tongue, "lists", "goods") + plain[:20] for kind in OTHER_KINDS}
    titles |= {"staff": about["associate"]} | dict.fromkeys(BUSINESS_KINDS, about["business"])
    entries = [*plain, *about["associate"], *about["business"], *about["customer"], *_phrases(tongue, "portal")]
    fields = {phrase: PLAIN_CELLS[crc32(phrase.encode()) % len(PLAIN_CELLS)] for phrase in plain}
    lists = {phrase: cells for key, cells in OF_LISTS.items() for phrase in _phrases(tongue, "lists", key)}
    return {
        "titles": {kind: found or plain for kind, found in titles.items()},
        "menu": entries,
        "tabs": plain,
        "buttons": [*plain, *_phrases(tongue, "portal")],
        "plain": fields | lists,
        "columns": fields | lists,
    }


def phrase(rng: random.Random, tongue: str) -> str:
    """Words of an interface: one entry, or two side by side."""
    entries: Sequence[str] = screen(tongue)["menu"]
    first = str(rng.choice(entries))
    return f"{first} {str(rng.choice(entries)).lower()}" if rng.random() < PAIR_SHARE else first
