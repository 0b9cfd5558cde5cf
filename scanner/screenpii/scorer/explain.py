"""Explanation of an entity's score and subject: evidence and weights, in the words of `words.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from screenpii.scorer.weigh import Model, model
from screenpii.types import Entity, Subject

MIN_LOG_ODDS_SHOWN = 0.1  # log-odds of the lightest evidence that is shown
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Argument:
    """A piece of evidence in words, and what it adds to the log-odds."""

    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The evidence for and against an entity's type, and for its subject; the heaviest first.

    `shares` has the probability of each subject, `rather` the two most probable ones, between which the arguments
    of `whose` decide.
    """

    kind: tuple[Argument, ...]
    whose: tuple[Argument, ...]
    shares: Mapping[Subject, float]
    rather: tuple[Subject, Subject]


def explain(entity: Entity, by: Model | None = None) -> Explanation:
    """An entity's evidence with its weights, which add up to the log-odds but for the slight ones."""
    by = by or model()
    shares = by.shares(entity.evidence, second=True)
    first, next_ = sorted(shares, key=lambda s: -shares[s])[:2]
    here, there = (by.subjects[True].get(s, {}) for s in (first, next_))
    names = ("base", *entity.evidence)
    return Explanation(
        _arguments(names, by.weights(entity.type, second=True)),
        _arguments(names, {name: here.get(name, 0.0) - there.get(name, 0.0) for name in here.keys() | there.keys()}),
        shares,
        (first, next_),
    )


def _arguments(names: Iterable[str], weights: Mapping[str, float]) -> tuple[Argument, ...]:
    known = [
        Argument(in_words(name), weights[name]) for name in names if abs(weights.get(name, 0.0)) >= MIN_LOG_ODDS_SHOWN
    ]
    return tuple(sorted(known, key=lambda a: -abs(a.weight)))


def in_words(name: str) -> str:
    """A piece of evidence as a sentence; of a pair both. One that the table does not know is its own name."""
    return ", and ".join(_sentence(part) or part for part in name.split("&"))


@cache
def _sentence(name: str) -> str:
    patterns, words = _table()
    for pattern, sentence in patterns:
        match = pattern.fullmatch(name)
        if match:
            said = {key: words.get(key, {}).get(value, value) for key, value in match.groupdict().items()}
            return sentence.format(**said)
    return ""


@cache
def _table() -> tuple[Sequence[tuple[re.Pattern[str], str]], Mapping[str, Mapping[str, str]]]:
    """The sentences by the pattern of their evidence, and the words for what a placeholder stands for."""
    data: dict[str, Any] = yaml.safe_load(files("screenpii.scorer").joinpath("words.yaml").read_text("utf-8"))
    words = data["words"]
    return [(_pattern(name, words), sentence) for name, sentence in data["sentences"].items()], words


def _pattern(name: str, words: Mapping[str, Mapping[str, str]]) -> re.Pattern[str]:
    """`label:{place}` as a pattern: a placeholder matches its words' keys, or a type's name if it has none."""
    parts = _PLACEHOLDER.split(name)
    for k in range(1, len(parts), 2):
        values = "|".join(map(re.escape, words.get(parts[k], {}))) or "[A-Z_]+"
        parts[k] = f"(?P<{parts[k]}>{values})"
    parts[::2] = map(re.escape, parts[::2])
    return re.compile("".join(parts))
