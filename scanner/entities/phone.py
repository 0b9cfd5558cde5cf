"""PHONE: a telephone, mobile or fax number.

What it finds: numbers that are valid in the numbering plan of their country code, or of the configured region, and
numbers of 7 to 15 digits under a label such as Phone, Tel, Mobil or Portable; also masked ones (`(•••) •••-0143`).
Why it matters: it reaches and identifies a person, and is the key of most loyalty programmes.
Source: ITU-T E.164 (length), libphonenumber (numbering plans).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.entities import detects, digits, matches, within
from scanner.lexicon.masks import CLASS, is_masked
from scanner.types import Candidate, Page

FOUND = [
    ("Phone:  (415) 555-0143", "(415) 555-0143"),
    ("Call +44 20 7946 0958 to confirm", "+44 20 7946 0958"),
    ("Telefon  030 901820", "030 901820"),
    ("Mobile\n07700 900123", "07700 900123"),
    ("Tel. 06 12 34 56 78", "06 12 34 56 78"),
    ("Phone  (•••) •••-0143", "(•••) •••-0143"),
]
NOT_FOUND = [
    "Order #  4155550143",
    "SKU  555-013-4411",
    "EAN  4006381333931",
    "2026-11-24 10:32:11",
    "Total  1 234 567,89",
    "Tracking  7531 5780 0555",
    "550e8400-e29b-41d4-a716-446655440000",
]
_LOOSE = re.compile(rf"(?<![\w@.#])[+(]?(?:[\d{CLASS}xX][ ()./\-]{{0,2}}){{6,16}}[\d{CLASS}xX](?![\w@])")
_SHAPE = re.compile(r"\+|\(\d{2,5}\)|\d{2,5}[ .\-/]\d{2,4}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")


@detects("PHONE")
def propose(page: Page) -> Iterator[Candidate]:
    """Numbers that a numbering plan knows, and whatever could be a number under a phone's label."""
    for match in matches(page, _LOOSE):
        text = match.group()
        if _plausible(text) and _SHAPE.search(text):
            evidence = _plan(text)
            if evidence:
                yield Candidate("PHONE", *match.span(), (evidence,))
    for match in within(page, "PHONE", _LOOSE):
        if _plausible(match.group()):
            yield Candidate("PHONE", *match.span(), ("format:weak",))


def _plausible(text: str) -> bool:
    count = len(digits(text))
    return not _DATE.search(text) and (7 <= count <= 15 or (is_masked(text) and count >= 1))


def _plan(text: str) -> str:
    """The evidence of the numbering plans: valid where a country code is given, or in the United States' form."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, None if text.startswith("+") else "US")
    except phonenumbers.NumberParseException:
        return ""
    if text.startswith("+"):
        return "format:strong" if phonenumbers.is_possible_number(number) else "format:weak"
    national = len(digits(text)) in (10, 11) and phonenumbers.is_possible_number(number)
    return "format:good" if national and re.fullmatch(r"(?:1[ -.]?)?\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}", text) else ""
