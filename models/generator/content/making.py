"""Persons and businesses with all their details."""

from __future__ import annotations

import random
import unicodedata
from datetime import date, timedelta
from typing import Any

from models.generator.content import addresses, checks, identities, people, phones
from models.generator.content.owners import Person, Store
from models.generator.content.patterns import fill, weighted, words
from models.generator.content.styles import LOYALTY, Habits, code

MAIL = {"gmail.com": 30, "outlook.com": 8, "yahoo.com": 8, "hotmail.com": 8, "icloud.com": 8, "example.com": 8, "proton.me": 3, "mail.example": 4, "me.com": 2, "live.com": 2, "example.org": 4, "aol.com": 1, "fastmail.com": 1}  # fmt: skip
LOCAL_MAIL = {
    "DE": ("gmx.de", "web.de", "t-online.de", "posteo.de"), "AT": ("gmx.at", "aon.at"), "CH": ("bluewin.ch", "gmx.ch"),
    "FR": ("orange.fr", "free.fr", "laposte.net", "wanadoo.fr"), "IT": ("libero.it", "tiscali.it", "alice.it"),
    "ES": ("hotmail.es", "yahoo.es", "telefonica.net"), "PT": ("sapo.pt", "netcabo.pt"), "GB": ("btinternet.com", "sky.com", "yahoo.co.uk"),
    "BR": ("uol.com.br", "bol.com.br", "terra.com.br"), "NL": ("ziggo.nl", "kpnmail.nl", "xs4all.nl"), "PL": ("wp.pl", "onet.pl"),
    "BE": ("telenet.be", "skynet.be"), "JP": ("docomo.ne.jp",), "IN": ("rediffmail.com",), "CZ": ("seznam.cz",), "AU": ("bigpond.com",),
}  # fmt: skip
HANDLES = ("{g}.{f}", "{g}{f}", "{g1}{f}", "{f}{g1}", "{g}_{f}", "{g}{n}", "{g}{f}{n}", "{f}.{g}", "{g1}.{f}", "{g}-{f}", "{f}{n}", "{word}{n}", "{g}+{word}")  # fmt: skip
LOGINS = ("{g}{n}", "{g1}{f}", "{g}.{f}", "{g}_{f}{n}", "{word}{n}", "{word}_{word2}", "{f}{g1}", "{g}{f}", "x{word}x{n}", "{word2}.{g}", "{g1}{f}{n}")  # fmt: skip
HANDLE_WORDS = ("shop", "sunny", "bluefox", "gamer", "mama", "bike", "pixel", "coffee", "cat", "runner", "mail", "info2", "home", "tiger", "rain", "luna", "moto", "deals")  # fmt: skip
IPS = ("%#.%##.%#.1##", "192.0.2.%#", "198.51.100.%#", "203.0.113.1%#", "10.0.%.%#", "192.168.%.1#", "8%.%#.1%#.2%", "2001:db8::^^^:^^^^", "2001:db8:^^^^:^^^^::%", "fe80::^^^^:^^ff:fe^^:^^^^", "2a02:8^^:^^^^:^^^^:^^^^:^^^^:^^^^:^^^^", "172.1%.%#.%")  # fmt: skip


def plain(text: str) -> str:
    """Small ASCII letters for e-mail addresses: Müller becomes mueller."""
    for special, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("ø", "o"), ("ł", "l"), ("đ", "d")):
        text = text.replace(special, letters).replace(special.upper(), letters)
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if c.isascii() and c.isalnum())


def handle(rng: random.Random, patterns: tuple[str, ...], given: str, family: str) -> str:
    """A mail box or login made of the names."""
    given, family = plain(given.split()[0]) or "info", plain(family) or "box"
    word, word2 = rng.choice(HANDLE_WORDS), rng.choice(HANDLE_WORDS)
    n = rng.choice([rng.randint(1, 99), rng.randint(1950, 2009)])
    return rng.choice(patterns).format(g=given, f=family, g1=given[:1], n=n, word=word, word2=word2)


def email(rng: random.Random, country: str, given: str, family: str, work: str = "") -> str:
    """An address at a common provider, at one's own domain, or at work."""
    if work:
        return f"{handle(rng, ('{g}.{f}', '{g1}.{f}', '{g1}{f}', '{g}'), given, family)}@{work}"
    if rng.random() < 0.12:
        domain = rng.choice([plain(family) or "mail", plain(family) + "-" + rng.choice(HANDLE_WORDS)]) + rng.choice(
            [".com", ".net", ".example", ".co", f".{country.lower()}", ".io"]
        )
    elif country in LOCAL_MAIL and rng.random() < 0.4:
        domain = rng.choice(LOCAL_MAIL[country])
    else:
        domain = weighted(rng, MAIL)
    return f"{handle(rng, HANDLES, given, family)}@{domain}"


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
        "loyalty": code(rng, habits.loyalty, LOYALTY),
        "plate": fill(rng, rng.choice(addresses.country(country)["plates"])),
        "ip": fill(rng, rng.choice(IPS)),
    }


def person(rng: random.Random, habits: Habits, subject: str, work: str) -> Person:
    """A person; staff have their mail at `work`, the domain of the business."""
    origin = people.origin_of(rng, habits.language)
    country = people.home_of(rng, habits.language, origin)
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
        email=email(rng, country, given, family, work if subject == "associate" and rng.random() < 0.8 else ""),
        username=handle(rng, LOGINS, given, family),
        **shared,
    )


def store(rng: random.Random, habits: Habits, name: str, branch: str, subject: str = "business") -> Store:
    """A business at home where the language is spoken."""
    country = str(rng.choice(words("names")["homes"][habits.language]))
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
