"""One-line values of every type, as the owner has them, in the ways in which screens write them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from itertools import pairwise

from models.generator.content import checks, masks, phones, styles
from models.generator.content.owners import Owner
from models.generator.content.patterns import fill, weighted, words
from models.generator.content.styles import Habits
from models.generator.run import Piece, Run
from screenpii.lexicon.masks import is_masked

BIRTHS = {"habit": 6, "any": 4}


class Values:
    """Makes values for one screen: its habits hold, with exceptions."""

    def __init__(self, rng: random.Random, habits: Habits) -> None:
        self.rng, self.habits = rng, habits
        self._mask_seed = rng.random()
        self.makers: Mapping[str, Callable[[Owner], str]] = {
            "EMAIL": lambda o: o.email,
            "PHONE": lambda o: phones.written(rng, o.phone, habits.phone),
            "CARD_EXPIRY": self._expiry,
            "CARD_CVV": lambda o: o.card.code,
            "BANK_ACCOUNT": self._account,
            "NATIONAL_ID": lambda o: o.identity[1],
            "DATE_OF_BIRTH": self._birth,
            "ORDER_ID": lambda o: styles.code(rng, habits.order, "orders"),
            "LOYALTY_ID": lambda o: o.loyalty,
            "TRACKING_NUMBER": lambda o: self._tracking(o.country),
            "USERNAME": lambda o: rng.choice(["", "", "", "", "", "@"]) + o.username,
            "IP_ADDRESS": lambda o: o.ip,
            "CREDENTIAL": lambda o: fill(rng, rng.choice(words("formats")["secrets"])),
            "GEO_LOCATION": self._place,
            "VEHICLE_PLATE": lambda o: o.plate,
        }

    def run(self, kind: str, owner: Owner, masked: bool) -> Run:
        """The value as a run; what only goes with it (a card's brand) stands in pieces of no type."""
        if kind == "PAYMENT_CARD":
            return self._card(owner, masked)
        text = self.makers[kind](owner)
        before = "#" if kind == "ORDER_ID" and text[0] == "#" else ""
        text = text.removeprefix(before)
        if kind == "EMAIL" and not masked and self.rng.random() < 0.03:
            text = text[: self.rng.randint(6, max(7, len(text) - 3))] + self.rng.choice(["…", "..."])
        piece = Piece(self.hide(kind, text) if masked else text, kind, owner.subject, masked)
        return (Piece(before), piece) if before else (piece,)

    def style(self, kind: str) -> random.Random:
        """Makes the same choices for a type nearly always, so that a system hides a type in one way."""
        return random.Random(f"{self._mask_seed}{kind}") if self.rng.random() < 0.85 else self.rng

    def hide(self, kind: str, text: str) -> str:
        """The text as a screen shows it that hides values of this type; so that it can be told from a shown one."""
        hidden = self._hidden(kind, text)
        return hidden if is_masked(hidden) else masks.keep(text, 0, 0, "*")

    def _hidden(self, kind: str, text: str) -> str:
        rng, dot = self.style(kind), self.habits.dot
        if kind == "EMAIL":
            return masks.email(rng, text, dot) if rng.random() < 0.9 else masks.whole(rng, dot)
        if kind in ("CARD_CVV", "CREDENTIAL"):
            return dot * len(text) if len(text) < 5 or rng.random() < 0.3 else masks.whole(rng, dot)
        if kind == "CARD_EXPIRY":
            return rng.choice([f"{dot * 2}/{dot * 2}", "**/**", "xx/xx", "••/••", f"{dot * 2}/{dot * 4}", "XX/XX"])
        if kind == "DATE_OF_BIRTH":
            return masks.day(rng, text, dot)
        if rng.random() < 0.12:
            return masks.whole(rng, dot)
        hidden = masks.middle(rng, text, dot)
        return hidden if hidden != text else dot * max(4, len(text))

    def _card(self, owner: Owner, masked: bool) -> Run:
        rng, card = self.rng, owner.card
        if masked:
            text = masks.card(self.style("PAYMENT_CARD"), card.number, self.habits.dot)
        elif rng.random() < 0.04:  # a mask that hides next to nothing
            text = card.number[:12] + self.habits.dot * (len(card.number) - 12)
        else:
            text = spaced(card.number) if rng.random() < 0.55 else rng.choice([card.number, spaced(card.number, "-")])
        piece = Piece(text, "PAYMENT_CARD", owner.subject, masked)
        if masked and rng.random() < 0.18:
            ending = words("formats")["endings"][self.habits.language]
            return Piece(f"{card.brand} {rng.choice(ending)}"), Piece(card.number[-4:], piece.type, piece.subject, True)
        if rng.random() < (0.4 if masked else 0.1):
            short = {"American Express": "Amex", "Mastercard": "MC"}.get(card.brand, card.brand)
            brand = rng.choice([card.brand, card.brand.upper(), short])
            return (Piece(brand + rng.choice([" ", " ", "  ", " - ", ", "])), piece)
        return (piece,)

    def _expiry(self, owner: Owner) -> str:
        month, year = owner.card.expiry
        return str(self.rng.choice(words("formats")["expiries"])).format(m=month, y=year % 100, Y=year)

    def _account(self, owner: Owner) -> str:
        kind, text = owner.account
        return spaced(text) if kind == "IBAN" and self.rng.random() < 0.6 else text

    def _birth(self, owner: Owner) -> str:
        language = self.habits.language
        every = (*styles.NUMERIC_DATES.get(language, styles.NUMERIC_DATES["any"]), *styles.WORDED_DATES[language])
        style = self.habits.date if weighted(self.rng, BIRTHS) == "habit" else self.rng.choice(every)
        return styles.day(style, language, owner.birth)

    def _tracking(self, country: str) -> str:
        rng = self.rng
        pattern = str(rng.choice(words("formats")["carriers"]))
        makers: dict[str, Callable[[], str]] = {
            "1Z": lambda: checks.ups(rng),
            "USPS": lambda: checks.usps(rng),
            "FedEx": lambda: checks.fedex(rng),
            "Ground": lambda: checks.ground(rng),
            "S10": lambda: checks.s10(rng, country),
        }
        text = makers[pattern]() if pattern in makers else fill(rng, pattern)
        if rng.random() < 0.2 and " " not in text:
            cuts = (0, 2, 5, 8, 10, 14, 18) if pattern == "1Z" else range(0, len(text) + 4, 4)
            text = " ".join(text[start:end] for start, end in pairwise(cuts))
        return text.strip()

    def _place(self, owner: Owner) -> str:
        rng, north, east = self.rng, owner.address.latitude, owner.address.longitude
        digits = rng.choice([4, 5, 6, 6, 7])
        if rng.random() < 0.2:
            return f"{_degrees(north, 'NS')} {_degrees(east, 'EW')}"
        if rng.random() < 0.1:
            return f"{abs(north):.{digits}f}° {'NS'[north < 0]}, {abs(east):.{digits}f}° {'EW'[east < 0]}"
        return f"{north:.{digits}f}{rng.choice([', ', ',', ' ', ' / ', '; '])}{east:.{digits}f}"


def spaced(text: str, mark: str = " ") -> str:
    """In groups of four; cards of 15 digits as 4-6-5, of 14 as 4-6-4."""
    if text.isdigit() and len(text) in (14, 15):
        return mark.join((text[:4], text[4:10], text[10:]))
    return mark.join(text[k : k + 4] for k in range(0, len(text), 4))


def _degrees(value: float, letters: str) -> str:
    seconds = abs(value) * 3600
    return f"{int(seconds // 3600)}°{int(seconds % 3600 // 60):02}'{seconds % 60:04.1f}\"{letters[value < 0]}"
