"""Mailboxes of a role, such as info@ and kundenservice@, recognised by whole words."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from screenpii.lexicon.labels import folded

_WORD_SEPARATOR = re.compile(r"[._\-+\d\s]+")  # what separates the words of a mailbox
MAX_MAILBOX_WORDS = 5  # words of a role's mailbox


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that make a mailbox a role's, and those that do only beside one of them."""
    data = yaml.safe_load(files("screenpii.lexicon").joinpath("mailboxes.yaml").read_text("utf-8"))
    beside = frozenset(map(str, data.pop("beside")))
    return frozenset(str(word) for words in data.values() for word in words), beside


def is_role(address: str) -> bool:
    """Whether every word of an address's mailbox is a role's; its numbers say nothing (store12@)."""
    words = [folded(word) for word in _WORD_SEPARATOR.split(address.partition("@")[0].strip()) if word]
    roles, beside = _words()
    return len(words) <= MAX_MAILBOX_WORDS and set(words) <= roles | beside and not roles.isdisjoint(words)
