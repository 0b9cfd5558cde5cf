"""National identity numbers of many countries, with the check digits that they carry."""

from __future__ import annotations

import importlib
import random
from datetime import date

from models.generator.content.patterns import fill, words


def make(rng: random.Random, country: str, birth: date) -> tuple[str, str]:
    """A number as (kind, text), valid where python-stdnum can tell; also passports and licences."""
    entries = words("numbers")["identities"]
    kind, pattern, module = rng.choice(entries.get(country) or entries["any"])
    if rng.random() < 0.1:
        kind, pattern, module = rng.choice(entries["any"])
    if module == "de.idnr":
        return kind, _tax_number(rng)
    if kind == "Codice fiscale":
        return kind, _fiscal_code(rng, birth)
    is_valid = importlib.import_module(f"stdnum.{module}").is_valid if module else None
    dated = str(pattern).replace("YYYY", f"{birth.year}").replace("YY", f"{birth:%y}")
    dated = dated.replace("MM", f"{birth:%m}").replace("DD", f"{birth:%d}")
    for _ in range(6000):
        text = fill(rng, dated)
        if is_valid is None or is_valid(text):
            return kind, text
    raise ValueError(f"no valid {kind} like {pattern}")


def _tax_number(rng: random.Random) -> str:
    """A German tax identification number: of its first ten digits just one stands twice."""
    last_digit = importlib.import_module("stdnum.iso7064.mod_11_10").calc_check_digit
    digits = rng.sample("0123456789", 9)
    digits.append(rng.choice(digits))
    rng.shuffle(digits)
    if digits[0] == "0":
        digits = [str(9 - int(d)) for d in digits]
    body = "".join(digits)
    text = body + str(last_digit(body))
    return text if rng.random() < 0.5 else f"{text[:2]} {text[2:5]} {text[5:8]} {text[8:]}"


def _fiscal_code(rng: random.Random, birth: date) -> str:
    """An Italian codice fiscale with random consonants for the name."""
    consonants = "BCDFGLMNPRSTVZ"
    letters = "".join(rng.choice(consonants) for _ in range(6))
    day = birth.day + rng.choice([0, 40])
    body = (
        f"{letters}{birth:%y}{'ABCDEHLMPRST'[birth.month - 1]}{day:02}{rng.choice('ABCDEFGHL')}{rng.randint(1, 999):03}"
    )
    check = importlib.import_module("stdnum.it.codicefiscale").calc_check_digit
    return body + str(check(body))
