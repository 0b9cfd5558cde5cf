"""BANK_ACCOUNT: an IBAN, or an account number under a bank's label.

What it finds: IBANs whose check digits are right; account, routing and sort-code numbers under a label.
Why it matters: enough for a direct debit in much of the world.
Source: ISO 13616 (IBAN), ISO 7064 mod 97-10 (check), python-stdnum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban

from screenpii.context import Context
from screenpii.entities import detects, digits, matches, within
from screenpii.lexicon.masks import MASKS
from screenpii.types import Candidate
from screenpii.wrapped import across

FOUND = [
    ("IBANDE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
    ("IBAN  DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
    ("Refund to GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
    ("IBAN:  GB82WEST1234\n       5698765432", "GB82WEST1234\n5698765432"),
    ("Kontonummer:  0532013000", "0532013000"),
    ("Sort code  20-00-00", "20-00-00"),
]
NOT_FOUND = [
    "SKU  DE89370400440532013001",
    "Order  0532013000",
    "Account  Gold",
    "VAT  DE811128135",
    "Part  GB82WEST1234\n      5698765433",
]
_IBAN = re.compile(r"(?:(?<!\w)|(?<=IBAN))[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?!\w)")
_MASKED = re.compile(rf"(?<!\w)[A-Z]{{2}}[\d{MASKS}]{{2}}(?: ?[\d{MASKS}]){{8,30}}(?!\w)")
_LABELLED = re.compile(rf"(?<!\w)[\d{MASKS}](?:[ \-]?[\d{MASKS}]){{5,17}}(?!\w)")


@detects("BANK_ACCOUNT", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """IBANs by check digits, account numbers by their label."""
    page = context.page
    for match in matches(context, _IBAN):
        end = _longest_iban(match.group())
        if end:
            yield Candidate("BANK_ACCOUNT", match.start(), match.start() + end, ("format:strong", "check"))
    for broken in across(page, _IBAN):
        end = _longest_iban(broken.text)
        if end == len(broken.text):
            yield Candidate("BANK_ACCOUNT", *broken.span, ("format:strong", "check", "wrapped"))
    for pattern in (_MASKED, _LABELLED):
        for match in within(context, "BANK_ACCOUNT", pattern):
            if len(digits(match.group())) >= 6 or any(c in match.group() for c in "*•"):
                yield Candidate("BANK_ACCOUNT", *match.span(), ("format:weak",))


def _longest_iban(text: str) -> int:
    """The length of the longest beginning of the text that is an IBAN; 0 if none is."""
    for end in range(len(text), 14, -1):
        if text[end - 1] != " " and iban.is_valid(text[:end]):
            return end
    return 0
