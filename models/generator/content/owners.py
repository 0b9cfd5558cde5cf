"""Who stands behind the data of a screen: persons and the business, each with the same details wherever they show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Address:
    """Parts of a postal address; `country` is ISO 3166, parts that it lacks are empty."""

    country: str
    street: str
    postcode: str
    city: str
    region: str = ""
    unit: str = ""
    area: str = ""
    care_of: str = ""
    latitude: float = 0.0
    longitude: float = 0.0


@dataclass(frozen=True, slots=True)
class Card:
    """A payment card: digits only, expiry as (month, year)."""

    brand: str
    number: str
    expiry: tuple[int, int]
    code: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Details that persons and businesses share; `phone` is E.164, `account` (kind, digits) such as IBAN."""

    subject: str
    country: str
    email: str
    phone: str
    address: Address
    card: Card
    account: tuple[str, str]
    identity: tuple[str, str]
    birth: date
    loyalty: str
    username: str
    plate: str
    ip: str


@dataclass(frozen=True, slots=True)
class Person(Owner):
    """One person; a single name leaves `family` (or `given`) empty."""

    given: str = ""
    family: str = ""
    middle: str = ""
    title: str = ""
    suffix: str = ""
    number: str = ""
    family_first: bool = False

    @property
    def name(self) -> str:
        """Given and family name in the order of the person's own."""
        parts = (self.family, self.given) if self.family_first else (self.given, self.family)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Store(Owner):
    """The business that the screen belongs to, or one it deals with."""

    name: str = ""
    branch: str = ""
    number: str = ""
    website: str = ""
