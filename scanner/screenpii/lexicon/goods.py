"""Words in headers of lists of goods, folded, in all languages of the lexicon."""

from __future__ import annotations

import re

from screenpii.lexicon.folding import folded
from screenpii.lexicon.languages import section

_WORD = re.compile(r"[^\W\d_]+")

_LISTS = section("lists")

GOODS, COUNTS, AMOUNTS = (frozenset(_LISTS[name]) for name in ("goods", "counts", "amounts"))
SUMS = frozenset(_LISTS["sums"])  # words of rows that add up the rows above them
WARES = frozenset(_LISTS["wares"])  # words of headers of columns of goods, which people do not have


def is_of_goods(header: str) -> bool:
    """Whether a column's header is a property of goods: a size, a price, a stock."""
    return any(word in WARES for word in _WORD.findall(folded(header)))


def is_heading(text: str) -> bool:
    """Whether a text heads a column of goods, counts or amounts."""
    return bool(set(folded(text).split()) & (GOODS | COUNTS | AMOUNTS))
