"""Postal addresses of some forty countries, in the order and with the numbers that are usual there."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from typing import Any

from models.generator.content.owners import Address
from models.generator.content.patterns import fill, words
from models.generator.content.people import given_and_family

# Whose names stand in the street names of a country.
NAMESAKES = {
    "DE": "german", "AT": "austrian", "CH": "german", "FR": "french", "BE": "belgian", "LU": "french", "NL": "dutch",
    "ES": "spanish", "MX": "mexican", "AR": "argentine", "CL": "chilean", "CO": "colombian", "PT": "portuguese",
    "BR": "brazilian", "IT": "italian", "PL": "polish", "CZ": "czech", "SE": "swedish", "NO": "norwegian",
    "DK": "danish", "HU": "hungarian", "RO": "romanian", "HR": "croatian", "IN": "indian", "NG": "nigerian",
    "ZA": "southafrican", "AE": "arabic", "TR": "turkish", "ID": "indonesian",
}  # fmt: skip
ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "7th", "12th", "42nd", "103rd")


@cache
def country(code: str) -> Mapping[str, Any]:
    """The entry of a country; what it lacks is that of the one it is `like`."""
    entry = dict(words("countries")[code])
    return {**(country(entry["like"]) if "like" in entry else {}), **entry}


def codes() -> list[str]:
    """All countries that have addresses here."""
    return list(words("countries"))


def make(rng: random.Random, code: str) -> Address:
    """A new address in the country; a street, or a P.O. box."""
    entry = country(code)
    name, region, postcode, latitude, longitude = str(rng.choice(entry["cities"])).split("|")
    towns = entry.get("towns") if "towns" in words("countries")[code] else None
    if towns and rng.random() < 0.3:
        name = rng.choice(towns["front"]) + rng.choice(towns["back"])
    is_box = "boxes" in entry and rng.random() < 0.05
    unit = fill(rng, rng.choice(entry["units"])) if not is_box and rng.random() < 0.25 else ""
    return Address(
        country=code,
        street=fill(rng, rng.choice(entry["boxes"])) if is_box else _street(rng, code, entry),
        postcode=fill(rng, postcode),
        city=name,
        region=region,
        unit=unit,
        area=rng.choice(entry.get("areas", [""])),
        care_of=_care_of(rng, code) if rng.random() < 0.04 else "",
        latitude=float(latitude) + rng.uniform(-0.06, 0.06),
        longitude=float(longitude) + rng.uniform(-0.06, 0.06),
    )


def _care_of(rng: random.Random, code: str) -> str:
    given, family = given_and_family(rng, NAMESAKES.get(code, "british"))
    mark = {"DE": "bei ", "FR": "chez ", "ES": "a/a ", "IT": "presso ", "NL": "p/a ", "PT": "a/c "}.get(code, "c/o ")
    return rng.choice([mark, "c/o ", "C/O "]) + rng.choice([f"{given} {family}", family or given])


def _street(rng: random.Random, code: str, entry: Mapping[str, Any]) -> str:
    given, family = given_and_family(rng, NAMESAKES.get(code, "british"))

    def pick(plural: str) -> str:
        return str(rng.choice(entry.get(plural, [""])))

    road = rng.choice(entry["roads"]).format(
        stem=pick("stems"),
        type=pick("types"),
        end=pick("ends"),
        noun=pick("nouns"),
        of=pick("ofs"),
        adjective=pick("adjectives"),
        word=pick("words"),
        month=pick("months"),
        o=rng.choice(ORDINALS),
        given=given.split()[0],
        family=family or given,
        n=rng.randint(2, 480),
    )
    pattern = rng.choice(entry["street"])
    if "{house}" in pattern and code in ("GB", "IE", "AU", "NZ", "ZA") and rng.random() < 0.5:
        pattern = "{n} {road}"
    text = pattern.format(road=road, n=pick("numbers"), house=pick("houses"), floor=pick("floors"), unit=pick("units"))
    return " ".join(fill(rng, text).split())


def country_name(rng: random.Random, code: str) -> str:
    """How the country may be written, in its own language, in English, or as a code."""
    return str(rng.choice(country(code)["names"]))


def town(rng: random.Random, address: Address) -> str:
    """Postcode and city alone, in the country's order."""
    first = any(
        "{postcode} {city}" in line or "{postcode} - " in line for v in country(address.country)["lines"] for line in v
    )
    if not address.postcode:
        return address.city
    if first:
        return f"{address.postcode} {address.city}"
    return f"{address.city}{rng.choice([' ', ', '])}{address.postcode}"


def tail(rng: random.Random, address: Address, style: int) -> list[str]:
    """The lines below the street: area, postcode, city, region; `style` chooses among the country's habits."""
    variants = country(address.country)["lines"]
    lines = variants[style % len(variants)]
    parts = {name: getattr(address, name) for name in ("postcode", "city", "region", "area")}
    filled = [fill(rng, str(line)).format(**parts) for line in lines]
    return [text for text in (" ".join(line.split()).strip(" ,-") for line in filled) if text]


def head(address: Address, style: int) -> list[str]:
    """The lines down to the street: care of, unit, street; the unit on its own line or in that of the street."""
    unit, street = address.unit, address.street
    before = address.country in ("GB", "IE", "IN", "NG", "ZA", "AE", "NZ", "AU")
    if not unit:
        lines = [street]
    elif style % 3 == 0:
        lines = [unit, street] if before else [street, unit]
    else:
        lines = [f"{unit}, {street}" if before else f"{street}{', ' if style % 2 else ' '}{unit}"]
    return ([address.care_of] if address.care_of else []) + lines
