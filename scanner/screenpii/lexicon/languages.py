"""The language files (`languages/pl.yaml`): words of labels, headings and lists of goods."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import yaml

from screenpii.lexicon.folding import folded

Phrases: TypeAlias = tuple[str, ...]
SECTIONS = ("types", "subjects", "kinds", "portal", "numbers", "lists")  # tables of a language's file
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Letters that are no letter with an accent to Unicode. Readers of pictures take them for these, and people write them so.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


@cache
def languages() -> Mapping[str, Mapping[str, Mapping[str, Phrases]]]:
    """Folded phrases by language (ISO 639-1), section and key; sections without keys have the key ""."""
    folder = files("screenpii.lexicon").joinpath("languages")
    found = sorted((path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)
    return {path.name.removesuffix(".yaml"): _sections(path.read_text("utf-8")) for path in found}


def _sections(text: str) -> dict[str, dict[str, Phrases]]:
    data = yaml.load(text, _LOADER)  # noqa: S506
    return {
        section: {key: _phrases(said) for key, said in (keys if isinstance(keys, dict) else {"": keys}).items()}
        for section, keys in data.items()
    }


def _phrases(said: str) -> Phrases:
    """The phrases between commas, also as they look without letters that few keyboards have."""
    phrases = [folded(phrase) for phrase in said.split(",")]
    return tuple(dict.fromkeys([*phrases, *(p.translate(_PLAIN) for p in phrases if not p.isascii())]))


@cache
def section(name: str) -> Mapping[str, Phrases]:
    """The phrases of one section in all languages, by key."""
    found: dict[str, list[str]] = {}
    for sections in languages().values():
        for key, phrases in sections.get(name, {}).items():
            found.setdefault(key, []).extend(phrases)
    return {key: tuple(phrases) for key, phrases in found.items()}
