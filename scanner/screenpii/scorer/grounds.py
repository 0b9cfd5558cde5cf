"""Whether anything but its place on the screen says that a value is the staff's or the business's.

An element screenshot, a chip or a row says nothing of whose its values are, and its first line is no letterhead. So a
value counts as the staff's or the business's only on grounds: a label, a heading, a bar with other texts in it, the
mailbox of a role, or neighbours and repetitions of the value that have such grounds themselves. And the encoder, which
reads the whole page and learned apart from the scorer, must not think that the value may be a customer's, unless its
own form tells: the mailbox of a role, a number that is free to call, a letterhead, an address on all labels of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from screenpii.scorer.levels import level
from screenpii.types import Subject

# Evidence about the value itself, its labels and its neighbours.
_OWN = re.compile(
    r"(?:inline|left|header|above|title|right|below|section|table|beside|next|row|block|column|again)"
    r"=(customer|associate|business)(?:&.*)?"
)
# Evidence about the page as a whole, which counts where nothing of the value's own speaks of a customer.
_PAGE = re.compile(r"(?:kind|says|about)=(associate|business)")
# How probable a subject must be on such grounds. Chosen by `python -m benchmarks.subjects` on 404 screens, 200 of them
# rendered and 204 of real software: 98.6 % of customers' values count as exposed, 41 % of the others' are left alone;
# without grounds .9 gives the same, but takes the first value of a small picture for the store's.
MIN_PROBABILITY, MIN_PROBABILITY_BY_PAGE = 0.7, 0.9
UNREACHABLE_PROBABILITY = 2.0  # no probability
# From this probability of a customer's on, by the encoder, nobody else is believed but for the value's own form. On 318
# screens of which neither had learned, customers' values that are exposed and others' that are left alone: 96.5 and
# 64.2 % without this, 97.6 and 62.5 % from .3 on, 98.3 and 60.9 % from .15 on.
MIN_DOUBT_LEVEL = level(0.15)
_ENCODER = re.compile(r"encoder=customer:(\d)")
BUSINESS_EVIDENCE = frozenset(["role", "free-call", "house", "letterhead", "company"])
# A sender's address or telephone, on every label of a sheet; people's names recur in lists of their orders, too.
_RECURS = re.compile(r"times=[34]&(?:POSTAL_ADDRESS|PHONE|EMAIL)")
_BAR = re.compile(r"bar|house=self&.*")  # in a bar, or said by one as well


def own_grounds(evidence: Iterable[str]) -> frozenset[Subject]:
    """The subjects that a value's labels, headings and neighbours name, or its own form tells."""
    found: set[Subject] = set()
    for piece in evidence:
        if match := _OWN.fullmatch(piece):
            found.add(match[1])  # type: ignore[arg-type]
        elif _is_own_form(piece):
            found.add("business")
        elif _BAR.fullmatch(piece):
            found |= {"associate", "business"}
    return frozenset(found)


def _is_own_form(piece: str) -> bool:
    """Whether a piece of evidence tells the business's by the value's own form or by its repetition."""
    return piece in BUSINESS_EVIDENCE or bool(_RECURS.fullmatch(piece))


def needed(subject: Subject, evidence: Iterable[str]) -> float:
    """How probable a subject other than the customer must be to be believed on this evidence; over 1: never."""
    pieces = tuple(evidence)
    doubted = any(int(match[1]) >= MIN_DOUBT_LEVEL for match in map(_ENCODER.fullmatch, pieces) if match)
    if doubted and not any(map(_is_own_form, pieces)):
        return UNREACHABLE_PROBABILITY
    own = own_grounds(pieces)
    if subject in own:
        return MIN_PROBABILITY
    page = "customer" not in own and any(_PAGE.fullmatch(p) and p.endswith(subject) for p in pieces)
    return MIN_PROBABILITY_BY_PAGE if page else UNREACHABLE_PROBABILITY
