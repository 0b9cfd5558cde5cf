"""PAYMENT_CARD: the number of a payment card (PAN), whole or masked.

What it finds: numbers with an issuer's prefix and length that pass the Luhn check, also wrapped over two lines of one
cell; masked numbers (`•••• 4242`, `411111******1111`, `ending in 1234`); any long number under a card's label.
Thirteen-digit Visa and Maestro numbers count only under a label: one German EAN in ten looks like one.
Why it matters: PCI DSS 3.4.1 lets at most the first six or eight and the last four digits show.
Source: ISO/IEC 7812-1 (prefix, Luhn), the card schemes' public prefix tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import ean, luhn

from scanner.entities import detects, digits, matches, within
from scanner.lexicon.masks import CLASS, RUN, is_masked
from scanner.types import Candidate, Page

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
# Prefix ranges (first, last, lengths) of the schemes whose cards are told by number alone.
_ISSUERS = [
    (4, 4, (16, 19)), (51, 55, (16,)), (2221, 2720, (16,)), (34, 34, (15,)), (37, 37, (15,)), (300, 305, (14,)),
    (309, 309, (14,)), (36, 36, (14,)), (38, 39, (14,)), (6011, 6011, (16, 17, 18, 19)), (644, 649, (16, 17, 18, 19)),
    (65, 65, (16, 17, 18, 19)), (3528, 3589, (16, 17, 18, 19)), (62, 62, (16, 17, 18, 19)),
]  # fmt: skip
# In its groups it is also taken where a label touches it: "Card number4111 1111 1111 1111".
_NUMBER = re.compile(r"(?:(?<![\w.,#/-])|(?<=[a-z])(?=\d{4}[ -]\d{4}[ -]\d))\d(?:[ \-\n]?\d){11,18}(?![\w/]|[.,-]\d)")
_MASKED = re.compile(rf"(?<![\w{CLASS}])(?<!##)(?:\d{{1,8}}[ -]?)?(?:[ -]?{RUN}){{1,5}}[ -]?\d{{2,5}}(?![\w@.])")
_ENDING = re.compile(
    r"(?:ending(?: in| with)?|endet auf|se terminant par|terminad[ao] en|que termina em|che termina con|eindigend op)\s+(?:in\s+)?\d{4}\b",
    re.I,
)
BEFORE = 24  # characters in which a brand's name is looked for
_BRAND = re.compile(r"\b(?:visa|master ?card|amex|american express|discover|diners|jcb|maestro|debit|credit)\b", re.I)
_GROUPS = re.compile(
    rf"(?:[\d{CLASS}xX]{{4}}[ -]){{3}}[\d{CLASS}xX]{{4}}|[\d{CLASS}xX]{{4}}[ -][\d{CLASS}xX]{{6}}[ -][\d{CLASS}xX]{{5}}"
)
_LABELLED = re.compile(r"\d(?:[ \-]?\d){11,18}")


@detects("PAYMENT_CARD")
def propose(page: Page) -> Iterator[Candidate]:
    """Card numbers by prefix, length and check digit; masked ones by their shape; others by their label."""
    for match in matches(page, _NUMBER, over=page.blocks):
        if is_card(digits(match.group())):
            named = ("word",) if _BRAND.search(page.text, max(0, match.start() - BEFORE), match.start()) else ()
            yield Candidate("PAYMENT_CARD", *match.span(), ("format:good", "check", *named))
    for match in matches(page, _MASKED):
        shape = (
            "format:good"
            if _BRAND.search(page.text, max(0, match.start() - BEFORE), match.start())
            or _GROUPS.fullmatch(match.group().strip())
            else "format:weak"
        )
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        if is_masked(match.group()):
            yield Candidate("PAYMENT_CARD", start, match.end(), (shape,))
    for match in matches(page, _ENDING):
        yield Candidate("PAYMENT_CARD", *match.span(), ("format:good",))
    for match in within(page, "PAYMENT_CARD", _LABELLED):
        yield Candidate("PAYMENT_CARD", *match.span(), ("format:weak",))


def is_card(number: str) -> bool:
    """Whether digits have an issuer's prefix and length and pass the Luhn check (and are no GTIN of 14 digits)."""
    if not luhn.is_valid(number) or len(set(number)) < 2 or (len(number) == 14 and ean.is_valid(number)):
        return False
    return any(
        first <= int(number[: len(str(first))]) <= last and len(number) in lengths for first, last, lengths in _ISSUERS
    )
