"""Number formats as patterns, and the word lists that lie beside the code."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

T = TypeVar("T")
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_CLASSES = {
    "#": "0123456789",
    "%": "123456789",
    "@": LETTERS,
    "?": LETTERS.lower(),
    "~": LETTERS + "23456789",
    "^": "0123456789abcdef",
    "¤": "#",
}
_CODE = re.compile(r"[#%@?~^¤]")


def fill(rng: random.Random, pattern: str) -> str:
    """`#` digit, `%` digit above 0, `@` capital, `?` small letter, `~` capital or digit, `^` hex digit, `¤` a #."""
    return _CODE.sub(lambda m: rng.choice(_CLASSES[m.group()]), pattern)


@cache
def words(name: str) -> Any:
    """The content of `name.yaml`; lists and mappings as they stand there."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(files(__package__ or "").joinpath(f"{name}.yaml").read_text("utf-8"), loader)  # noqa: S506


def weighted(rng: random.Random, choices: Mapping[T, float]) -> T:
    """One key, by its weight."""
    return rng.choices(list(choices), list(choices.values()))[0]


def some(rng: random.Random, choices: Sequence[T], count: int) -> list[T]:
    """`count` of the choices, each once while they last."""
    picked = list(choices)
    rng.shuffle(picked)
    while len(picked) < count:
        picked.append(rng.choice(choices))
    return picked[:count]
