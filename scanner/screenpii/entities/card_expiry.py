"""CARD_EXPIRY: the month and year in which a payment card expires.

What it finds: `MM/YY` and `MM/YYYY` under a label such as Exp or Valid thru, or next to a card's number.
Why it matters: with the number it is enough to pay in many places; FACTA forbids it on receipts altogether.
Source: ISO/IEC 7813 (expiry as month and year), 15 USC 1681c(g).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, digits, labelled, matches, within
from screenpii.lexicon.cards import is_card
from screenpii.lexicon.masks import MASKS, is_masked
from screenpii.lexicon.shapes import matters_on
from screenpii.types import Candidate, Page

FOUND = [
    ("Card  •••• 4242\nExp.  04/28", "04/28"),
    ("Valid thru\n11/2029", "11/2029"),
    ("Visa •••• 4242 exp 09/27", "09/27"),
    ("Karte  •••• 1881\nGültig bis:  07 / 30", "07 / 30"),
]
NOT_FOUND = [
    "Date  04/28",
    "Aisle  12/14",
    "Updated 11/2024",
    "Best before 04/28",
    "Valid until  30 Nov 2031",
    "Size  10/12",
]
_DATE = re.compile(
    rf"(?<![\d/.\-])(?:(?:0?[1-9]|1[0-2])|[{MASKS}xX]{{2}}) ?[/\-.] ?(?:20)?(?:[1-4]\d|[{MASKS}xX]{{2}})(?![\d/\-]|\.\d)"
)
_RUN = re.compile(r"(?<![\w/.\-])(?:0[1-9]|1[0-2])[1-4]\d(?![\w/\-]|[.,]\d)")
_NEXT = re.compile(
    rf"\b(?:exp(?:iry|ires|iration|\.)?|valid (?:thru|until|to)|gültig bis|expire(?: fin| le)?|caduca|vence|scad(?:e|enza)?\.?|geldig tot)[\"']?[:.=]? ?[\"']?({_DATE.pattern})",
    re.I,
)
_BOXES = re.compile(r"(?:0[1-9]|1[0-2]) (?:20)?[2-4]\d")  # month and year in two boxes, joined by layout
_UNDER = re.compile(rf"([\d{MASKS}xX][\d{MASKS}xX -]{{6,30}})\n({_DATE.pattern})(?=\n|$)")  # a card's number
_BRAND = re.compile(r"\b(?:visa|master ?card|amex|american express|discover|diners|jcb|maestro)\b", re.I)
_MONTH = re.compile(
    r"(?<!\d )(?<!\d\. )\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?(?:20)?[2-4]\d\b", re.I
)


@detects("CARD_EXPIRY", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Months and years under an expiry's label, right behind the word, or under a card's number."""
    page = context.page
    company = tuple(_company(page))
    for match in matches(context, _NEXT):
        yield Candidate("CARD_EXPIRY", *match.span(1), ("format:good", "word", *company))
    for match in _UNDER.finditer(page.text):
        if is_masked(match[1]) or is_card(digits(match[1])):
            yield Candidate("CARD_EXPIRY", *match.span(2), ("format:fair", *company))
    for pattern in (_DATE, _RUN, _MONTH):
        for match in within(context, "CARD_EXPIRY", pattern):
            yield Candidate("CARD_EXPIRY", *match.span(), ("format:weak", *company))
    for field, text in labelled(context, "CARD_EXPIRY"):
        if _BOXES.fullmatch(text):
            yield Candidate("CARD_EXPIRY", *field.value, ("format:weak", *company))


def _company(page: Page) -> Iterator[str]:
    """Whether the page mentions cards, and goods, which expire as well."""
    types = {m.type for field in page.fields for m in field.meanings if m.exact}
    yield f"cards:{bool(types & {'PAYMENT_CARD', 'CARD_CVV'} or _BRAND.search(page.text))}"
    yield f"goods:{'goods' in matters_on(page.text)}"
