"""What stands on retail screens and is no personal data, much of it with people's names in it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import timedelta

from models.generator.content import addresses, checks, people, styles
from models.generator.content.patterns import fill, words
from models.generator.content.styles import Habits

SHORT_SHARE = 0.12  # share of articles with a name of a word or two
GIVEN_NAME_SHARE = 0.08  # share of articles with a given name, as in fashion and furniture
_SLOT = re.compile(r"\{(\w+)\}")


class Goods:
    """Makes plain things for one screen."""

    def __init__(self, rng: random.Random, habits: Habits) -> None:
        self.rng, self.habits, self.language = rng, habits, habits.language
        self.words, self.formats = words("words"), words("formats")
        self.own = self.words["languages"][habits.language]
        self.told = True  # what stands here has a label or a header: numbers may pass for a card's

    def text(self, template: str) -> str:
        """The template with its plain slots filled."""
        return _SLOT.sub(lambda m: self._slot(m[1]), template)

    def _slot(self, name: str) -> str:
        rng, habits = self.rng, self.habits
        if name[0] == "n" and name[1:].isdigit():
            return fill(rng, "%" + "#" * (int(name[1:]) - 1))
        makers: dict[str, Callable[[], str]] = {
            "date": lambda: styles.day(habits.date, self.language, styles.moment(rng, habits, 400)),
            "soon": lambda: styles.day(habits.date, self.language, habits.now + timedelta(days=rng.randint(0, 40))),
            "time": lambda: styles.clock(habits, styles.moment(rng, habits)),
            "money": lambda: styles.amount(rng, habits),
            "bin": lambda: fill(rng, str(rng.choice(self.formats["bins"]))),
            "month": lambda: str(rng.choice(words("calendar")[self.language]["months"])),
            "day": lambda: str(rng.choice(words("calendar")[self.language]["days"])),
            "sku": lambda: self.sku(alike=self.told),
            "article": self.sku,
            "cardlike": lambda: checks.lookalike(rng) if self.told else self.sku(),
            "moment": lambda: styles.stamp(rng, habits),
            "iso": lambda: styles.moment(rng, habits).strftime("%Y-%m-%d %H:%M:%S"),
            "clock": lambda: styles.moment(rng, habits).strftime("%H:%M:%S"),
            "mmyy": lambda: styles.month(rng),
        }
        if name in makers:
            return makers[name]()
        if name in self.formats["quick"]:
            return self._quick(name)
        if name in self.own or name in self.words:
            return str(rng.choice(self.own.get(name) or self.words[name]))
        return str(getattr(self, name)())

    def _quick(self, name: str) -> str:
        pattern = str(self.rng.choice(self.formats["quick"][name]))
        if name == "imei":
            return checks.luhn(fill(self.rng, pattern))
        if name in ("percent", "growth"):
            return fill(self.rng, pattern[:-1]) + "%"
        return fill(self.rng, pattern)

    def sku(self, alike: bool = False) -> str:
        """The shop's number of an article; under a label (`alike`) at times one that passes for a card's."""
        if alike and self.told and self.rng.random() < 0.25:
            return checks.lookalike(self.rng)
        return fill(self.rng, str(self.rng.choice(self.formats["skus"])))

    def ean(self) -> str:
        """An EAN-13, EAN-8 or UPC with its check digit."""
        return checks.gs1(
            fill(self.rng, self.rng.choice(["40%#########", "50%#########", "0%#########", "97803#######", "%######"]))
        )

    def brand(self) -> str:
        """A brand, often one that is a person's name, known or made up."""
        rng = self.rng
        if rng.random() < 0.7:
            return str(rng.choice(self.words["brands"]))
        given, family = people.given_and_family(rng, people.origin_of(rng, self.habits.home))
        family = family or given
        return rng.choice(
            [
                f"{given.split()[0]} {family}",
                f"{family} & Co",
                f"{family} & Sons",
                family.upper(),
                _possessive(given.split()[0]),
                _possessive(family),
            ]
        )

    def product(self) -> str:
        """An article as a till prints it."""
        rng, own = self.rng, self.own
        if rng.random() < 0.12:
            return fill(rng, rng.choice(words("phrases")["parts"]))
        if rng.random() < 0.1:
            return self._described()
        if rng.random() < GIVEN_NAME_SHARE:
            return self._named()
        if rng.random() < SHORT_SHARE:
            return self._short()
        pattern = str(rng.choice(own["product_forms"]))
        parts = {name: str(rng.choice(own[name])) for name in ("thing", "quality", "color", "food")}
        parts["brand"] = self.brand() if "{brand}" in pattern else ""
        parts |= {"size": rng.choice(self.words["sizes"]), "pack": rng.choice(self.words["packs"]), "model": self.sku()}
        text = " ".join(pattern.format(**parts).split())
        return text.upper() if rng.random() < 0.12 else text[: rng.randint(14, 22)] if rng.random() < 0.05 else text

    def _short(self) -> str:
        """An article or a dish in a word or two, as tiles of tills name them."""
        rng = self.rng
        word = str(rng.choice(self.words["dishes"] if rng.random() < 0.6 else self.own["thing"])).title()
        after = rng.choice(
            ["", "", "", f" {rng.choice(self.words['variants'])}", f"-{rng.choice(self.words['variants'])}"]
        )
        return (word + after).upper() if rng.random() < 0.2 else word + after

    def invented(self) -> str:
        """A word that is in no list: of a brand, a module, a tax, in capitals or not."""
        rng = self.rng
        if rng.random() < 0.4:
            return fill(rng, rng.choice(["@@@", "@@@@", "@@@@@", "@@@ @@@", "@@@@ @@@", "@@@@@@"]))
        text = "".join(rng.choice(self.words["syllables"]) for _ in range(rng.randint(2, 4))).capitalize()
        return f"{text} {rng.choice(self.words['app_second'])}" if rng.random() < 0.25 else text

    def _named(self) -> str:
        """An article whose model bears a given name: "Oliver Polo", "Henry Slim Shirt"."""
        given = people.given_and_family(self.rng, people.origin_of(self.rng, self.habits.home))[0].split()[0]
        thing, quality = (str(self.rng.choice(self.own[name])).title() for name in ("thing", "quality"))
        return f"{given} {thing}" if self.rng.random() < 0.6 else f"{given} {quality} {thing}"

    def _described(self) -> str:
        """A part or an article in a longer description, with measures."""
        rng, own = self.rng, self.own
        things = [str(rng.choice(own["thing"])), str(rng.choice(own["thing"]))]
        text = (
            f"{rng.choice(own['quality'])} {things[0]} {rng.choice(words('phrases')['for'][self.language])} {things[1]}"
        )
        size = fill(
            rng, rng.choice(["%#0 mm", "%##", "##x##", "%# cm", "%#/##", "No. %", "% pcs", "0.%#", "V%", "%#-%#"])
        )
        return (
            f"{text}{rng.choice([' ', ', ', ' - '])}{size}{rng.choice(['', '', ', ' + str(rng.choice(own['color']))])}"
        )

    def phrase(self) -> str:
        """Two words of an interface, put together; now and then three, or one that is in no list."""
        if self.rng.random() < 0.08:
            return self.invented()
        lists = words("phrases")[self.language]
        first, second = self.rng.choice(lists["first"]), self.rng.choice(lists["second"])
        text = str(lists["form"]).format(first=first, second=second)
        if self.rng.random() < 0.15:
            text += f" {self.rng.choice(lists['second']).lower()}"
        return text if self.rng.random() < 0.6 else text.capitalize() if self.rng.random() < 0.8 else text.upper()

    def company(self) -> str:
        """A company with its legal form, often named after people."""
        rng = self.rng
        origin = people.origin_of(rng, self.habits.home)
        families = [people.given_and_family(rng, origin)[1] or "Nord" for _ in range(3)]
        given = people.given_and_family(rng, origin)[0].split()[0]
        trade, stem = rng.choice(self.own["trades"]), rng.choice(self.words["store_stems"])
        first, second, third = families
        stems = (
            first,
            f"{first} & {second}",
            f"{given} {first}",
            f"{first} {trade}",
            f"{self.place()} {trade}",
            f"{stem} {trade}",
            f"{first}, {second} & {third}",
            f"{first}, {second} and {third}",
            f"{first}-{second}",
            f"{first} and {rng.choice(('Sons', second))}",
            f"{first} {rng.choice(('Group', 'Inc', 'Partners'))}",
            stem,
        )
        form = rng.choice(self.own["legal"] if rng.random() < 0.7 else self.words["legal"])
        return f"{rng.choice(stems)}{f' {form}' if rng.random() < 0.6 else ''}"

    def store_name(self) -> str:
        """The name of a shop."""
        rng = self.rng
        after = rng.choice([rng.choice(self.own["trades"]), rng.choice(self.own["shop_words"]), self.place(), "", ""])
        return self.company() if rng.random() < 0.2 else f"{rng.choice(self.words['store_stems'])} {after}".strip()

    def branch(self) -> str:
        """What a chain calls a branch: a place, a mall, a street that bears a name."""
        rng = self.rng
        return str(
            rng.choice(
                [
                    self.place(),
                    rng.choice(self.words["branches"]),
                    f"{self.place()} {rng.choice(self.words['branch_words'])}",
                ]
            )
        )

    def vehicle(self) -> str:
        """A car as a customer or a fleet list names it."""
        return " ".join(
            filter(
                None, (self.rng.choice([*self.own["color"], "", "", ""]), str(self.rng.choice(self.words["vehicles"])))
            )
        )

    def place(self) -> str:
        """A city or region alone."""
        rng = self.rng
        home = (
            rng.choice(words("names")["homes"][self.habits.home])
            if rng.random() < 0.7
            else rng.choice(addresses.codes())
        )
        entry = str(rng.choice(addresses.country(home)["cities"])).split("|")
        return entry[0] if rng.random() < 0.6 else entry[1]

    def app(self) -> str:
        """The name of the software."""
        rng = self.rng
        if rng.random() < 0.2:
            return self.invented()
        first = rng.choice([*self.words["app_first"], rng.choice(self.words["store_stems"])])
        second = str(rng.choice(self.words["app_second"]))
        after = [second.lower(), f" {second}", second, "", f" {second} {fill(rng, '%.#')}"]
        return f"{first}{rng.choice(after)}"


def _possessive(name: str) -> str:
    return name + ("'" if name.endswith("s") else "'s")
