"""ORDER_ID: the number of an order, invoice, receipt, quotation or reservation.

What it finds: well-known shapes (Amazon `123-1234567-1234567`, `#1042`, `INV/2024/0031`), any short number under an
order's label, and codes or long numbers elsewhere. Order numbers carry no check digit: without a known shape the label
decides, or the word before it, its column, or the same number under a label in another place.
Why it matters: it links a person to what they bought, and is often all that a caller is asked for.
Source: numbers as printed by the shops' own order pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, digits, is_shaped, labelled, matches, unshaped, within
from screenpii.lexicon.labels import lexicon
from screenpii.lexicon.masks import MASKS
from screenpii.types import Candidate, Page

FOUND = [
    ("Order #  100234", "100234"),
    ("Order #1042", "1042"),
    ("Bestellnummer:  DE-2024-00871", "DE-2024-00871"),
    ("Amazon 113-4456712-9912345", "113-4456712-9912345"),
    ("Invoice  INV/2024/0031", "INV/2024/0031"),
    ("Invoice  INV/2025/7", "INV/2025/7"),
    ("Sales order  SO018", "SO018"),
    ("Order #   Customer     Total\n150       John Smith   $2.00\n151       Jane Roe     $3.00", "150"),
]
NOT_FOUND = [
    "SKU  100234",
    "Order total  $100.00",
    "Order date  2024-02-28",
    "Orders  12 open",
    "Order status  Complete",
    "Aisle 12",
    "INV200  Stock count",
    "Paid 03/04/2026 11:15",
    "Session  27c90f42-e2a2-40dd-ab55-438470227314",
]
_KNOWN = re.compile(
    r"(?<![\w-])(?:\d{3}-\d{7}-\d{7}|D\d{2}-\d{7}-\d{7}|BBY(?:01|TX)-\d{12}|(?:INV|SO|PO|RMA|ORD|WEB)(?:[-/](?:\d{2,4}[-/]\d{1,10}|\d{3,10})|0\d{2,9}|\d{5,10})|[A-Z]{2,5}-[A-Z]{2,5}-20\d\d-\d{3,6})(?![\w-])"
)
_VALUE = re.compile(
    rf"(?<![\w$€£.,])#?(?P<id>(?:[A-Z{MASKS}]{{1,6}}[-/ ]?)?[\d{MASKS}][\dA-Z{MASKS}]*(?:[-/][\dA-Z{MASKS}]+){{0,4}})(?![\w%]|[.,:/]\d)"
)
_LETTERS = re.compile(r"[A-Z]{6,12}")  # an order reference without a digit
# a code without a label: letters and digits, or at least five digits
_CODE = re.compile(
    r"(?<![\w$€£.,/@-])#?(?P<id>[A-Z]{1,5}[-/]?\d[\dA-Z]{0,11}(?:[-/][\dA-Z]{1,8}){0,3}|\d{5,12}(?:[-/]\d{1,4})?|\d{2,6}(?:-\d{2,7}){1,3})(?![\w%@]|[.,:/-]\w)"
)
_SHORT = re.compile(r"\d{2,4}")
MAX_NUMBERING_COLUMNS = 3  # leading columns of a table in which its rows may be numbered
MIN_UNLABELLED_DIGITS = 3  # digits of a code that is proposed without a label
MAX_CONTEXT_CHARS = 40  # characters before a code that are searched for a word for "order"
_CONTEXT_WORD = re.compile(r"[^\W\d_]{2,20}")
_DATE = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")


@detects("ORDER_ID", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Known shapes anywhere; the first number of a value under an order's label; codes and long numbers elsewhere."""
    page = context.page
    for match in matches(context, _KNOWN):
        yield Candidate("ORDER_ID", *match.span(), ("format:good",))
    for field, text in labelled(context, "ORDER_ID"):
        if _LETTERS.fullmatch(text):
            yield Candidate("ORDER_ID", *field.value, ("format:weak", "letters"))
    seen = set()
    for match in within(context, "ORDER_ID", _VALUE):
        line = page.text.rfind("\n", 0, match.start())
        if line not in seen and not _DATE.fullmatch(match["id"]) and not is_shaped(context, *match.span("id")):
            seen.add(line)
            yield Candidate("ORDER_ID", *match.span("id"), ("format:weak",))
    yield from _unlabelled(context)


def _unlabelled(context: Context) -> Iterator[Candidate]:
    """Numbers in the first columns of tables, and what looks like a system's number anywhere."""
    page = context.page
    for table in page.tables:
        firsts = [cell[0] for row in table.rows for cell in row[:MAX_NUMBERING_COLUMNS] if cell]
        for first in firsts:
            if _SHORT.fullmatch(page.text[slice(*first)]):
                yield Candidate("ORDER_ID", *first, ("format:code", "number", "listed"))
    for match in matches(context, _CODE, over=unshaped(context)):
        if len(digits(match["id"])) >= MIN_UNLABELLED_DIGITS and not _DATE.fullmatch(match["id"]):
            yield Candidate("ORDER_ID", *match.span("id"), ("format:code", *_shown(page, match)))


def _shown(page: Page, match: re.Match[str]) -> Iterator[str]:
    """Evidence by the form of a code, and by words for orders before it in its line."""
    yield "mixed" if any(c.isalpha() for c in match["id"]) else "number"
    if match.group()[0] == "#":
        yield "hash"
    line = page.text.rfind("\n", 0, match.start()) + 1
    words = _CONTEXT_WORD.findall(page.text[line : match.start()][-MAX_CONTEXT_CHARS:])
    if any(m.type == "ORDER_ID" for word in words[-2:] for m in lexicon().meanings(word)):
        yield "word"
