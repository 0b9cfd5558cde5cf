"""What stands on retail screens and is no personal data, much of it with people's names in it."""

from __future__ import annotations

import random
import re
from datetime import timedelta

from models.generator.content import addresses, checks, people, styles
from models.generator.content.patterns import fill, words
from models.generator.content.styles import Habits

_SLOT = re.compile(r"\{(\w+)\}")
SKUS = ("@@@-####", "######", "@@-####-@@", "########", "@@###", "~~~-~~~-###", "#####-##", "SKU-%#####", "@%####", "B0~~~~~~~~", "@@@@-@@-%#", "%###.%##.%#", "ART-####")  # fmt: skip
BINS = ("@-%#-0%", "%#-@-%", "@%#", "Aisle %#", "R%#-S%-B%", "BIN %##", "@@-%#", "%#.%#.%", "Bay %", "Shelf @%", "0%-%#-%@")
QUICK = {
    "version": ("v%.%.#", "%.%#.%", "%.#.%-rc%", "Build %###", "Version %.%"),
    "terminal": ("POS-0%", "Till %", "TID %#######", "REG0%", "T-%##", "Kasse %", "Lane %", "PC-%###"),
    "serial": ("SN-~~~~~~~~~~", "~~~~~~~~~~~~", "S/N ########", "C02~~~~~~~~~", "@@########"),
    "imei": ("35############",), "batch": ("LOT %####", "L%####@", "B-%####", "Batch %##"),
    "mac": ("^^:^^:^^:^^:^^:^^",), "percent": ("%#%", "%0%", "% %", "%#.# %", "%5%"), "growth": ("-%#%", "+%.#%", "+%#%", "-%.# %"),
    "weight": ("%.## kg", "%## g", "%#.# lb", "0.%# kg", "%,# kg"), "size": ("%# x %# x %# cm", "XL", "M", "EU 4%", "%# mm", "S", "38", "UK 9", "12-18M", "W32 L34"),
    "auth": ("######", "A#####", "%#####@"), "phonemodel": ("Galaxy S2%", "iPhone 1%", "Zebra TC5%", "Pixel %"),
    "year": ("20%#", "2026", "2025", "2024"), "ticket": ("TCK-%####", "¤%####", "INC00%#####", "T-%###", "CASE-%#####", "[¤%#####]"),
    "rating": ("4.% / 5", "%/5", "★★★★☆"), "quantity": ("%", "%", "%#", "% x", "%##", "0"), "coupon": ("SAVE%0", "SPRING2%", "WELCOME10", "XMAS-~~~~"),
    "mid": ("%##############",), "job": ("¤%####", "JOB-%###"), "url": ("shop.example/p/%####", "https://track.example/~~~~~~", "www.example.com/help"),
}  # fmt: skip


class Goods:
    """Makes plain things for one screen."""

    def __init__(self, rng: random.Random, habits: Habits) -> None:
        self.rng, self.habits, self.language = rng, habits, habits.language
        self.words = words("words")
        self.own = self.words["languages"][habits.language]

    def text(self, template: str) -> str:
        """The template with its plain slots filled."""
        return _SLOT.sub(lambda m: self._slot(m[1]), template)

    def _slot(self, name: str) -> str:
        rng, habits = self.rng, self.habits
        if name[0] == "n" and name[1:].isdigit():
            return fill(rng, "%" + "#" * (int(name[1:]) - 1))
        match name:
            case "date":
                return styles.day(habits.date, self.language, styles.moment(rng, habits, 400))
            case "soon":
                return styles.day(habits.date, self.language, habits.now + timedelta(days=rng.randint(0, 40)))
            case "time":
                return styles.clock(habits, styles.moment(rng, habits))
            case "money":
                return styles.amount(rng, habits)
            case "bin":
                return fill(rng, rng.choice(BINS))
            case "month":
                return str(rng.choice(words("calendar")[self.language]["months"]))
            case "day":
                return str(rng.choice(words("calendar")[self.language]["days"]))
        if name in QUICK:
            return self._quick(name)
        if name in self.own or name in self.words:
            return str(rng.choice(self.own.get(name) or self.words[name]))
        return str(getattr(self, name)())

    def _quick(self, name: str) -> str:
        pattern = self.rng.choice(QUICK[name])
        if name == "imei":
            return checks.luhn(fill(self.rng, pattern))
        if name in ("percent", "growth"):
            return fill(self.rng, pattern[:-1]) + "%"
        return fill(self.rng, pattern)

    def sku(self) -> str:
        """The shop's number of an article."""
        return fill(self.rng, self.rng.choice(SKUS))

    def ean(self) -> str:
        """An EAN-13, EAN-8 or UPC with its check digit."""
        return checks.gs1(fill(self.rng, self.rng.choice(["40%#########", "50%#########", "0%#########", "97803#######", "%######"])))

    def brand(self) -> str:
        """A brand, often one that is a person's name, known or made up."""
        rng = self.rng
        if rng.random() < 0.7:
            return str(rng.choice(self.words["brands"]))
        given, family = people.given_and_family(rng, people.origin_of(rng, self.language))
        family = family or given
        return rng.choice([f"{given.split()[0]} {family}", f"{family} & Co", f"{family} & Sons", family.upper(), f"{given.split()[0]}'s", f"{family}'s"])

    def product(self) -> str:
        """An article as a till prints it."""
        rng, own = self.rng, self.own
        pattern = str(rng.choice(own["product_forms"]))
        parts = {name: str(rng.choice(own[name])) for name in ("thing", "quality", "color", "food")}
        parts["brand"] = self.brand() if "{brand}" in pattern else ""
        parts |= {"size": rng.choice(self.words["sizes"]), "pack": rng.choice(self.words["packs"]), "model": self.sku()}
        text = " ".join(pattern.format(**parts).split())
        return text.upper() if rng.random() < 0.12 else text[: rng.randint(14, 22)] if rng.random() < 0.05 else text

    def company(self) -> str:
        """A company with its legal form, often named after people."""
        rng = self.rng
        origin = people.origin_of(rng, self.language)
        families = [people.given_and_family(rng, origin)[1] or "Nord" for _ in range(3)]
        given = people.given_and_family(rng, origin)[0].split()[0]
        town = self.place()
        stems = (
            families[0], f"{families[0]} & {families[1]}", f"{given} {families[0]}", f"{families[0]} {rng.choice(self.own['trades'])}",
            f"{town} {rng.choice(self.own['trades'])}", f"{rng.choice(self.words['store_stems'])} {rng.choice(self.own['trades'])}",
            f"{families[0]}, {families[1]} & {families[2]}", rng.choice(self.words["store_stems"]),
        )  # fmt: skip
        form = rng.choice(self.own["legal"] if rng.random() < 0.7 else self.words["legal"])
        return f"{rng.choice(stems)} {form}" if rng.random() < 0.85 else rng.choice(stems)

    def store_name(self) -> str:
        """The name of a shop."""
        rng = self.rng
        stem = rng.choice(self.words["store_stems"])
        return rng.choice([stem, f"{stem} {rng.choice(self.own['trades'])}", f"{stem} {self.place()}", self.company(), f"{stem} {rng.choice(self.own['shop_words'])}"])

    def branch(self) -> str:
        """What a chain calls a branch: a place, a mall, a street that bears a name."""
        rng = self.rng
        return str(rng.choice([self.place(), rng.choice(self.words["branches"]), f"{self.place()} {rng.choice(self.words['branch_words'])}"]))

    def vehicle(self) -> str:
        """A car as a customer or a fleet list names it."""
        return " ".join(filter(None, (self.rng.choice([*self.own["color"], "", "", ""]), str(self.rng.choice(self.words["vehicles"])))))

    def place(self) -> str:
        """A city or region alone."""
        rng = self.rng
        home = rng.choice(words("names")["homes"][self.language]) if rng.random() < 0.7 else rng.choice(addresses.codes())
        entry = str(rng.choice(addresses.country(home)["cities"])).split("|")
        return entry[0] if rng.random() < 0.85 else entry[1]

    def app(self) -> str:
        """The name of the software."""
        rng = self.rng
        first, second = rng.choice(self.words["app_first"]), rng.choice(self.words["app_second"])
        return rng.choice([first + second.lower(), f"{first} {second}", f"{first}{second}", first, f"{first} {second} {fill(rng, '%.#')}", f"{self.rng.choice(self.words['store_stems'])} {second}"])
