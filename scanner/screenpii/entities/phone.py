"""PHONE: a telephone, mobile or fax number.

What it finds: numbers that are valid in the numbering plan of their country code or of a known region, or at least
have the groups and the start of dialled numbers, and numbers of 7 to 15 digits under a label such as Phone, Tel, Mobil or Portable; also masked ones (`(•••) •••-0143`).
Why it matters: it reaches and identifies a person, and is the key of most loyalty programmes.
Source: ITU-T E.164 (length), libphonenumber (numbering plans).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from screenpii.context import Context
from screenpii.entities import detects, digits, is_shaped, matches, unshaped, within
from screenpii.lexicon.masks import MASKS, is_masked
from screenpii.types import Candidate
from screenpii.wrapped import across

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

FOUND = [
    ("Phone:  (415) 555-0143", "(415) 555-0143"),
    ("Call +44 20 7946 0958 to confirm", "+44 20 7946 0958"),
    ("Telefon  030 901820", "030 901820"),
    ("Mobile\n07700 900123", "07700 900123"),
    ("Tel. 06 12 34 56 78", "06 12 34 56 78"),
    ("Phone  (•••) •••-0143", "(•••) •••-0143"),
    ("Phone  +49 1512 35█████", "+49 1512 35█████"),
    ("Tél.  01 02 03 04 05", "01 02 03 04 05"),
    ("Telemóvel  (+351) 918 659 173", "(+351) 918 659 173"),
]
NOT_FOUND = [
    "Order #  4155550143",
    "EAN  4006381333931",
    "2026-11-24 10:32:11",
    "Total  1 234 567,89",
    "Tracking  7531 5780 0555",
    "550e8400-e29b-41d4-a716-446655440000",
    "Fecha  Total\n03/04/2026 11:15  20,00\n04/04/2026 09:30  12,50",
    "Oprettet  03.11.2026 kl. 14:05",
    "gain 0.7071067811",
    "25 26 27 28 29 30 31",
]
_LOOSE = re.compile(
    rf"(?<![\w@.#,])(?<!\w-)(?:\(?\+|\()?(?:[\d{MASKS}xX][ ()./\-]{{0,3}}){{6,16}}[\d{MASKS}xX](?![\w@]|[.,]\d)"
)
# a number whose end is under a cover, with one half-covered character before it
_COVERED = re.compile(r"(?<![\w@.#,])(?:\(?\+|\()?\d(?:[ ()./\-]{0,2}\d){3,13} ?[\w ]?[█▒]{2,60}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|(?<![./\d])\d{1,2}[./]\d{1,2}[./]\d{2,4}(?![./]\d)|\d\d:\d\d")
_DECIMAL = re.compile(r"[1-9]\d{0,2}\.\d{4,}")  # a coordinate or a rate
_MONEY = re.compile(r"\d[.,]\d{2}$|^\d{1,3}(?:[., ]\d{3})+$")
# digits in groups that begin as a dialled number does: +, (0..) or 0
_DIALLED = re.compile(r"(?:\(?\+|\(0?\d{1,4}\)|0)\d*[ ./\-)]+\d")
MIN_CALENDAR_NUMBERS = 4  # numbers in a row, each one more than the last, that make a calendar
_GROUPED = re.compile(r"[ ()./\-]")
# countries whose national format is tried for numbers without a country code
REGIONS = (
    "US",
    "GB",
    "DE",
    "FR",
    "ES",
    "IT",
    "NL",
    "BR",
    "PT",
    "BE",
    "CH",
    "AT",
    "IE",
    "AU",
    "MX",
    "IN",
    "PL",
    "SE",
    "DK",
    "ZA",
)


@detects("PHONE", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Numbers that a numbering plan knows, and whatever could be a number under a phone's label."""
    page = context.page
    for match in matches(context, _LOOSE, over=unshaped(context)):
        text = match.group()
        if _plausible(text):
            evidence = _plan(text)
            if evidence or _DIALLED.match(text):
                yield Candidate("PHONE", *match.span(), (evidence or "format:shape", *_form(text)))
    for broken in across(page, _LOOSE):
        opened = broken.text[0] in "+(" and not any(map(_MONEY.search, broken.parts))
        if opened and _plausible(broken.text) and _is_whole(broken.text) and not any(map(_is_whole, broken.parts)):
            yield Candidate("PHONE", *broken.span, ("format:good", "wrapped", *_form(broken.text)))
    for match in within(context, "PHONE", _COVERED):
        yield Candidate("PHONE", *match.span(), ("format:weak", *_form(match.group())))
    for match in within(context, "PHONE", _LOOSE):
        if _plausible(match.group()) and not is_shaped(context, *match.span()):
            yield Candidate("PHONE", *match.span(), ("format:weak", *_form(match.group())))


def _plausible(text: str) -> bool:
    count = len(digits(text))
    if _DATE.search(text) or _DECIMAL.fullmatch(text) or text.count("(") != text.count(")") or _counts(text):
        return False
    return 7 <= count <= 15 or (is_masked(text) and count >= 1)


def _counts(text: str) -> bool:
    """Whether the groups are numbers that follow one another, as the days of a calendar do; none opens with a zero."""
    groups = text.split()
    days = [int(group) for group in groups if group.isdecimal() and group[0] != "0"]
    return len(groups) == len(days) >= MIN_CALENDAR_NUMBERS and all(b == a + 1 for a, b in pairwise(days))


def _is_whole(text: str) -> bool:
    """Whether a text is a whole number by some numbering plan, not only as long as one may be."""
    import phonenumbers

    if not _has_country(text):
        return _plan(text.strip()) in ("format:good", "format:fair")
    number = _parsed(text, None)
    return bool(number and phonenumbers.is_valid_number(number))


def _has_country(text: str) -> bool:
    return text.lstrip("(").startswith("+")


def _form(text: str) -> Iterator[str]:
    """How the number is written, apart from what numbering plans say of it."""
    if _MONEY.search(text):
        yield "like:money"
    yield "grouped" if _GROUPED.search(text) else "run"
    if text[0] in "(0":
        yield f"opens:{text[0]}"


@lru_cache(maxsize=10_000)
def _plan(text: str) -> str:
    """The evidence of the numbering plans: valid with its country code, in the country's own form, or just somewhere."""
    import phonenumbers

    if _has_country(text):
        number = _parsed(text, None)
        return "" if not number else "format:strong" if phonenumbers.is_possible_number(number) else "format:weak"
    valid = [number for region in REGIONS if (number := _parsed(text, region)) and phonenumbers.is_valid_number(number)]
    own = phonenumbers.PhoneNumberFormat.NATIONAL
    if any(_same_groups(phonenumbers.format_number(number, own), text) for number in valid):
        return "format:good"
    return "format:fair" if valid else ""


def _parsed(text: str, region: str | None) -> PhoneNumber | None:
    import phonenumbers

    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None


def _same_groups(one: str, other: str) -> bool:
    """Whether two ways of writing a number group its digits alike."""
    return re.findall(r"\d+", one) == re.findall(r"\d+", other) and bool(_GROUPED.search(other))
