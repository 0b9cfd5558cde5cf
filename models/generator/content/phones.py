"""Telephone numbers: valid by their plan, in the many ways in which they are written."""

from __future__ import annotations

import random

import phonenumbers as pn

BARE_SHARE = 0.04  # share of numbers whose country code has no sign before it
FORMATS = (pn.PhoneNumberFormat.NATIONAL, pn.PhoneNumberFormat.INTERNATIONAL, pn.PhoneNumberFormat.E164)


def make(rng: random.Random, country: str) -> str:
    """A number of the country in E.164: its plan's example, with the last digits drawn anew."""
    kind = pn.PhoneNumberType.MOBILE if rng.random() < 0.65 else pn.PhoneNumberType.FIXED_LINE
    example = pn.example_number_for_type(country, kind)
    if example is None:
        raise ValueError(f"no telephone plan for {country}")
    digits = str(example.national_number)
    for fixed in (2, 3, 4, len(digits) - 4):
        for _ in range(8):
            tail = "".join(rng.choice("0123456789") for _ in digits[fixed:])
            number = pn.PhoneNumber(example.country_code, int(digits[:fixed] + tail))
            number.italian_leading_zero = example.italian_leading_zero
            if pn.is_valid_number(number):
                return pn.format_number(number, pn.PhoneNumberFormat.E164)
    return pn.format_number(example, pn.PhoneNumberFormat.E164)


def written(rng: random.Random, number: str, habit: int) -> str:
    """One way to write it; `habit` 0-9 is the system's way, and users' own ways are mixed in."""
    parsed = pn.parse(number)
    national = pn.format_number(parsed, pn.PhoneNumberFormat.NATIONAL)
    plain = "".join(c for c in national if c.isdigit())
    international = pn.format_number(parsed, pn.PhoneNumberFormat.INTERNATIONAL)
    ways = (
        national,
        international,
        number,
        plain,
        national.replace(" ", "-").replace("(", "").replace(")", ""),
        international.replace(" ", "-"),
        national.replace(" ", ".").replace("-", ".").replace("(", "").replace(")", ""),
        "00" + number[1:],
        f"(+{parsed.country_code}) {national}",
        _grouped(plain, rng),
    )
    text = ways[habit % 10] if rng.random() < 0.7 else rng.choice(ways)
    if rng.random() < BARE_SHARE:
        return number[1:]
    if parsed.country_code == 1 and rng.random() < 0.15:
        text = rng.choice([f"1-{plain[:3]}-{plain[3:6]}-{plain[6:]}", f"({plain[:3]}){plain[3:6]}-{plain[6:]}"])
    if rng.random() < 0.02:
        text += rng.choice([" x", " ext. ", " ext "]) + str(rng.randint(10, 999))
    return text


def _grouped(plain: str, rng: random.Random) -> str:
    """Groups as people write them: 0171 / 23 45 67, 0171-2345678."""
    cut = rng.choice([3, 4, 5])
    mark = rng.choice(["/", " / ", "-", " "])
    rest = plain[cut:]
    pairs = " ".join(rest[k : k + 2] for k in range(0, len(rest), 2))
    return plain[:cut] + mark + (rest if rng.random() < 0.5 else pairs)
