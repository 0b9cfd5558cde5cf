"""What a label means: which entity types it names, and whose."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import get_args

import yaml

from scanner.types import Field, Meaning, Page, Span, Subject

MAX_WORDS = 6


def folded(text: str) -> str:
    """Lower case, no accents, words separated by single spaces; punctuation is a space, # is a word."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " # " if c == "#" else " " for c in plain.replace("'", " ")).split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Label phrases by meaning; all phrases are folded."""

    types: Mapping[str, frozenset[str]]
    subjects: Mapping[str, Subject]
    numbers: frozenset[str]

    def meanings(self, label: str) -> tuple[Meaning, ...]:
        """What a label may name: an exact phrase first, else its longest end or beginning that is known."""
        words = folded(label).split()
        if not words or len(words) > MAX_WORDS:
            return ()
        subject = self._subject(words)
        for phrase, exact in self._readings(words):
            if phrase in self.types:
                return tuple(Meaning(name, subject, exact) for name in sorted(self.types[phrase]))
        return ()

    def _readings(self, words: list[str]) -> list[tuple[str, bool]]:
        bare = [w for w in words if w not in self.numbers]
        without = [w for w in bare if w not in self.subjects]
        found = [(" ".join(words), True), (" ".join(bare), True), (" ".join(without), True)]
        if len(words) <= 5:
            found += [(" ".join(words[k:]), False) for k in range(1, len(words))]
            found += [(" ".join(words[:k]), False) for k in range(len(words) - 1, max(0, len(words) - 4), -1)]
        return [(phrase, exact) for phrase, exact in found if phrase]

    def _subject(self, words: list[str]) -> Subject:
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                subject = self.subjects.get(" ".join(words[start : start + length]))
                if subject:
                    return subject
        return "unknown"


@cache
def lexicon() -> Lexicon:
    """The lexicon of `labels.yaml`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(files("scanner.lexicon").joinpath("labels.yaml").read_text("utf-8"), loader)  # noqa: S506
    types: dict[str, set[str]] = {}
    for name, languages in data["types"].items():
        for phrase in _phrases(languages):
            types.setdefault(phrase, set()).add(name)
    known = get_args(Subject)
    subjects = {p: s for s, languages in data["subjects"].items() if s in known for p in _phrases(languages)}
    return Lexicon({k: frozenset(v) for k, v in types.items()}, subjects, frozenset(map(str, data["numbers"])))


def _phrases(languages: Mapping[str, list[str]]) -> list[str]:
    return [folded(str(phrase)) for phrases in languages.values() for phrase in phrases]


def name_fields(page: Page) -> Page:
    """The page with its fields reduced to those whose label is a known word, each with its meanings.

    Adds fields for labels that begin a line without a colon ("Order 4711", "Tel +49 30 901820").
    """
    known = lexicon()
    asked: dict[Span, tuple[Meaning, ...]] = {}

    def meanings(label: Span) -> tuple[Meaning, ...]:
        if label not in asked:
            asked[label] = known.meanings(page.text[slice(*label)])
        return asked[label]

    fields = [*page.fields, *(f for span in page.spans for f in _leading(page.text, span, known))]
    named = (replace(f, meanings=meanings(f.label)) for f in fields)
    return replace(page, fields=tuple(f for f in named if f.meanings and not _is_label(meanings(f.value))))


def _is_label(meanings: tuple[Meaning, ...]) -> bool:
    return any(m.exact for m in meanings)


def _leading(text: str, span: Span, known: Lexicon) -> list[Field]:
    """A label that the line begins with, followed by a value that holds a digit or a capital."""
    line = text[slice(*span)]
    cuts = [i for i, c in enumerate(line) if c == " "][:4]
    for cut in reversed(cuts):
        value = line[cut:].lstrip(" :#-")
        label = line[:cut].rstrip(" :")
        if not value or not (value[0].isdigit() or value[0].isupper() or value[0] in "+(*•"):
            continue
        if any(m.exact for m in known.meanings(label)) and not any(c.isdigit() for c in label):
            return [Field(Span(span.start, span.start + len(label)), Span(span.end - len(value), span.end), "inline")]
    return []
