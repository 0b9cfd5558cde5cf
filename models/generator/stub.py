"""Stands in for the content until that is there."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from models.generator.run import Piece, Run

G = [
    "Anna",
    "Ben",
    "Carla",
    "David",
    "Elif",
    "Femi",
    "Grace",
    "Hiro",
    "Ines",
    "Jamal",
    "Kim",
    "Lena",
    "Maria",
    "Noor",
    "Omar",
]
F = [
    "Abbott",
    "Brandt",
    "Costa",
    "Dubois",
    "Eriksen",
    "Fischer",
    "Garcia",
    "Hughes",
    "Ito",
    "Jansen",
    "Kowalski",
    "Lopez",
    "Meyer",
    "Nguyen",
    "Okafor",
]
P = [
    "Oak table",
    "Ceramic mug",
    "Wool scarf",
    "Garden hose",
    "USB cable",
    "Rose gin 70cl",
    "Jack & Jones jacket",
    "Morgan chair",
]
TYPES = ["PERSON_NAME", "EMAIL", "PHONE"]


@dataclass(frozen=True)
class Person:
    given: str
    family: str
    subject: str


@dataclass(frozen=True)
class Store:
    name: str
    subject: str = "business"


class Content:
    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng = rng
        self.language = language
        self.groups = 0

    def person(self, subject: str = "customer") -> Person:
        return Person(self.rng.choice(G), self.rng.choice(F), subject)

    def store(self) -> Store:
        return Store(self.company())

    def value(self, type: str, owner: Person | Store, masked: bool = False) -> Run:
        if type == "PERSON_NAME":
            return self.name(owner)
        if type == "POSTAL_ADDRESS":
            return self.address_line(owner)
        texts = {
            "EMAIL": "anna.brandt@example.com",
            "PHONE": "+44 7700 900123",
            "PAYMENT_CARD": "4111 1111 1111 1111",
            "CARD_EXPIRY": "09/28",
            "DATE_OF_BIRTH": "12.03.1984",
            "ORDER_ID": f"ORD-{self.number(5)}",
        }
        text = texts.get(type, self.number(8))
        if masked:
            text = "•" * 6 + text[-3:]
        return (Piece(text, type, owner.subject, masked),)

    def name(self, owner: Person | Store, form: str = "") -> Run:
        text = owner.name if isinstance(owner, Store) else f"{owner.given} {owner.family}"
        return (Piece(text, "PERSON_NAME", owner.subject),)

    def name_parts(self, owner: Person) -> tuple[Run, Run]:
        self.groups += 1
        return (
            (Piece(owner.given, "PERSON_NAME", owner.subject, False, self.groups),),
            (Piece(owner.family, "PERSON_NAME", owner.subject, False, self.groups),),
        )

    def address_parts(self, owner: Person | Store) -> dict[str, Run]:
        self.groups += 1
        texts = {"street": "12 Harbour Street", "city": "Leeds", "postcode": "LS99 4QX", "country": "UK", "unit": ""}
        return {k: (Piece(t, "POSTAL_ADDRESS", owner.subject, False, self.groups),) for k, t in texts.items()}

    def address_lines(self, owner: Person | Store, masked: bool = False) -> list[Run]:
        self.groups += 1
        lines = ["12 Harbour Street", "Flat 3", "Leeds LS99 4QX"][:: self.rng.choice([1, 2])]
        return [(Piece(t, "POSTAL_ADDRESS", owner.subject, False, self.groups),) for t in lines]

    def address_line(self, owner: Person | Store) -> Run:
        return (Piece("12 Harbour Street, Leeds LS99 4QX", "POSTAL_ADDRESS", owner.subject),)

    def label(self, type: str, subject: str = "customer") -> str:
        return type.replace("_", " ").capitalize()

    heading = label

    def plain(self) -> tuple[str, str]:
        return self.rng.choice(
            [("Status", "Paid"), ("Ship via", "DPD"), ("Placed", "12 Mar 2026 14:02"), ("Store", "Leeds")]
        )

    def column(self) -> tuple[str, Callable[[], str]]:
        return self.rng.choice(
            [
                ("Qty", lambda: self.number(1)),
                ("SKU", self.sku),
                ("Item", self.product),
                ("Total", self.money),
                ("Created", self.date),
            ]
        )

    def title(self, kind: str) -> str:
        return kind.capitalize()

    def menu(self, count: int) -> list[str]:
        return self.rng.sample(
            ["Home", "Orders", "Customers", "Stock", "Reports", "Settings", "Morgan", "Help", "Returns"], min(9, count)
        )

    tabs = buttons = menu

    def product(self) -> str:
        return self.rng.choice(P)

    def company(self) -> str:
        return self.rng.choice(F) + " & Sons Ltd"

    def brand(self) -> str:
        return self.rng.choice(F)

    def vehicle(self) -> str:
        return "Ford Transit"

    def place(self) -> str:
        return self.rng.choice(["Leeds", "York", "Lyon"])

    def app(self) -> str:
        return "TillWorks"

    def sentence(self, *owners: Person | Store) -> Run:
        if not owners:
            return (Piece("The parcel was left at the side door, please check the stock again."),)
        return (Piece("I spoke to "), *self.name(owners[0]), Piece(" about the parcel that did not come on Friday."))

    def greeting(self, owner: Person) -> Run:
        return (Piece("Dear "), *self.name(owner), Piece(","))

    def signature(self, owner: Person) -> list[Run]:
        return [(Piece("Kind regards"),), self.name(owner)]

    def log_line(self, staff: Person) -> Run:
        return (Piece(f"Order {self.number(4)} picked by "), *self.name(staff))

    def money(self) -> str:
        return f"{self.rng.randint(1, 400)}.{self.rng.randint(0, 99):02}"

    def date(self) -> str:
        return f"{self.rng.randint(1, 28)} Mar 2026"

    def time(self) -> str:
        return f"{self.rng.randint(8, 19):02}:{self.rng.randint(0, 59):02}"

    def number(self, digits: int) -> str:
        return str(self.rng.randint(10 ** (digits - 1), 10**digits - 1))

    def sku(self) -> str:
        return "SK-" + self.number(5)

    def ean(self) -> str:
        return self.number(13)
