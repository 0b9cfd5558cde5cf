"""Invisible marks around values, so that a page itself tells what stands where.

An application is filled with marked values. Wherever it shows them, the page has the marks too; the visitor takes them
out before it looks. A mark is a run of tag characters (U+E0000 ...), which no reader sees and no font draws.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SUBJECTS = ("customer", "associate", "business", "unknown")
FORMS = (
    "PERSON_NAME", "PERSON_NAME/given", "PERSON_NAME/family", "EMAIL", "PHONE", "POSTAL_ADDRESS",
    "POSTAL_ADDRESS/street", "POSTAL_ADDRESS/unit", "POSTAL_ADDRESS/postcode", "POSTAL_ADDRESS/city",
    "POSTAL_ADDRESS/region", "POSTAL_ADDRESS/country", "PAYMENT_CARD", "CARD_EXPIRY", "CARD_CVV", "BANK_ACCOUNT",
    "NATIONAL_ID", "DATE_OF_BIRTH", "ORDER_ID", "LOYALTY_ID", "TRACKING_NUMBER", "USERNAME", "IP_ADDRESS", "CREDENTIAL",
    "GEO_LOCATION", "VEHICLE_PLATE", "PURCHASE_HISTORY", "PAYMENT_CARD/masked", "BANK_ACCOUNT/masked", "EMAIL/masked",
    "PHONE/masked", "PERSON_NAME/masked", "CREDENTIAL/masked", "CARD_EXPIRY/masked", "CARD_CVV/masked",
    "NATIONAL_ID/masked", "LOYALTY_ID/masked",
)  # fmt: skip
MARK_START = "\U000e0001"  # first character of a mark
MARK_END = "\U000e007f"  # character behind a marked text
FIRST_CODE_POINT = 0xE0020  # code point of the number 0 in a mark
MARK_BASE = 90  # numbers that one character of a mark can stand for
MARK = re.compile(f"{MARK_START}(...)(.)([^{MARK_START}{MARK_END}]*)({MARK_END}?)", re.S)
_ANY = re.compile("[\U000e0000-\U000e007f]+")


@dataclass(frozen=True, slots=True)
class Label:
    """What a value is: a form (a type, or a part of one), whose it is, and a number for who or what it belongs to."""

    form: str
    subject: str
    owner: int

    @property
    def type(self) -> str:
        return self.form.split("/")[0]

    @property
    def part(self) -> str:
        return self.form.partition("/")[2]


def marked(text: str, form: str, subject: str, owner: int) -> str:
    """The text between marks; an empty text has none."""
    if not text:
        return ""
    where, who = FORMS.index(form), SUBJECTS.index(subject)
    codes = (where // 9, where % 9 * 10 + who, owner // MARK_BASE, owner % MARK_BASE)
    return MARK_START + "".join(chr(FIRST_CODE_POINT + code) for code in codes) + text + MARK_END


def label_of(codes: str) -> Label:
    """What the four characters behind a MARK_START say."""
    first, second, third, fourth = (ord(c) - FIRST_CODE_POINT for c in codes)
    return Label(FORMS[first * 9 + second // 10], SUBJECTS[second % 10], third * MARK_BASE + fourth)


def bare(text: str) -> str:
    """The text as a reader sees it."""
    return re.sub(f"{MARK_START}.{{0,4}}|{MARK_END}", "", text, flags=re.S) if _ANY.search(text) else text
