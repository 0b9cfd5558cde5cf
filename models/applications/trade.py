"""The same shop for applications with tables of their own: orders with addresses and lines, tickets, suppliers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import phonenumbers as pn

from models.applications.marks import marked
from models.generator.content import Person, Store

FORMATS = (pn.PhoneNumberFormat.INTERNATIONAL, pn.PhoneNumberFormat.NATIONAL, pn.PhoneNumberFormat.E164)


def trade(shop: Any) -> dict[str, Any]:
    """What is sold, to whom, and what is said about it; `shop` is a `Shop` whose tables are made."""
    cast, rng = shop.cast, shop.rng
    index = {id(person): k for k, person in enumerate(shop.customers)}
    goods = [
        {"sku": sku, "title": title, "price": str(Decimal(rng.randint(199, 24999)) / 100), "stock": rng.randint(0, 300)}
        for sku, title in shop.goods
    ]
    customers = [_customer(cast, person) for person in shop.customers]
    codes = {owner.address.country for owner in (*shop.customers, *shop.suppliers)}
    codes |= {customer["second"]["code"] for customer in customers}
    return {
        "goods": goods,
        "categories": sorted({cast.content.text("{departments}") for _ in range(9)}),
        "customers": customers,
        "orders": [_order(shop, index, number, len(goods)) for number in range(len(shop.orders))],
        "suppliers": [_supplier(cast, supplier) for supplier in shop.suppliers],
        "tickets": [_ticket(shop, index) for _ in range(rng.randint(20, 45))],
        "countries": {code: cast.country(code) for code in sorted(codes)},
        "known": [entry for person in shop.customers for entry in _phones(cast, person)],
    }


def _customer(cast: Any, person: Person) -> dict[str, Any]:
    """A customer's details; the telephone number is bare, as applications write it anew."""
    return {"address": _address(cast, person), "second": _address(cast, cast.person("customer")), "phone": person.phone}


def _address(cast: Any, owner: Person | Store) -> dict[str, str]:
    return {**cast.address(owner), "code": owner.address.country}


def _supplier(cast: Any, supplier: Store) -> dict[str, Any]:
    name = marked(supplier.name, "PERSON_NAME", "business", cast.owner(supplier))
    return {"name": name, "address": _address(cast, supplier)}


def _order(shop: Any, index: dict[int, int], number: int, goods: int) -> dict[str, Any]:
    """An order; one in seven goes to somebody else's address."""
    cast, rng, buyer = shop.cast, shop.rng, shop.orders[number]
    staff = rng.randrange(len(shop.staff))
    recipient = rng.choice(shop.customers) if rng.random() < 0.14 else buyer
    return {
        "number": shop.numbers[number].replace("/", "-"),  # it stands in addresses of pages
        "customer": index[id(buyer)],
        "recipient": {"given": cast.given(recipient), "family": cast.family(recipient), "phone": recipient.phone},
        "shipping": _address(cast, recipient),
        "billing": _address(cast, buyer),
        "guest": rng.random() < 0.12,
        "email": cast.value("EMAIL", buyer),
        "lines": [[g, rng.randint(1, 4)] for g in rng.sample(range(goods), k=min(goods, rng.randint(1, 6)))],
        "when": shop._moment(),
        "staff": staff,
        "note": cast.says(buyer, shop.staff[staff]),
        "card": cast.value("PAYMENT_CARD", buyer, masked=True),
    }


def _ticket(shop: Any, index: dict[int, int]) -> dict[str, Any]:
    """A ticket with some messages: of the customer, and of staff."""
    cast, rng = shop.cast, shop.rng
    buyer, staff = rng.choice(shop.customers), rng.randrange(len(shop.staff))
    topic = cast.content.phrase() if cast.base == shop.language else rng.choice(list(shop.words.values()))
    if rng.random() < 0.3:
        topic = f"{topic} {cast.full(buyer)}"
    elif rng.random() < 0.3:
        topic = f"{shop.words['order']} {cast.value('ORDER_ID', buyer)}"
    return {
        "customer": index[id(buyer)],
        "staff": staff,
        "topic": topic,
        "email": cast.value("EMAIL", buyer),
        "text": cast.says(buyer, shop.staff[staff]),
        "replies": [cast.says(buyer, shop.staff[staff]) for _ in range(rng.randint(0, 4))],
        "when": shop._moment(),
        "status": rng.randint(1, 5),
        "priority": rng.randint(1, 5),
    }


def _phones(cast: Any, person: Person) -> list[list[Any]]:
    """The telephone number as applications write it."""
    number = pn.parse(person.phone)
    texts = {pn.format_number(number, form) for form in FORMATS}
    return [[text, "PHONE", person.subject, cast.owner(person)] for text in sorted(texts)]
