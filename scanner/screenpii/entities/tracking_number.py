"""TRACKING_NUMBER: a parcel's number.

What it finds: UPS 1Z and UPU S10 numbers by their check digits, USPS and FedEx numbers by length, check digit and a
carrier's word on the page or a label; any code of 8 to 34 characters under a label such as Tracking or Sendungsnummer.
Why it matters: carriers' pages show the recipient and the address to whoever has the number.
Source: the carriers' public formats; UPU S10 (weights 8 6 4 2 3 5 9 7, mod 11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, digits, is_shaped, matches, unshaped, within
from screenpii.lexicon.cards import ends_in_gs1
from screenpii.lexicon.masks import MASKS
from screenpii.lexicon.shapes import matters_on
from screenpii.types import Candidate

FOUND = [
    ("UPS 1Z999AA10123456784", "1Z999AA10123456784"),
    ("Tracking  7531 5780 0555", "7531 5780 0555"),
    ("Sendungsnummer:  RB123456785GB", "RB123456785GB"),
    ("USPS 9400 1036 9930 0012 3456 76", "9400 1036 9930 0012 3456 76"),
]
NOT_FOUND = [
    "SKU  7531 5780 0555",
    "Tracking status  In transit",
    "1Z999AA1012345678",
    "Carrier  FedEx Ground",
    "Pallet 12345678",
    "AID: A0000000031010",
]
_UPS = re.compile(r"(?<!\w)1Z ?[0-9A-Z]{3} ?[0-9A-Z]{3} ?[0-9A-Z]{2} ?[0-9A-Z]{4} ?[0-9A-Z]{3} ?\d(?!\w)")
_S10 = re.compile(r"(?<!\w)[A-Z]{2} ?\d{3} ?\d{3} ?\d{3} ?[A-Z]{2}(?!\w)")
_USPS = re.compile(r"(?<![\w-])9[1-5]\d{2}(?: ?\d{4}){4}(?: ?\d{2})(?:(?: ?\d{2}){2})?(?![\w-])")
# FedEx Express 12 and Ground 15 digits, Canada Post 16, in fours or threes or one run.
_LONG = re.compile(r"(?<![\w.,/-])\d(?:[ ]?\d){11,15}(?![\w%]|[.,:/-]\d)")
_LABELLED = re.compile(rf"(?<!\w)[A-Z0-9{MASKS}](?:[ -]?[A-Z0-9{MASKS}]){{7,39}}(?!\w)")
# A carrier's own kind of number: letters and at least eight digits, or eleven and more digits in groups.
_CODE = re.compile(
    r"(?<![\w$€£.,/-])(?:[A-Z]{1,4}[ -]?\d(?:[ -]?\d){7,17}(?: ?[A-Z]{2})?|\d{2,5}(?: \d{2,6}){2,6})(?![\w%]|[.,:/-]\d)"
)
_FEDEX_WEIGHTS = (3, 1, 7)
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


@detects("TRACKING_NUMBER", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Numbers with a carrier's check digit anywhere; codes under a label, and such as carriers have elsewhere."""
    page = context.page
    checked = ((_UPS, is_ups), (_S10, is_s10), (_USPS, is_usps))
    named = ((_LONG, is_of_a_carrier),) if "carrier" in matters_on(page.text) else ()
    for pattern, is_valid in (*checked, *named):
        for match in matches(context, pattern):
            if is_valid(match.group().replace(" ", "")):
                yield Candidate("TRACKING_NUMBER", *match.span(), ("format:good", "check"))
    for match in within(context, "TRACKING_NUMBER", _LABELLED):
        shown = len(digits(match.group())) >= 5 or any(c in match.group() for c in "*•")
        if shown and not is_shaped(context, *match.span()):
            yield Candidate("TRACKING_NUMBER", *match.span(), ("format:weak",))
    for match in matches(context, _CODE, over=unshaped(context)):
        if len(digits(match.group())) >= (8 if match.group()[0].isalpha() else 11):
            yield Candidate("TRACKING_NUMBER", *match.span(), ("format:code",))


def is_ups(code: str) -> bool:
    """UPS: letters count (code - 3) mod 10, every second character doubled, sum's distance to the next ten."""
    values = [int(c) if c.isdigit() else (ord(c) - 3) % 10 for c in code[2:-1]]
    total = sum(v * 2 if k % 2 else v for k, v in enumerate(values))
    return len(code) == 18 and (10 - total % 10) % 10 == int(code[-1])


def is_s10(code: str) -> bool:
    """UPU S10: 11 - (weighted sum mod 11), where 10 becomes 0 and 11 becomes 5."""
    check = 11 - sum(int(c) * w for c, w in zip(code[2:10], _S10_WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(check, check) == int(code[10])


def is_usps(code: str) -> bool:
    """USPS IMpb: mod 10 with weights 3 and 1 from the right."""
    return ends_in_gs1(code)


def is_of_a_carrier(code: str) -> bool:
    """FedEx of 12 digits: weights 3, 1, 7, mod 11, then 10; of 15 digits, and Canada Post of 16: mod 10, weights 3 and 1."""
    if len(code) == 12:
        total = sum(int(c) * _FEDEX_WEIGHTS[k % 3] for k, c in enumerate(code[:-1]))
        return total % 11 % 10 == int(code[-1])
    return len(code) in (15, 16) and is_usps(code)
