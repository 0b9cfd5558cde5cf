"""LOYALTY_ID: the number of a membership, loyalty card or customer account.

What it finds: numbers and codes of 4 to 20 characters under a label such as Member no., Loyalty or Kundennummer,
and long codes in groups or with letters elsewhere, if other evidence supports them.
Why it matters: it is the key to a customer's whole purchase history, and points are money.
Source: labels as printed on loyalty cards and account pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, digits, labelled, matches, within
from screenpii.lexicon.masks import MASKS, is_masked
from screenpii.types import Candidate

FOUND = [
    ("Loyalty no.  6034 9332 1122 3344", "6034 9332 1122 3344"),
    ("Member ID:  M-204418", "M-204418"),
    ("Kundennummer\n10048823", "10048823"),
    ("Rewards #  RW00918273", "RW00918273"),
]
NOT_FOUND = [
    "Loyalty points  1240",
    "Member since  2019",
    "Loyalty tier  Gold",
    "Store ID  204418",
    "Customer rating  4.5",
]
_VALUE = re.compile(
    rf"(?<![\w$€£.,#])(?:[A-Z]{{1,5}}[ -]?)?[\d{MASKS}xX](?:[ -]?[\dA-Z{MASKS}xX]){{3,22}}(?![\w%]|[.,/]\d)"
)
_SHORT = re.compile(r"\d{2,3}")  # number of a small club, under a label with a word for "number"
MIN_UNLABELLED_DIGITS = 6  # digits of a number that is proposed without a label
_DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{4}-\d{2}-\d{2}")


@detects("LOYALTY_ID", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Codes with at least four digits (or masked) under a membership's label."""
    for match in within(context, "LOYALTY_ID", _VALUE):
        text = match.group()
        if (len(digits(text)) >= 4 or is_masked(text)) and not _DATE.search(text):
            yield Candidate("LOYALTY_ID", *match.span(), ("format:weak",))
    for field, text in labelled(context, "LOYALTY_ID"):
        if _SHORT.fullmatch(text) and any(m.exact and "#" in m.phrase.split() for m in field.meanings):
            yield Candidate("LOYALTY_ID", *field.value, ("format:weak", "number"))
    for match in matches(context, _VALUE):
        text = match.group()
        if len(digits(text)) >= MIN_UNLABELLED_DIGITS and not _DATE.search(text) and not text.isdigit():
            yield Candidate("LOYALTY_ID", *match.span(), ("format:code",))
