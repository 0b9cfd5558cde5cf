"""Numbers that carry check digits: cards, accounts, national identities, parcels, goods."""

from __future__ import annotations

import importlib
import random

from models.generator.content.owners import Card
from models.generator.content.patterns import fill, weighted, words

BRANDS = {
    "Visa": 38, "Mastercard": 30, "American Express": 9, "Discover": 5, "Maestro": 5, "JCB": 2, "Diners Club": 2,
    "UnionPay": 2, "Visa Debit": 4, "Elo": 2, "RuPay": 1,
}  # fmt: skip
PREFIXES = {
    "Visa": ("4###########", 16), "Visa Debit": ("4###########", 16), "Mastercard": ("5[12345]", 16),
    "American Express": ("3[47]", 15), "Discover": ("6011", 16), "Maestro": ("6759", 16), "JCB": ("35[345678]", 16),
    "Diners Club": ("36", 14), "UnionPay": ("62", 16), "Elo": ("636368", 16), "RuPay": ("60", 16),
}  # fmt: skip
TEST_CARDS = ("4242424242424242", "4111111111111111", "5555555555554444", "5105105105105100", "4000056655665556")
S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def luhn(body: str) -> str:
    """The body with its Luhn digit behind it."""
    doubled = [int(c) * (2 - k % 2) for k, c in enumerate(reversed(body))]
    return body + str(-sum(d - 9 * (d > 9) for d in doubled) % 10)


def card(rng: random.Random) -> Card:
    """A card of any brand with a valid number; now and then one of those for tests."""
    brand = weighted(rng, BRANDS)
    pattern, length = PREFIXES[brand]
    start, _, choices = pattern.partition("[")
    prefix = fill(rng, start) + (rng.choice(choices[:-1]) if choices else "")
    number = luhn(fill(rng, prefix.ljust(length - 1, "#")))
    if brand in ("Visa", "Mastercard") and rng.random() < 0.06:
        number = rng.choice([c for c in TEST_CARDS if c[0] == number[0]])
    expiry = rng.randint(1, 12), rng.randint(2024, 2033)
    return Card(brand, number, expiry, fill(rng, "####" if brand == "American Express" else "###"))


def lookalike(rng: random.Random) -> str:
    """A number that is nobody's card or paper, and has the form and the check digit of one."""
    letters = "TRWAGMYFPDXBNJZSQVHLCKE"  # of the Spanish DNI, by the number modulo 23
    number = rng.randint(10_000_000, 99_999_999)
    return card(rng).number if rng.random() < 0.7 else f"{number}{letters[number % 23]}"


def iban(rng: random.Random, country: str) -> str:
    """A valid IBAN without spaces, also by the country's own check digits where python-stdnum knows them."""
    is_valid = importlib.import_module("stdnum.iban").is_valid
    pattern = words("numbers")["ibans"][country]
    for _ in range(4000):
        body = fill(rng, pattern)
        check = 98 - int("".join(str(int(c, 36)) for c in body + country + "00")) % 97
        number = f"{country}{check:02}{body}"
        if is_valid(number):
            break
    return number


def account(rng: random.Random, country: str) -> tuple[str, str]:
    """A bank account as (kind, text): an IBAN where there are any, else account with routing, sort code or branch."""
    local = words("numbers")["accounts"].get(country)
    if country in words("numbers")["ibans"] and not (local and rng.random() < 0.4):
        return "IBAN", iban(rng, country)
    if country == "US":
        body = fill(rng, rng.choice(["0#######", "1#######", "2#######", "3#######"]))
        check = -sum(int(c) * (3, 7, 1)[k % 3] for k, c in enumerate(body)) % 10
        routing = f"{body}{check}"
        number = fill(rng, rng.choice(["########", "##########", "############"]))
        return "account", rng.choice([f"{routing} / {number}", number, f"{number} ({routing})", routing])
    return "account", fill(rng, rng.choice(local or ["##########", "#######"]))


def s10(rng: random.Random, country: str) -> str:
    """A parcel number of the Universal Postal Union."""
    body = fill(rng, "########")
    check = 11 - sum(int(c) * w for c, w in zip(body, S10_WEIGHTS, strict=True)) % 11
    service = rng.choice(["RR", "CP", "EE", "LX", "RB", "CJ", "UA", "EA"])
    return f"{service}{body}{ {10: 0, 11: 5}.get(check, check) }{country}"


def ups(rng: random.Random) -> str:
    """A UPS 1Z number."""
    body = fill(rng, "~~~~~~##########")[:15]
    values = [int(c) if c.isdigit() else (ord(c) - 3) % 10 for c in body]
    total = sum(v * 2 if k % 2 else v for k, v in enumerate(values))
    return f"1Z{body}{-total % 10}"


def usps(rng: random.Random) -> str:
    """A USPS number of 22 digits."""
    body = rng.choice(["94001", "92055", "94055", "93001", "92748"]) + fill(rng, "#" * 16)
    return gs1(body)


def gs1(body: str) -> str:
    """The body with the check digit of GS1 (EAN, GTIN, SSCC)."""
    return body + str(-sum(int(c) * (3 - 2 * (k % 2)) for k, c in enumerate(reversed(body))) % 10)


# share of FedEx Ground's and Canada Post's numbers that pass for a card's, so that the words must tell
CARDLIKE_SHARE = 0.4
MAX_TRIES = 200  # numbers that are tried: one in ten is right by chance


def ground(rng: random.Random) -> str:
    """A number of FedEx Ground (15 digits) or Canada Post (16), at times one that passes a card's check as well."""
    alike = rng.random() < CARDLIKE_SHARE
    pattern = rng.choice(["37############", "4##############"] if alike else ["%#############", "7##############"])
    numbers = (gs1(fill(rng, pattern)) for _ in range(MAX_TRIES if alike else 1))
    return next((number for number in numbers if number == luhn(number[:-1])), gs1(fill(rng, pattern)))


def fedex(rng: random.Random) -> str:
    """A FedEx number of 12 digits: weights 1, 3, 7 from the right, modulo 11 and then 10."""
    body = fill(rng, "%##########")
    total = sum(int(c) * (1, 3, 7)[k % 3] for k, c in enumerate(reversed(body)))
    return f"{body}{total % 11 % 10}"
