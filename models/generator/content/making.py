"""Persons and businesses with all their details."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from models.generator.content import addresses, checks, identities, people, phones
from models.generator.content.owners import Person, Store
from models.generator.content.patterns import fill, weighted, words
from models.generator.content.styles import Habits, code


def plain(text: str) -> str:
    """Small ASCII letters for e-mail addresses: Müller becomes mueller."""
    for special, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("ø", "o"), ("ł", "l"), ("đ", "d")):
        text = text.replace(special, letters).replace(special.upper(), letters)
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if c.isascii() and c.isalnum())


ROLE_MAILBOX_SHARE = 0.07  # share of customers' mailboxes that are a role's


def handle(rng: random.Random, patterns: Sequence[str], given: str, family: str) -> str:
    """A mail box or login made of the names."""
    given, family = plain(given.split()[0]) or "info", plain(family) or "box"
    word, word2 = rng.choice(words("formats")["handle_words"]), rng.choice(words("formats")["handle_words"])
    n = rng.choice([rng.randint(1, 99), rng.randint(1950, 2009)])
    return rng.choice(patterns).format(g=given, f=family, g1=given[:1], n=n, word=word, word2=word2)


def email(rng: random.Random, country: str, given: str, family: str, work: str = "") -> str:
    """An address at a common provider, at one's own domain, or at work."""
    formats = words("formats")
    if work:
        return f"{handle(rng, ('{g}.{f}', '{g1}.{f}', '{g1}{f}', '{g}'), given, family)}@{work}"
    if rng.random() < ROLE_MAILBOX_SHARE:  # who orders for a company
        box = rng.choice([box for boxes in words("words")["mailboxes"].values() for box in boxes])
        return f"{box}@{plain(family) or 'mail'}{rng.choice(['.com', '-group.com', '.example', f'.{country.lower()}'])}"
    if rng.random() < 0.12:
        own = plain(family) or "mail"
        domain = rng.choice([own, f"{own}-{rng.choice(formats['handle_words'])}"])
        domain += rng.choice([".com", ".net", ".example", ".co", f".{country.lower()}", ".io"])
    elif country in formats["local_mail"] and rng.random() < 0.4:
        domain = rng.choice(formats["local_mail"][country])
    else:
        domain = weighted(rng, formats["mail"])
    return f"{handle(rng, formats['handles'], given, family)}@{domain}"


def details(rng: random.Random, habits: Habits, country: str) -> dict[str, Any]:
    """The details that do not depend on the name."""
    birth = date(2026, 1, 1) - timedelta(days=rng.randint(18 * 365, 90 * 365))
    return {
        "country": country,
        "phone": phones.make(rng, country),
        "address": addresses.make(rng, country),
        "card": checks.card(rng),
        "account": checks.account(rng, country),
        "identity": identities.make(rng, country, birth),
        "birth": birth,
        "loyalty": code(rng, habits.loyalty, "loyalty"),
        "plate": fill(rng, rng.choice(addresses.country(country)["plates"])),
        "ip": fill(rng, rng.choice(words("formats")["ips"])),
    }


def person(rng: random.Random, habits: Habits, subject: str, work: str) -> Person:
    """A person; staff have their mail at `work`, the domain of the business."""
    origin = people.origin_of(rng, habits.home)
    country = people.home_of(rng, habits.home, origin)
    given, family = people.given_and_family(rng, origin)
    names = words("names")
    middle = rng.choice([people.given_and_family(rng, origin)[0].split()[0], rng.choice("ABCDEGHJKLMPRSTW") + "."])
    number = fill(rng, rng.choice(["####", "#####", "E###", "%##", "A-###", "########"]))
    shared = details(rng, habits, country) | ({"loyalty": number} if subject == "associate" else {})
    return Person(
        subject=subject,
        given=given,
        family=family,
        middle=middle if rng.random() < 0.2 else "",
        title=rng.choice(names["titles"][habits.language if rng.random() < 0.9 else "en"]),
        suffix=rng.choice(names["suffixes"]) if rng.random() < 0.05 else "",
        number=number,
        family_first=people.is_family_first(origin) and rng.random() < 0.4,
        email=email(rng, country, given, family, work if subject == "associate" and rng.random() < 0.8 else ""),
        username=handle(rng, words("formats")["logins"], given, family),
        **shared,
    )


def store(rng: random.Random, habits: Habits, name: str, branch: str, subject: str = "business") -> Store:
    """A business at home where the language is spoken."""
    country = str(rng.choice(words("names")["homes"][habits.home]))
    stem = "".join(plain(w) for w in name.split()[:2]) or "shop"
    top = {"US": ".com", "GB": ".co.uk", "AU": ".com.au", "NZ": ".co.nz", "ZA": ".co.za", "BR": ".com.br"}
    domain = stem + rng.choice([top.get(country, f".{country.lower()}"), ".com", ".example", ".shop"])
    boxes = words("words")["mailboxes"][habits.language if rng.random() < 0.6 else "en"]
    number = fill(rng, words("numbers")["vat"].get(country, words("numbers")["vat"]["any"]))
    return Store(
        subject=subject,
        name=name,
        branch=branch,
        number=fill(rng, rng.choice(["####", "%##", "%#", "S###", "0###", "R##-%##"])),
        website=rng.choice(["www.", "", "https://www."]) + domain,
        email=f"{rng.choice(boxes)}@{domain}",
        username=stem + rng.choice(["", "_admin", "01", ".pos"]),
        **{**details(rng, habits, country), "identity": ("VAT", number)},
    )
