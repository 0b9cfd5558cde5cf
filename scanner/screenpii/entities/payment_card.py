"""PAYMENT_CARD: the number of a payment card (PAN), whole or masked.

What it finds: numbers with an issuer's prefix and length that pass the Luhn check, also wrapped over two lines of one
cell; masked numbers (`•••• 4242`, `411111******1111`, `ending in 1234`); any long number under a card's label.
Thirteen-digit Visa and Maestro numbers count only under a label: one German EAN in ten looks like one.
Why it matters: PCI DSS 3.4.1 allows at most the first six or eight and the last four digits.
Source: ISO/IEC 7812-1 (prefix, Luhn), the card schemes' public prefix tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, digits, is_shaped, matches, within
from screenpii.lexicon.cards import is_card
from screenpii.lexicon.masks import MASKS, RUN, is_masked
from screenpii.types import Candidate, Page

FOUND = [
    ("Card number  4111 1111 1111 1111", "4111 1111 1111 1111"),
    ("Paid with 5555555555554444", "5555555555554444"),
    ("Amex 3782 822463 10005", "3782 822463 10005"),
    ("Card number4111 1111 1111 1111", "4111 1111 1111 1111"),
    ("Card\n4000 0000 0000\n0002", "4000 0000 0000\n0002"),
    ("Visa •••• 4242", "•••• 4242"),
    ("Card  411111******1111", "411111******1111"),
    ("Kartennummer:  2223 0031 2200 3222", "2223 0031 2200 3222"),
]
NOT_FOUND = [
    "EAN  4006381333931",
    "IMEI  356938035643809",
    "Loyalty no.  6034 9332 1122 3344",
    "UPS 1Z999AA10123456784",
    "SKU  4111111111111111",
    "Order 4111-1111-1111",
    "2026 1124 1032 1199",
    "4242  4242  4242  4242",
]
# In its groups it is also taken where a label touches it: "Card number4111 1111 1111 1111".
_NUMBER = re.compile(r"(?:(?<![\w.,#/-])|(?<=[a-z])(?=\d{4}[ -]\d{4}[ -]\d))\d(?:[ \-\n]?\d){11,18}(?![\w/]|[.,-]\d)")
_MASKED = re.compile(rf"(?<![\w{MASKS}])(?<!##)(?:\d{{1,8}}[ -]?)?(?:[ -]?{RUN}){{1,5}}[ -]?\d{{2,5}}(?![\w@.])")
# Groups of digits and mask characters that have a card's length together, wherever the digits stand.
_PARTS = re.compile(
    rf"(?<![\w{MASKS}.,/-])(?<!##)[\d{MASKS}xX]{{2,6}}(?:[ -][\d{MASKS}xX]{{2,8}}){{1,4}}(?![\w{MASKS}@]|[.,/-]\w)"
)
_COVERED = re.compile(rf"(?<![\w.,/-])\d{{4}}(?:[ -]?\d){{2,11}}[ -]?[{MASKS}]{{3,60}}(?![\w{MASKS}@])")
MIN_READABLE_DIGITS = 2  # readable digits of a masked number
CARD_LENGTHS_DIGITS = range(12, 20)  # digits of a card number, from ISO/IEC 7812-1
_ENDING = re.compile(
    r"(?:ending(?: in| with)?|endet auf|se terminant par|terminad[ao] en|que termina em|che termina con|eindigend op)\s+(?:in\s+)?\d{4}\b",
    re.I,
)
BRAND_REACH_CHARS = 24  # characters before a number that are searched for a card brand
_BRAND = re.compile(r"\b(?:visa|master ?card|amex|american express|discover|diners|jcb|maestro|debit|credit)\b", re.I)
_GROUPS = re.compile(
    rf"(?:[\d{MASKS}xX]{{4}}[ -]){{3}}[\d{MASKS}xX]{{4}}|[\d{MASKS}xX]{{4}}[ -][\d{MASKS}xX]{{6}}[ -][\d{MASKS}xX]{{5}}"
)
_LABELLED = re.compile(r"\d(?:[ \-]?\d){11,18}")


@detects("PAYMENT_CARD", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Card numbers by prefix, length and check digit; masked ones by their shape; others by their label."""
    page = context.page
    for match in matches(context, _NUMBER, over=page.blocks):
        if is_card(digits(match.group())) and not is_shaped(context, *match.span()):
            yield Candidate("PAYMENT_CARD", *match.span(), ("format:good", "check", *_named(page, match.start())))
    yield from _masked(context)
    for match in matches(context, _ENDING):
        yield Candidate("PAYMENT_CARD", *match.span(), ("format:good",))
    for match in within(context, "PAYMENT_CARD", _LABELLED):
        yield Candidate("PAYMENT_CARD", *match.span(), ("format:weak",))


def _masked(context: Context) -> Iterator[Candidate]:
    """Numbers of which a part is hidden: its beginning, its end, its middle, or several parts."""
    page = context.page
    whole = [match for match in matches(context, _PARTS) if _is_long(match.group())]
    for match in whole:
        sure = bool(_named(page, match.start())) or bool(_GROUPS.fullmatch(match.group()))
        yield Candidate("PAYMENT_CARD", *match.span(), ("format:good" if sure else "format:fair", "masked"))
    taken = {at for match in whole for at in range(*match.span())}
    for match in matches(context, _MASKED):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        if is_masked(match.group()) and start not in taken:
            sure = bool(_named(page, match.start())) or bool(_GROUPS.fullmatch(match.group().strip()))
            yield Candidate("PAYMENT_CARD", start, match.end(), ("format:good" if sure else "format:weak",))
    for match in within(context, "PAYMENT_CARD", _COVERED):
        yield Candidate("PAYMENT_CARD", *match.span(), ("format:weak", "masked"))


def _is_long(text: str) -> bool:
    """Whether digits and mask characters have a card's length together, and there are some of both."""
    marks = sum(not c.isspace() and c != "-" for c in text)
    return marks in CARD_LENGTHS_DIGITS and is_masked(text) and len(digits(text)) >= MIN_READABLE_DIGITS


def _named(page: Page, start: int) -> tuple[str, ...]:
    """The evidence of a brand's name right before a number."""
    return ("word",) if _BRAND.search(page.text, max(0, start - BRAND_REACH_CHARS), start) else ()
