"""Placeholder values of forms, and the words that introduce them; the tables are in `examples.yaml`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from screenpii.lexicon.labels import folded

MAX_HINT_WORDS = 3  # words that may announce an example: "for example"
MAX_EXAMPLE_CHARS = 60  # characters of a value that may be an example


@cache
def _table() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files("screenpii.lexicon").joinpath("examples.yaml").read_text("utf-8"))
    return data


@cache
def _hints() -> frozenset[str]:
    return frozenset(str(hint) for hints in _table()["hints"].values() for hint in hints)


@cache
def _values(kind: str) -> re.Pattern[str] | None:
    patterns = _table()["values"].get(kind)
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.I) if patterns else None


def is_example(kind: str, text: str) -> bool:
    """Whether a value of a type is a common placeholder in forms."""
    pattern = _values(kind)
    return bool(pattern and len(text) <= MAX_EXAMPLE_CHARS and pattern.fullmatch(text.strip()))


def is_hinted(before: str) -> bool:
    """Whether the words at the start of a line, before a value, introduce an example."""
    words = folded(before[:MAX_EXAMPLE_CHARS]).split()
    return any(" ".join(words[:count]) in _hints() for count in range(1, min(MAX_HINT_WORDS, len(words)) + 1))
