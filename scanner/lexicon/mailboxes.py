"""Mailboxes of a role, such as info@ and kundenservice@, told from people's by whole words."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from scanner.lexicon.labels import folded

_BETWEEN = re.compile(r"[._\-+\d\s]+")
MAX_WORDS = 5  # of a mailbox: longer ones are no role's


@cache
def _roles() -> frozenset[str]:
    data = yaml.safe_load(files("scanner.lexicon").joinpath("mailboxes.yaml").read_text("utf-8"))
    return frozenset(str(word) for words in data.values() for word in words)


def is_role(address: str) -> bool:
    """Whether every word of an address's mailbox is a role's; its numbers say nothing (store12@)."""
    words = [folded(word) for word in _BETWEEN.split(address.partition("@")[0].strip()) if word]
    return 0 < len(words) <= MAX_WORDS and all(word in _roles() for word in words)
