"""An invented shop as tables of a database: what a generic back office is filled with.

Each shop has its own schema: which fields there are, what the columns of lists are, how names and addresses are split.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from models.applications.cast import Cast, labels
from models.applications.marks import marked
from models.applications.trade import trade
from models.generator.content import Person, Store

Row = dict[str, Any]
Maker = Callable[[Any], Any]
STATUSES = ("new", "paid", "shipped", "cancelled", "open")


class Shop:
    """The tables of one shop; `as_json` is what the applications read."""

    def __init__(self, seed: int, language: str) -> None:
        self.rng = random.Random(f"shop {seed} {language}")
        self.language, self.words = language, labels(language)
        self.cast = Cast(self.rng, language)
        rng = self.rng
        strange = rng.random() < 0.15  # shops in which staff and customers are unusually many or few
        count = rng.choice([6, 12, 90]) if strange else rng.randint(25, 60)
        crew = rng.choice([2, 45, 60]) if strange else rng.randint(4, 18)
        self.customers = [self.cast.person("customer") for _ in range(count)]
        self.staff = [self.cast.person("associate") for _ in range(crew)]
        self.suppliers = [self.cast.business() for _ in range(rng.randint(5, 25))]
        self.branches = [self.cast.business() for _ in range(rng.randint(2, 9))]
        self.orders = [rng.choice(self.customers) for _ in range(rng.randint(25, 80))]
        self.numbers = [self.cast.value("ORDER_ID", customer) for customer in self.orders]
        self.split = rng.random() < 0.55  # names and addresses in parts
        self.table: dict[str, Row] = {}

    def as_json(self) -> Row:
        """The whole shop, ready for a file."""
        for make in (
            self._staff, self._customers, self._addresses, self._orders, self._products, self._items, self._suppliers,
            self._branches, self._messages, self._returns, self._invoices, self._settings, self._users,
        ):  # fmt: skip
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
            "given": cast.given(person), "family": cast.family(person), "email": cast.value("EMAIL", person),
            "username": cast.mark(person.username, "USERNAME", person), "full": cast.full(person),
            "plain": {"given": person.given, "family": person.family, "email": person.email, "name": person.username},
        }  # fmt: skip

    # Building

    def _add(self, key: str, name: str, rows: Sequence[Any], fields: Sequence[tuple[Any, ...]], title: str) -> None:
        """A table: fields are (key, label, kind, maker of a cell, odds to exist); `title` names the row."""
        kept = [f for f in fields if len(f) < 5 or self.rng.random() < f[4]]
        cells = [{f[0]: f[3](row) for f in kept} for row in rows]
        keys = [f[0] for f in kept if f[2] != "long"]
        shown = keys if self.rng.random() < 0.3 else self._some(keys)
        wanted = self._title(title.split(), keys)
        self.table[key] = {
            "key": key,
            "label": self.words[name],
            "plural": self.words.get(f"{name}s" if name != "branch" else "branches", self.words[name]),
            "fields": [{"key": f[0], "label": self._label(f[1]), "kind": f[2].split(":")[0], **self._more(f[2])} for f in kept],
            "title": wanted or keys[:1],
            "list": shown,
            "rows": cells,
        }

    def _some(self, keys: list[str]) -> list[str]:
        """A random part of the fields, most in their order."""
        picked = [k for k in keys if self.rng.random() < 0.7] or keys[:3]
        if self.rng.random() < 0.2:
            self.rng.shuffle(picked)
        return picked

    def _title(self, wanted: list[str], keys: list[str]) -> list[str]:
        """What names a row: both parts of a name, else one field; at times a second one."""
        found = [key for key in wanted if key in keys]
        count = 2 if found[:1] == ["first_name"] else 1
        return found[: count + (self.rng.random() < 0.12)] or keys[:1]

    def _label(self, key: str) -> str:
        return self.words.get(key, key)

    def _more(self, kind: str) -> Row:
        name, _, to = kind.partition(":")
        if name == "choice":
            return {"choices": [self.words[s] for s in STATUSES]}
        return {"to": to} if name == "link" else {}

    def _moment(self, _: Any = None) -> str:
        when = self.cast.habits.now - timedelta(minutes=self.rng.randrange(0, 400_000))
        return when.replace(second=self.rng.randrange(60)).isoformat(" ", "seconds")

    def _day(self, _: Any = None) -> str:
        return self._moment()[:10]

    def _status(self, _: Any = None) -> str:
        return self.words[self.rng.choice(STATUSES)]

    def _yes(self, _: Any = None) -> bool:
        return self.rng.random() < 0.7

    def _money(self, _: Any = None) -> str:
        return self.cast.content.money()

    def _number(self, top: int) -> Maker:
        return lambda _: self.rng.choice([self.rng.randint(0, 9), self.rng.randint(0, top)])

    def _any_staff(self, _: Any = None) -> int:
        return self.rng.randrange(len(self.staff))

    def _typed(self, form: str) -> Maker:
        return lambda of: self.cast.value(form, of)

    def _note(self, of: Any) -> str:
        staff = self.rng.choice(self.staff)
        return self.cast.says(of, staff) if isinstance(of, Person) and self.rng.random() < 0.6 else ""

    # Fields that several tables share

    def _names(self) -> list[tuple[Any, ...]]:
        cast = self.cast
        if self.split:
            return [("first_name", "first_name", "text", cast.given), ("last_name", "last_name", "text", cast.family)]
        return [("name", "name", "text", lambda p: cast.name(p))]

    def _where(self, odds: float) -> list[tuple[Any, ...]]:
        """The address in parts, or as one field."""
        if not self.split and self.rng.random() < 0.6:
            return [("address", "address", "text", self.cast.address_line, odds)]
        if self.rng.random() > odds:
            return []
        made: dict[int, Row] = {}

        def part(name: str) -> Maker:
            return lambda of: made.setdefault(id(of), self.cast.address(of))[name]

        country = [("country", "country", "text", part("country"))] if self.rng.random() < 0.6 else []
        parts = [("street", "street", "text", part("street")), ("postcode", "postcode", "text", part("postcode"))]
        city: tuple[Any, ...] = ("city", "city", "text", part("city"))
        return [parts[0], *([city, parts[1]] if self.rng.random() < 0.4 else [parts[1], city]), *country]

    # Tables

    def _staff(self) -> None:
        role = lambda _: self.cast.content.text("{roles}")  # noqa: E731
        fields = [
            *self._names(), ("username", "username", "text", lambda p: self.cast.mark(p.username, "USERNAME", p), 0.7),
            ("email", "email", "text", self._typed("EMAIL")), ("phone", "phone", "text", self._typed("PHONE"), 0.7),
            ("role", "role", "text", role), ("branch", "branch", "text", lambda _: self.rng.choice(self.branches).branch, 0.6),
            ("last_login", "last_login", "datetime", self._moment, 0.7), ("active", "active", "bool", self._yes),
            ("birth", "birth", "text", self._typed("DATE_OF_BIRTH"), 0.15),
            ("account", "account", "text", self._typed("BANK_ACCOUNT"), 0.12),
        ]  # fmt: skip
        self._add("employee", "employee", self.staff, fields, "first_name last_name name username")

    def _customers(self) -> None:
        cast = self.cast
        names = self._names() if self.split else [("name", "name", "text", cast.customer_name)]
        company = lambda _: cast.content.company() if self.rng.random() < 0.3 else ""  # noqa: E731
        fields = [
            ("number", "customer_number", "text", self._typed("LOYALTY_ID"), 0.5), *names,
            ("company", "company", "text", company, 0.3), ("email", "email", "text", self._typed("EMAIL"), 0.9),
            ("phone", "phone", "text", self._typed("PHONE"), 0.8), ("mobile", "mobile", "text", self._typed("PHONE"), 0.2),
            *self._where(0.6), ("birth", "birth", "text", self._typed("DATE_OF_BIRTH"), 0.3),
            ("vat", "vat", "text", self._typed("NATIONAL_ID"), 0.12), ("account", "account", "text", self._typed("BANK_ACCOUNT"), 0.12),
            ("points", "points", "int", self._number(4000), 0.3), ("level", "level", "text", lambda _: cast.content.text("{segments}"), 0.4),
            ("assigned", "assigned", "link:employee", self._any_staff, 0.4), ("active", "active", "bool", self._yes, 0.5),
            ("created", "created", "datetime", self._moment, 0.7), ("notes", "notes", "long", self._note, 0.6),
        ]  # fmt: skip
        self._add("customer", "customer", self.customers, fields, "first_name last_name name number email")

    def _addresses(self) -> None:
        index = {id(p): k for k, p in enumerate(self.customers)}
        made: dict[int, Row] = {}
        part = lambda name: lambda p: made.setdefault(id(p), self.cast.address(p))[name]  # noqa: E731
        kind = lambda _: self.words[self.rng.choice(["delivery_address", "billing_address"])]  # noqa: E731
        fields = [
            ("customer", "customer", "link:customer", lambda p: index[id(p)], 0.6), ("kind", "category", "text", kind, 0.5),
            ("recipient", "recipient", "text", lambda p: self.cast.name(p)), ("street", "street", "text", part("street")),
            ("unit", "address", "text", part("unit"), 0.3), ("postcode", "postcode", "text", part("postcode")),
            ("city", "city", "text", part("city")), ("country", "country", "text", part("country"), 0.7),
            ("phone", "phone", "text", self._typed("PHONE"), 0.5),
        ]  # fmt: skip
        self._add("address", "address", self.customers[:40], fields, "street city")
        self.table["address"]["plural"] = self.words["addresses"]

    def _orders(self) -> None:
        cast, index = self.cast, {id(p): k for k, p in enumerate(self.customers)}
        number = {k: n for k, n in enumerate(self.numbers)}
        of = lambda form: lambda k: cast.value(form, self.orders[k])  # noqa: E731
        paid = lambda k: cast.value("PAYMENT_CARD", self.orders[k], masked=True)  # noqa: E731
        fields = [
            ("number", "order_number", "text", lambda k: number[k]),
            ("customer", "customer", "link:customer", lambda k: index[id(self.orders[k])]),
            ("email", "email", "text", of("EMAIL"), 0.3), ("phone", "phone", "text", of("PHONE"), 0.25),
            ("date", "date", "datetime", self._moment), ("total", "total", "text", self._money),
            ("status", "status", "choice", self._status), ("payment", "payment", "text", paid, 0.4),
            ("tracking", "tracking", "text", of("TRACKING_NUMBER"), 0.5),
            ("delivery", "delivery_address", "text", lambda k: cast.address_line(self.orders[k]), 0.5),
            ("branch", "branch", "text", lambda _: self.rng.choice(self.branches).branch, 0.3),
            ("assigned", self.rng.choice(["assigned", "created_by"]), "link:employee", self._any_staff, 0.45),
            ("notes", "notes", "long", lambda k: self._note(self.orders[k]), 0.5),
        ]  # fmt: skip
        self._add("orders", "order", range(len(self.orders)), fields, "number")

    def _products(self) -> None:
        cast = self.cast
        self.goods = [(cast.content.sku(), cast.content.product()) for _ in range(self.rng.randint(20, 70))]
        fields = [
            ("sku", "SKU", "text", lambda g: g[0]), ("name", "name", "text", lambda g: g[1]),
            ("category", "category", "text", lambda _: cast.content.text("{departments}"), 0.8),
            ("price", "price", "text", self._money), ("stock", "stock", "int", self._number(300)),
            ("active", "active", "bool", self._yes, 0.6), ("created", "created", "date", self._day, 0.4),
            ("ean", "EAN", "text", lambda _: cast.content.ean(), 0.4),
        ]  # fmt: skip
        self._add("product", "product", self.goods, fields, "name")

    def _items(self) -> None:
        rows = [(k, g) for k in range(len(self.orders)) for g in self.rng.sample(self.goods, self.rng.randint(1, 5))]
        fields = [
            ("order", "order", "link:orders", lambda r: r[0]), ("product", "product", "text", lambda r: r[1][1]),
            ("sku", "SKU", "text", lambda r: r[1][0], 0.5), ("quantity", "quantity", "int", lambda _: self.rng.randint(1, 6)),
            ("price", "price", "text", self._money),
        ]  # fmt: skip
        self._add("item", "product", rows, fields, "product")
        self.table["item"] |= {"inline": "orders", "plural": f"{self.words['products']} ({self.words['orders']})"}

    def _suppliers(self) -> None:
        cast = self.cast
        name = lambda s: marked(s.name, "PERSON_NAME", "business", cast.owner(s))  # noqa: E731
        contacts = {id(s): cast.person("business") for s in self.suppliers}
        fields = [
            ("name", "name", "text", name), ("contact", "contact", "text", lambda s: cast.name(contacts[id(s)]), 0.7),
            ("email", "email", "text", self._typed("EMAIL")), ("phone", "phone", "text", self._typed("PHONE"), 0.8),
            *self._where(0.7), ("vat", "vat", "text", self._typed("NATIONAL_ID"), 0.4),
            ("account", "account", "text", self._typed("BANK_ACCOUNT"), 0.3), ("active", "active", "bool", self._yes, 0.4),
        ]  # fmt: skip
        self._add("supplier", "supplier", self.suppliers, fields, "name")

    def _branches(self) -> None:
        fields = [
            ("name", "name", "text", lambda s: s.branch), *self._where(1.0), ("phone", "phone", "text", self._typed("PHONE")),
            ("email", "email", "text", self._typed("EMAIL"), 0.6), ("manager", "contact", "link:employee", self._any_staff, 0.6),
        ]  # fmt: skip
        self._add("branch", "branch", self.branches, fields, "name")

    def _messages(self) -> None:
        cast = self.cast
        topics = [cast.content.phrase() if cast.base == self.language else self.words["order"] for _ in range(20)]
        index = {id(p): k for k, p in enumerate(self.customers)}
        sender = self.rng.random() < 0.5
        who = ("name", "customer", "text", cast.name) if sender else ("customer", "customer", "link:customer", lambda p: index[id(p)])
        fields = [
            ("topic", "topic", "text", lambda _: self.rng.choice(topics)), who,
            ("email", "email", "text", self._typed("EMAIL"), 0.5),
            ("text", "text", "long", lambda p: cast.says(p, self.rng.choice(self.staff))), ("date", "date", "datetime", self._moment),
            ("assigned", "assigned", "link:employee", self._any_staff, 0.7), ("status", "status", "choice", self._status, 0.8),
        ]  # fmt: skip
        rows = [self.rng.choice(self.customers) for _ in range(self.rng.randint(8, 30))]
        self._add("message", "message", rows, fields, "topic")
        if self.rng.random() < 0.5:
            self.table["message"]["list"] += ["text"]

    def _returns(self) -> None:
        fields = [
            ("order", "order", "link:orders", lambda k: k),
            ("customer", "customer", "text", lambda k: self.cast.name(self.orders[k]), 0.5),
            ("reason", "reason", "text", lambda _: self.cast.content.text("{reasons}")), ("date", "date", "date", self._day),
            ("amount", "amount", "text", self._money), ("account", "account", "text", lambda k: self.cast.value("BANK_ACCOUNT", self.orders[k]), 0.3),
            ("created_by", "created_by", "link:employee", self._any_staff, 0.6),
        ]  # fmt: skip
        rows = self.rng.sample(range(len(self.orders)), k=self.rng.choice([0, 5, 15]))
        self._add("returns", "return", rows, fields, "reason")

    def _invoices(self) -> None:
        cast = self.cast
        fields = [
            ("number", "invoice_number", "text", lambda k: cast.value("ORDER_ID", self.orders[k])),
            ("name", "customer", "text", lambda k: cast.customer_name(self.orders[k])),
            ("billing", "billing_address", "text", lambda k: cast.address_line(self.orders[k]), 0.6),
            ("date", "date", "date", self._day), ("due", "due", "date", self._day), ("amount", "amount", "text", self._money),
            ("status", "status", "choice", self._status), ("account", "account", "text", lambda k: cast.value("BANK_ACCOUNT", self.orders[k]), 0.2),
        ]  # fmt: skip
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

    def _users(self) -> None:
        """A list of users that does not say whether they are customers or staff."""
        people = [self.cast.person("unknown") for _ in range(self.rng.randint(5, 25))]
        fields = [
            ("username", "username", "text", lambda p: self.cast.mark(p.username, "USERNAME", p), 0.7),
            ("email", "email", "text", self._typed("EMAIL")), *self._names(), ("active", "active", "bool", self._yes, 0.6),
            ("created", "created", "datetime", self._moment, 0.6),
        ]  # fmt: skip
        self._add("account", "user", people, fields, "username email")

    def _history(self) -> list[Row]:
        """What staff did: (staff, table, row, kind)."""
        found = []
        for _ in range(40):
            table = self.rng.choice([t for t in self.table.values() if t["rows"]])
            row = self.rng.randrange(len(table["rows"]))
            found.append({"staff": self._any_staff(), "table": table["key"], "row": row, "kind": self.rng.randint(1, 3), "when": self._moment()})
        return found


