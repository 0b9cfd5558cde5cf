"""CARD_CVV: the verification code printed on a payment card.

What it finds: three or four digits under a label such as CVV, CVC or security code.
Why it matters: PCI DSS 3.3.1.2 forbids keeping it after authorisation in any form; a screen that shows it is a finding
of the highest severity, and its value is never written anywhere by this tool.
Source: PCI DSS 4.0.1, requirement 3.3.1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, matches, within
from screenpii.lexicon.masks import MASKS
from screenpii.types import Candidate

FOUND = [
    ("CVV  123", "123"),
    ("Security code:  9876", "9876"),
    ("Prüfnummer\n042", "042"),
    ("CVC •••", "•••"),
]
NOT_FOUND = [
    "Qty  123",
    "Store 042",
    "Security code required",
    "CVV match  Y",
]
_CODE = re.compile(rf"(?<![\w.,/-])(?:[\d{MASKS}]{{3,4}}|[{MASKS}]{{2}}|[xX#]{{3,4}})(?![\w/-]|[.,]\d)")
_NEXT = re.compile(rf"\b(?:cvv2?|cvc2?|cid|csc)\b[:#]?\s*({_CODE.pattern})", re.I)


@detects("CARD_CVV", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Three or four digits under the code's label, or right behind its name."""
    for match in matches(context, _NEXT):
        yield Candidate("CARD_CVV", *match.span(1), ("format:good", "word"))
    for match in within(context, "CARD_CVV", _CODE):
        yield Candidate("CARD_CVV", *match.span(), ("format:weak",))
