"""Grounds: evidence other than place that a value is an associate's or the business's.

A screenshot of one element does not show the subject of its values, and its first line is no letterhead. So a value
counts as an associate's or the business's only on grounds: a label, a heading, a bar with other texts, a role's
mailbox, or neighbours and repetitions with such grounds. Besides, the encoder, which was trained apart from the scorer,
must give a customer a low probability, unless the value's own form is enough: a role's mailbox, a free-call number, a
letterhead, an address on all labels of a sheet.
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
# evidence about the page as a whole, which counts where none of the value's own names a customer
_PAGE = re.compile(r"(?:kind|says|about)=(associate|business)")
# probability that an associate or the business needs on the value's own grounds. Chosen by `python -m
# benchmarks.subjects` on 404 screens, 200 rendered and 204 of real software: 98.6 % of customers' values count as
# exposed, 41 % of the others' do not. Without grounds .9 gives the same, but takes the first value of a small picture
# for the store's
MIN_PROBABILITY = 0.7
# probability that an associate or the business needs on grounds of the page alone; chosen likewise
MIN_PROBABILITY_BY_PAGE = 0.9
UNREACHABLE_PROBABILITY = 2.0  # above every probability
# level of the encoder's probability of a customer from which another subject needs evidence in the value's own form. On
# 318 screens held out from both models, customers' values exposed and others' not exposed: 96.5 and 64.2 % without it,
# 97.6 and 62.5 % from .3, 98.3 and 60.9 % from .15
MIN_DOUBT_LEVEL = level(0.15)
_ENCODER = re.compile(r"encoder=customer:(\d)")
# evidence in a value's own form that it is the business's
BUSINESS_EVIDENCE = frozenset(["role", "free-call", "house", "letterhead", "company"])
# a sender's address or telephone on every label of a sheet; names are left out, they recur in lists of orders
_REPEATED = re.compile(r"times=[34]&(?:POSTAL_ADDRESS|PHONE|EMAIL)")
_BAR = re.compile(r"bar|house=self&.*")  # a value in a bar, or repeated in one


def own_grounds(evidence: Iterable[str]) -> frozenset[Subject]:
    """The subjects that a value's labels, headings and neighbours name, or its own form implies."""
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
    """Whether a piece of evidence implies the business by the value's own form or by its repetition."""
    return piece in BUSINESS_EVIDENCE or bool(_REPEATED.fullmatch(piece))


def needed(subject: Subject, evidence: Iterable[str]) -> float:
    """The probability that a subject other than the customer needs on this evidence; over 1: never."""
    pieces = tuple(evidence)
    doubted = any(int(match[1]) >= MIN_DOUBT_LEVEL for match in map(_ENCODER.fullmatch, pieces) if match)
    if doubted and not any(map(_is_own_form, pieces)):
        return UNREACHABLE_PROBABILITY
    own = own_grounds(pieces)
    if subject in own:
        return MIN_PROBABILITY
    page = "customer" not in own and any(_PAGE.fullmatch(p) and p.endswith(subject) for p in pieces)
    return MIN_PROBABILITY_BY_PAGE if page else UNREACHABLE_PROBABILITY
