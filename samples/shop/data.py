"""What the demo shop knows, and how it shortens that for its screens. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Customer:
    """Somebody who buys; the card is a test number."""

    name: str
    card: str
    address: str


@dataclass(frozen=True)
class Item:
    """A line of an order; the price is in pence."""

    name: str
    sku: str
    count: int
    price: int

    @property
    def total(self) -> int:
        return self.count * self.price


@dataclass(frozen=True)
class Order:
    """What somebody has bought."""

    number: str
    customer: Customer
    items: tuple[Item, ...]
    status: str

    @property
    def total(self) -> int:
        return sum(item.total for item in self.items)


def initials(customer: Customer) -> str:
    """The initials: enough to call somebody to the desk."""
    return " ".join(f"{word[0]}." for word in customer.name.split())


def card_ends(customer: Customer) -> str:
    """The last four digits of the card, as PCI DSS lets anybody see them."""
    return f"•••• {customer.card[-4:]}"


_ADA = Customer("Ada Lindqvist", "4111 1111 1111 1111", "18 Heron Lane, Bristol BS1 4QT")
_BEN = Customer("Ben Okoro", "5555 5555 5555 4444", "7 Mill Row, Leeds LS1 2AB")
_CLARA = Customer("Clara Voss", "3782 822463 10005", "92 Quarry Road, York YO1 7HH")

_MUG = Item("Enamel mug, green", "MUG-204", 2, 950)
_KETTLE = Item("Camping kettle 1.2 l", "KET-120", 1, 2899)
_LAMP = Item("Storm lantern", "LAN-031", 1, 3450)
_ROPE = Item("Guy rope, 4 m", "ROP-400", 6, 325)

CURRENT = Order("7301", _ADA, (_MUG, _KETTLE), "At the till")
ORDERS = {
    order.number: order
    for order in (
        Order("7298", _CLARA, (_ROPE,), "Packed"),
        Order("7299", _BEN, (_LAMP, _ROPE), "Ready to collect"),
        Order("7300", _ADA, (_LAMP, _MUG), "Paid"),
    )
}
STOCK = {_MUG: 48, _KETTLE: 12, _LAMP: 7, _ROPE: 160}
