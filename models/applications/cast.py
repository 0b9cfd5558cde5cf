"""The people of an invented shop: customers, staff, suppliers, in the language's countries and some from abroad."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from models.applications.marks import marked
from models.generator.content import Address, Content, Person, Store, addresses, making, names, people, phones, styles
from models.generator.content.patterns import fill, words

FAMILY_NAME_LISTS = (*people.FAMILY, "unisex_last_names")  # Faker's lists of family names
GENERATOR_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")  # languages that the generator speaks itself
FOREIGN_SHARE = 0.15  # share of people with names and homes of the generator's base language
COMPANY_SHARE = 0.12  # share of customers' names that are companies'
DEMO_SHARE = 0.06  # share of customers' names that are made up, as in demonstrations
# names of customers in demonstrations
DEMO_NAMES = ("Test User", "Demo Customer", "Awesome Customer", "Cash Customer", "Walk-in Customer", "Guest")


@cache
def table(name: str) -> Any:
    """A YAML file of this folder."""
    return yaml.safe_load(files(__package__ or "").joinpath(f"{name}.yaml").read_text("utf-8"))


@cache
def labels(language: str) -> dict[str, str]:
    """Words of the shop in the language, by key."""
    data = table("labels")
    return dict(zip(data["keys"].split("|"), data["languages"][language].split("|"), strict=True))


def languages() -> list[str]:
    """All that the shop speaks."""
    return list(table("labels")["languages"])


class Cast:
    """Makes people and what they write; every value comes marked. The same seed makes the same ones."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng, self.language = rng, language
        self.base = language if language in GENERATOR_LANGUAGES else "en"
        self.content = Content(rng, self.base)
        self.habits = styles.habits(rng, self.base)
        self.store = self.business()
        self._domain = self.store.email.split("@")[1]
        self._owners = 0
        self._numbers: dict[int, int] = {}
        self._kept: list[object] = []  # what is numbered by its place in memory must stay there
        self._taken: set[str] = set()
        self._form = rng.choice(["full"] * 6 + ["comma", "upper", "family first"])

    # People

    def person(self, subject: str) -> Person:
        """Somebody new, whose name, address and login nobody else has."""
        for _ in range(50):
            made = self._native(subject) if self.language not in GENERATOR_LANGUAGES else self._known(subject)
            if made.given and made.family and not {made.name, made.email, made.username} & self._taken:
                break
        self._taken |= {made.name, made.email, made.username}
        return made

    def _known(self, subject: str) -> Person:
        return making.person(self.rng, self.habits, subject, self._domain)

    def _native(self, subject: str) -> Person:
        """Like a person of the generator, with a name and a home of the language."""
        rng, entry = self.rng, table("places")["people"][self.language]
        made = self._known(subject)
        if rng.random() < FOREIGN_SHARE:
            return made
        given, family = self._name(entry)
        home = rng.choice(entry["homes"])
        work = self._domain if subject == "associate" and rng.random() < 0.8 else ""
        near = table("places")["addresses"].get(home, {}).get("near", home)
        details = making.details(rng, self.habits, near)
        details |= {"phone": phones.make(rng, home), "address": self._address(home), "loyalty": made.loyalty}
        return replace(
            made,
            given=given,
            family=family,
            email=making.email(rng, home, given, family, work),
            username=making.handle(rng, words("formats")["logins"], given, family),
            family_first=self.language == "hu",
            **details,
        )

    def _name(self, entry: dict[str, Any]) -> tuple[str, str]:
        if "given" in entry:
            return self.rng.choice(entry["given"]), self.rng.choice(entry["family"])
        locale = self.rng.choice(entry["lists"])
        given = self.rng.choice(people.faker_list("person", locale, people.GIVEN))
        if self.language == "is":
            father = self.rng.choice(people.faker_list("person", locale, ("first_names_male",)))
            return given, father.removesuffix("ur") + self.rng.choice(["sson", "sdóttir"])
        family = people.faker_list("person", locale, FAMILY_NAME_LISTS)
        return given, self.rng.choice([name for name in family if name != "Doe"])

    def _address(self, home: str) -> Address:
        entry = table("places")["addresses"].get(home)
        if entry is None:
            return addresses.make(self.rng, home)
        street = f"{self.rng.choice(entry['streets'])} {self.rng.randint(1, 180)}"
        unit = self.rng.choice(["", "", "", f"{self.rng.randint(1, 90)}"])
        return Address(home, street, fill(self.rng, entry["code"]), self.rng.choice(entry["cities"]), unit=unit)

    def business(self) -> Store:
        """A shop, branch or supplier; at home where the language is spoken."""
        store = self.content.store()
        if self.language in GENERATOR_LANGUAGES:
            return store
        home = self.rng.choice(table("places")["people"][self.language]["homes"])
        return replace(store, address=self._address(home), phone=phones.make(self.rng, home))

    # Marks

    def owner(self, of: object) -> int:
        """The number of a person or business in marks."""
        if id(of) not in self._numbers:
            self._numbers[id(of)] = self.fresh()
            self._kept.append(of)
        return self._numbers[id(of)]

    def fresh(self) -> int:
        """A number for what belongs together and to nothing else, as the parts of an address."""
        self._owners += 1
        return self._owners

    def mark(self, text: str, form: str, of: Person | Store) -> str:
        return marked(text, form, of.subject, self.owner(of))

    def given(self, of: Person) -> str:
        return self.mark(of.given, "PERSON_NAME/given", of)

    def family(self, of: Person) -> str:
        return self.mark(of.family, "PERSON_NAME/family", of)

    def name(self, of: Person, form: str = "") -> str:
        """The full name as this shop writes it."""
        before, name, after = names.written(self.rng, of, form or self._form, self.base)
        return before + self.mark(name, "PERSON_NAME", of) + after

    def full(self, of: Person) -> str:
        """Given and family name, always in the same form."""
        return self.mark(of.name, "PERSON_NAME", of)

    def customer_name(self, of: Person) -> str:
        """The name in a customer's record: at times a company's, or a made-up one."""
        roll = self.rng.random()
        if roll < COMPANY_SHARE:
            return marked(self.content.company(), "PERSON_NAME", "business", self.fresh())
        if roll < COMPANY_SHARE + DEMO_SHARE:
            word = labels(self.language)["customer"].split()[0]
            name = self.rng.choice(
                [f"{word}{self.rng.randint(1, 40)}", f"{word} {self.rng.randint(1, 99)}", *DEMO_NAMES]
            )
            return self.mark(name, "PERSON_NAME", of)
        return self.name(of)

    def value(self, form: str, of: Person | Store, masked: bool = False) -> str:
        """A value of that type as a screen writes it."""
        pieces = self.content.value(form, of, masked)
        return "".join(self._piece(piece.text, piece.type, piece.masked, of) for piece in pieces)

    def _piece(self, text: str, kind: str, masked: bool, of: Person | Store) -> str:
        return self.mark(text, f"{kind}/masked" if masked else kind, of) if kind else text

    def address(self, of: Person | Store) -> dict[str, str]:
        """The parts of the address, marked as one."""
        number, where = self.fresh(), of.address
        parts = {"street": where.street, "unit": where.unit, "postcode": where.postcode, "city": where.city}
        parts |= {"region": where.region, "country": self.country(where.country)}
        return {k: marked(text, f"POSTAL_ADDRESS/{k}", of.subject, number) for k, text in parts.items()}

    def country(self, code: str) -> str:
        entry = table("places")["addresses"].get(code)
        return str(entry["country"]) if entry else addresses.country_name(self.rng, code)

    def address_line(self, of: Person | Store) -> str:
        """The whole address on one line."""
        where = of.address
        parts = [where.street, where.unit, f"{where.postcode} {where.city}".strip()]
        return self.mark(", ".join(part for part in parts if part), "POSTAL_ADDRESS", of)

    # What they write

    def says(self, customer: Person, staff: Person) -> str:
        """One to four sentences of a message or note."""
        count = self.rng.choice([1, 1, 2, 3, 4])
        if self.base == self.language:
            runs = (self.content.sentence(customer, staff) for _ in range(count))
            return " ".join(
                "".join(self._said(p.text, p.type, p.masked, p.subject, customer, staff) for p in run) for run in runs
            )
        picked = self.rng.sample(table("sayings")[self.language], k=min(count, 4))
        return " ".join(self._filled(text, customer, staff) for text in picked)

    def _said(self, text: str, kind: str, masked: bool, subject: str, customer: Person, staff: Person) -> str:
        if not kind:
            return text
        owner = {"customer": customer, "associate": staff}.get(subject)
        form = f"{kind}/masked" if masked else kind
        return marked(text, form, subject, self.owner(owner) if owner else self.fresh())

    def _filled(self, text: str, customer: Person, staff: Person) -> str:
        slots: dict[str, Callable[[], str]] = {
            "{name}": lambda: self.full(customer),
            "{staff}": lambda: self.full(staff),
            "{order}": lambda: self.value("ORDER_ID", customer),
            "{email}": lambda: self.value("EMAIL", customer),
            "{phone}": lambda: self.value("PHONE", customer),
        }
        for slot, make in slots.items():
            text = text.replace(slot, make()) if slot in text else text
        return text
