"""Meanings of labels: the entity types they name, and their subjects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from screenpii.lexicon.folding import folded as folded
from screenpii.lexicon.languages import section
from screenpii.types import Field, Meaning, Span, Subject

MAX_LABEL_WORDS = 6  # words of a label that is looked up; longer texts are sentences
MAX_WORDS_PER_LINE = 200  # words of a line that are searched for labels in running text
MAX_TEXT_VALUE_CHARS = 200  # characters of running text behind a label in which its value may stand
_COMPOUND = re.compile(r"([a-z]{3,40})(?:nummer|nr)")  # a German compound that ends in "number", with its stem
_WORDS = re.compile(r"\S+")
# subjects a phrase may name; of several the last counts
_SUBJECTS: tuple[Subject, ...] = ("customer", "associate", "business")
_VALUE_STARTS = frozenset("0123456789+(#*•ABCDEFGHIJKLMNOPQRSTUVWXYZ")  # characters that begin a value in running text
# words between a label and its value in a sentence: "Name is Jane"
LINKING_WORDS = frozenset(["is", "are", "was", "ist", "lautet", "est", "es", "é", "è", "is:", "="])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Label phrases by meaning; all phrases are canonical."""

    types: Mapping[str, frozenset[str]]
    subjects: Mapping[str, Subject]
    kinds: Mapping[str, Subject]
    portal: frozenset[str]
    numbers: frozenset[str]

    def canonical(self, text: str) -> tuple[str, ...]:
        """The folded words of a label; every word for "number" is #, also at the end of a German compound."""
        words: list[str] = []
        for word in folded(text).split():
            stem = _COMPOUND.fullmatch(word)
            words += ["#"] if word in self.numbers else [stem[1], "#"] if stem else [word]
        return tuple(words)

    def meanings(self, label: str) -> tuple[Meaning, ...]:
        """The meanings of a label: of the exact phrase, else of its longest known end or beginning."""
        words = self.canonical(label)
        if not words or len(words) > MAX_LABEL_WORDS or sum(c.isdigit() for c in label) > 1 or ":" in label.strip(" :"):
            return ()
        subject = self._subject(words)
        for phrase, exact in self._readings(words):
            if phrase in self.types:
                return tuple(Meaning(name, subject, exact, phrase) for name in sorted(self.types[phrase]))
        return ()

    def _readings(self, words: tuple[str, ...]) -> list[tuple[str, bool]]:
        bare = [w for w in words if w != "#"]
        without = self._without_subject(words)
        found = [(words, True), (bare, True), (without, True), ([w for w in without if w != "#"], True)]
        if len(words) <= 5:
            found += [(words[k:], False) for k in range(1, len(words))]
            found += [(words[:k], False) for k in range(len(words) - 1, max(0, len(words) - 4), -1)]
        phrases = ((" ".join(part), exact) for part, exact in found)
        return [(phrase, exact) for phrase, exact in phrases if phrase and (exact or phrase != "#")]

    def _without_subject(self, words: tuple[str, ...]) -> list[str]:
        """The words without those that name a subject: without the longest such phrase, and all such single words."""
        inner = ((start, end) for start, end in runs(words) if 1 < end - start < len(words))
        start, end = next((run for run in inner if " ".join(words[slice(*run)]) in self.subjects), (0, 0))
        return [w for w in (*words[:start], *words[end:]) if w not in self.subjects]

    def _subject(self, words: tuple[str, ...]) -> Subject:
        phrases = (" ".join(words[start:end]) for start, end in runs(words))
        return next((self.subjects[phrase] for phrase in phrases if phrase in self.subjects), "unknown")


def runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Start and end of all runs of words, the longest first."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            yield start, start + length


@cache
def lexicon() -> Lexicon:
    """The lexicon of the files of all languages."""
    bare = Lexicon({}, {}, {}, frozenset(), frozenset(section("numbers")[""]))

    def phrases(said: Iterable[str]) -> list[str]:
        return [" ".join(bare.canonical(phrase)) for phrase in said]

    types: dict[str, set[str]] = {}
    for name, said in section("types").items():
        for phrase in phrases(said):
            types.setdefault(phrase, set()).add(name)
    subjects = {phrase: whose for whose in _SUBJECTS for phrase in phrases(section("subjects")[whose])}
    kinds = {phrase: whose for whose in _SUBJECTS for phrase in phrases(section("kinds")[whose])}
    return Lexicon(
        {p: frozenset(n) for p, n in types.items()},
        subjects,
        kinds,
        frozenset(phrases(section("portal")[""])),
        bare.numbers,
    )


def labels_in(text: str, span: Span, known: Lexicon) -> list[Field]:
    """Labels in running text: at the start of a line, or anywhere (also at the end of the line before) before digits."""
    words = _words_around(text, span)
    found = []
    for k in range(1, len(words)):
        value = words[k].group().lstrip(":#-")
        code = _has_digits(text, words[k].start(), span.end)
        opens = words[0].start() == span.start and k <= 4
        if words[k].start() < span.start or not value or not (code or (opens and _may_begin(value))):
            continue
        label = _label_before(text, words, k, known, whole=not code)
        if label:
            start = words[k].end() - len(value)
            found.append(Field(label, Span(start, min(span.end, start + MAX_TEXT_VALUE_CHARS)), "inline"))
    return found


def _words_around(text: str, span: Span) -> list[re.Match[str]]:
    """The words of a line, after the last two of the line above if that ends without a full stop."""
    words = list(_WORDS.finditer(text, *span))[:MAX_WORDS_PER_LINE]
    if len(words) > 5 and span.start and text[span.start - 1] == "\n" and text[span.start - 2] not in ".:!?":
        words = list(_WORDS.finditer(text, text.rfind("\n", 0, span.start - 1) + 1, span.start))[-2:] + words
    return words


def _has_digits(text: str, start: int, end: int) -> bool:
    """Whether a word begins a value of at least three digits."""
    return text[start] in _VALUE_STARTS and sum(c.isdigit() for c in text[start : min(end, start + 14)]) >= 3


def _may_begin(value: str) -> bool:
    return value[0].isdigit() or value[0].isupper() or value[0] in "+(*•"


def _label_before(text: str, words: list[re.Match[str]], k: int, known: Lexicon, whole: bool) -> Span | None:
    """The longest known phrase that ends before word `k`, one linking verb aside; `whole`: it must begin the line."""
    last = k - 1 if words[k - 1].group().casefold() in LINKING_WORDS and k > 1 else k
    for length in range(min(4, last), 0, -1):
        label = Span(words[last - length].start(), words[last - 1].end())
        if (length == last or not whole) and any(m.exact for m in known.meanings(text[slice(*label)])):
            return label
    return None
