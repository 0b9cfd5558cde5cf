"""ORDER_ID: the number of an order, invoice, receipt, quotation or reservation.

What it finds: well-known shapes (Amazon `123-1234567-1234567`, `#1042`, `INV/2024/0031`) and any short number under an
order's label. Order numbers carry no check digit, so that without a known shape the label decides.
Why it matters: it links a person to what they bought, and is often all that a caller is asked for.
Source: numbers as printed by the shops' own order pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.entities import detects, labelled, matches, within
from scanner.lexicon.masks import CLASS
from scanner.types import Candidate, Page

FOUND = [
    ("Order #  100234", "100234"),
    ("Order #1042", "1042"),
    ("Bestellnummer:  DE-2024-00871", "DE-2024-00871"),
    ("Amazon 113-4456712-9912345", "113-4456712-9912345"),
    ("Invoice  INV/2024/0031", "INV/2024/0031"),
    ("Order #   Customer     Total\n150       John Smith   $2.00\n151       Jane Roe     $3.00", "150"),
]
NOT_FOUND = [
    "SKU  100234",
    "Order total  $100.00",
    "Order date  2024-02-28",
    "Orders  12 open",
    "Order status  Complete",
    "Aisle 12",
]
_KNOWN = re.compile(
    r"(?<![\w-])(?:\d{3}-\d{7}-\d{7}|D\d{2}-\d{7}-\d{7}|BBY(?:01|TX)-\d{12}|(?:INV|SO|PO|RMA|ORD|WEB)(?:[-/](?:\d{2,4}[-/])?\d{3,10}|\d{5,10}))(?![\w-])"
)
_VALUE = re.compile(
    rf"(?<![\w$€£.,])#?(?P<id>(?:[A-Z{CLASS}]{{1,6}}[-/ ]?)?[\d{CLASS}][\dA-Z{CLASS}]*(?:[-/][\dA-Z{CLASS}]+){{0,4}})(?![\w%]|[.,:/]\d)"
)
_LETTERS = re.compile(r"[A-Z]{6,12}")  # references without a digit
_NOT = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")


@detects("ORDER_ID")
def propose(page: Page) -> Iterator[Candidate]:
    """Known shapes anywhere; the first number of a value under an order's label."""
    for match in matches(page, _KNOWN):
        yield Candidate("ORDER_ID", *match.span(), ("format:good",))
    for field, text in labelled(page, "ORDER_ID"):
        if _LETTERS.fullmatch(text):
            yield Candidate("ORDER_ID", *field.value, ("format:weak", "letters"))
    seen = set()
    for match in within(page, "ORDER_ID", _VALUE):
        line = page.text.rfind("\n", 0, match.start())
        if line not in seen and not _NOT.fullmatch(match["id"]):
            seen.add(line)
            yield Candidate("ORDER_ID", *match.span("id"), ("format:weak",))
