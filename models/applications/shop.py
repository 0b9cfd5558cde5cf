"""An invented shop as tables of a database: what a generic back office is filled with.

Each shop has its own schema: which fields there are, what the columns of lists are, how names and addresses are split.
"""

from __future__ import annotations

from typing import Any

from models.applications.people import People
from models.applications.schema import Maker, Row
from models.applications.trade import trade
from models.generator.content import Person


class Shop(People):
    """The tables of one shop; `as_json` is what the applications read."""

    def as_json(self) -> Row:
        """The whole shop, ready for a file."""
        for make in (
            self._staff,
            self._customers,
            self._addresses,
            self._orders,
            self._products,
            self._items,
            self._suppliers,
            self._branches,
            self._messages,
            self._returns,
            self._invoices,
            self._settings,
            self._users,
        ):
            make()
        user = self.staff[0]
        return {
            "language": self.language,
            "name": self.cast.store.name,
            "tables": list(self.table.values()),
            "user": self._login(user),
            "staff": [self._login(person) for person in self.staff],
            "customers": [self._login(person) for person in self.customers],
            "history": self._history(),
            "words": self.words,
            "trade": (sold := trade(self)),
            "known": [*self.known(), *sold["known"]],
        }

    def known(self) -> list[list[Any]]:
        """Whole values that count wherever they stand, also without marks: (text, form, subject, owner)."""
        found = []
        for person in (*self.customers, *self.staff):
            for text, form in ((person.name, "PERSON_NAME"), (person.email, "EMAIL"), (person.username, "USERNAME")):
                if len(text) > 5:
                    found.append([text, form, person.subject, self.cast.owner(person)])
        return found

    def _login(self, person: Person) -> Row:
        cast = self.cast
        return {
            "given": cast.given(person),
            "family": cast.family(person),
            "email": cast.value("EMAIL", person),
            "username": cast.mark(person.username, "USERNAME", person),
            "full": cast.full(person),
            "plain": {"given": person.given, "family": person.family, "email": person.email, "name": person.username},
        }

    def _orders(self) -> None:
        cast, index = self.cast, {id(p): k for k, p in enumerate(self.customers)}
        number = dict(enumerate(self.numbers))

        def of(form: str) -> Maker:
            return lambda k: cast.value(form, self.orders[k])

        paid = lambda k: cast.value("PAYMENT_CARD", self.orders[k], masked=True)  # noqa: E731
        fields = [
            ("number", "order_number", "text", lambda k: number[k]),
            ("customer", "customer", "link:customer", lambda k: index[id(self.orders[k])]),
            ("email", "email", "text", of("EMAIL"), 0.3),
            ("phone", "phone", "text", of("PHONE"), 0.25),
            ("date", "date", "datetime", self._moment),
            ("total", "total", "text", self._money),
            ("status", "status", "choice", self._status),
            ("payment", "payment", "text", paid, 0.4),
            ("tracking", "tracking", "text", of("TRACKING_NUMBER"), 0.5),
            ("delivery", "delivery_address", "text", lambda k: cast.address_line(self.orders[k]), 0.5),
            ("branch", "branch", "text", lambda _: self.rng.choice(self.branches).branch, 0.3),
            ("assigned", self.rng.choice(["assigned", "created_by"]), "link:employee", self._any_staff, 0.45),
            ("notes", "notes", "long", lambda k: self._note(self.orders[k]), 0.5),
        ]
        self._add("orders", "order", range(len(self.orders)), fields, "number")

    def _products(self) -> None:
        cast = self.cast
        self.goods = [(cast.content.sku(), cast.content.product()) for _ in range(self.rng.randint(20, 70))]
        fields = [
            ("sku", "SKU", "text", lambda g: g[0]),
            ("name", "name", "text", lambda g: g[1]),
            ("category", "category", "text", lambda _: cast.content.text("{departments}"), 0.8),
            ("price", "price", "text", self._money),
            ("stock", "stock", "int", self._number(300)),
            ("active", "active", "bool", self._yes, 0.6),
            ("created", "created", "date", self._day, 0.4),
            ("ean", "EAN", "text", lambda _: cast.content.ean(), 0.4),
        ]
        self._add("product", "product", self.goods, fields, "name")

    def _items(self) -> None:
        rows = [(k, g) for k in range(len(self.orders)) for g in self.rng.sample(self.goods, self.rng.randint(1, 5))]
        fields = [
            ("order", "order", "link:orders", lambda r: r[0]),
            ("product", "product", "text", lambda r: r[1][1]),
            ("sku", "SKU", "text", lambda r: r[1][0], 0.5),
            ("quantity", "quantity", "int", lambda _: self.rng.randint(1, 6)),
            ("price", "price", "text", self._money),
        ]
        self._add("item", "product", rows, fields, "product")
        self.table["item"] |= {"inline": "orders", "plural": f"{self.words['products']} ({self.words['orders']})"}

    def _messages(self) -> None:
        cast = self.cast
        topics = [cast.content.phrase() if cast.base == self.language else self.words["order"] for _ in range(20)]
        index = {id(p): k for k, p in enumerate(self.customers)}
        sender = self.rng.random() < 0.5
        who = (
            ("name", "customer", "text", cast.name)
            if sender
            else ("customer", "customer", "link:customer", lambda p: index[id(p)])
        )
        fields = [
            ("topic", "topic", "text", lambda _: self.rng.choice(topics)),
            who,
            ("email", "email", "text", self._typed("EMAIL"), 0.5),
            ("text", "text", "long", lambda p: cast.says(p, self.rng.choice(self.staff))),
            ("date", "date", "datetime", self._moment),
            ("assigned", "assigned", "link:employee", self._any_staff, 0.7),
            ("status", "status", "choice", self._status, 0.8),
        ]
        rows = [self.rng.choice(self.customers) for _ in range(self.rng.randint(8, 30))]
        self._add("message", "message", rows, fields, "topic")
        if self.rng.random() < 0.5:
            self.table["message"]["list"] += ["text"]

    def _returns(self) -> None:
        fields = [
            ("order", "order", "link:orders", lambda k: k),
            ("customer", "customer", "text", lambda k: self.cast.name(self.orders[k]), 0.5),
            ("reason", "reason", "text", lambda _: self.cast.content.text("{reasons}")),
            ("date", "date", "date", self._day),
            ("amount", "amount", "text", self._money),
            ("account", "account", "text", lambda k: self.cast.value("BANK_ACCOUNT", self.orders[k]), 0.3),
            ("created_by", "created_by", "link:employee", self._any_staff, 0.6),
        ]
        rows = self.rng.sample(range(len(self.orders)), k=self.rng.choice([0, 5, 15]))
        self._add("returns", "return", rows, fields, "reason")

    def _invoices(self) -> None:
        cast = self.cast
        fields = [
            ("number", "invoice_number", "text", lambda k: cast.value("ORDER_ID", self.orders[k])),
            ("name", "customer", "text", lambda k: cast.customer_name(self.orders[k])),
            ("billing", "billing_address", "text", lambda k: cast.address_line(self.orders[k]), 0.6),
            ("date", "date", "date", self._day),
            ("due", "due", "date", self._day),
            ("amount", "amount", "text", self._money),
            ("status", "status", "choice", self._status),
            ("account", "account", "text", lambda k: cast.value("BANK_ACCOUNT", self.orders[k]), 0.2),
        ]
        rows = self.rng.sample(range(len(self.orders)), k=min(len(self.orders), 30))
        self._add("invoice", "invoice", rows, fields, "number")

    def _settings(self) -> None:
        cast, store = self.cast, self.cast.store
        own = [("name", store.name), ("email", cast.value("EMAIL", store)), ("phone", cast.value("PHONE", store))]
        own += [("address", cast.address_line(store)), ("vat", cast.value("NATIONAL_ID", store))]
        own += [("account", cast.value("BANK_ACCOUNT", store))]
        plain = [cast.content.plain() for _ in range(12)] if cast.base == self.language else []
        rows = [*((self.words[key], value) for key, value in own), *plain]
        fields = [("name", "name", "text", lambda r: r[0]), ("value", "value", "text", lambda r: r[1])]
        self._add("setting", "setting", rows, [*fields, ("changed", "created", "datetime", self._moment, 0.5)], "name")
        self.table["setting"]["list"] = ["name", "value"]

    def _history(self) -> list[Row]:
        """What staff did: (staff, table, row, kind)."""
        found = []
        for _ in range(40):
            table = self.rng.choice([t for t in self.table.values() if t["rows"]])
            row = self.rng.randrange(len(table["rows"]))
            found.append(
                {
                    "staff": self._any_staff(),
                    "table": table["key"],
                    "row": row,
                    "kind": self.rng.randint(1, 3),
                    "when": self._moment(),
                }
            )
        return found
