"""Tables of people: staff, customers, addresses, suppliers, branches, users who may be anybody."""

from __future__ import annotations

from models.applications.marks import marked
from models.applications.schema import Schema


class People(Schema):
    """A shop with the tables of its people."""

    def _staff(self) -> None:
        role = lambda _: self.cast.content.text("{roles}")  # noqa: E731
        fields = [
            *self._names(),
            ("username", "username", "text", lambda p: self.cast.mark(p.username, "USERNAME", p), 0.7),
            ("email", "email", "text", self._typed("EMAIL")),
            ("phone", "phone", "text", self._typed("PHONE"), 0.7),
            ("role", "role", "text", role),
            ("branch", "branch", "text", lambda _: self.rng.choice(self.branches).branch, 0.6),
            ("last_login", "last_login", "datetime", self._moment, 0.7),
            ("active", "active", "bool", self._yes),
            ("birth", "birth", "text", self._typed("DATE_OF_BIRTH"), 0.15),
            ("account", "account", "text", self._typed("BANK_ACCOUNT"), 0.12),
        ]
        self._add("employee", "employee", self.staff, fields, "first_name last_name name username")

    def _customers(self) -> None:
        cast = self.cast
        names = self._names() if self.split else [("name", "name", "text", cast.customer_name)]
        company = lambda _: cast.content.company() if self.rng.random() < 0.3 else ""  # noqa: E731
        fields = [
            ("number", "customer_number", "text", self._typed("LOYALTY_ID"), 0.5),
            *names,
            ("company", "company", "text", company, 0.3),
            ("email", "email", "text", self._typed("EMAIL"), 0.9),
            ("phone", "phone", "text", self._typed("PHONE"), 0.8),
            ("mobile", "mobile", "text", self._typed("PHONE"), 0.2),
            *self._where(0.6),
            ("birth", "birth", "text", self._typed("DATE_OF_BIRTH"), 0.3),
            ("vat", "vat", "text", self._typed("NATIONAL_ID"), 0.12),
            ("account", "account", "text", self._typed("BANK_ACCOUNT"), 0.12),
            ("points", "points", "int", self._number(4000), 0.3),
            ("level", "level", "text", lambda _: cast.content.text("{segments}"), 0.4),
            ("assigned", "assigned", "link:employee", self._any_staff, 0.4),
            ("active", "active", "bool", self._yes, 0.5),
            ("created", "created", "datetime", self._moment, 0.7),
            ("notes", "notes", "long", self._note, 0.6),
        ]
        self._add("customer", "customer", self.customers, fields, "first_name last_name name number email")

    def _addresses(self) -> None:
        index = {id(p): k for k, p in enumerate(self.customers)}
        part = self._parts()
        kind = lambda _: self.words[self.rng.choice(["delivery_address", "billing_address"])]  # noqa: E731
        fields = [
            ("customer", "customer", "link:customer", lambda p: index[id(p)], 0.6),
            ("kind", "category", "text", kind, 0.5),
            ("recipient", "recipient", "text", lambda p: self.cast.name(p)),
            ("street", "street", "text", part("street")),
            ("unit", "address", "text", part("unit"), 0.3),
            ("postcode", "postcode", "text", part("postcode")),
            ("city", "city", "text", part("city")),
            ("country", "country", "text", part("country"), 0.7),
            ("phone", "phone", "text", self._typed("PHONE"), 0.5),
        ]
        self._add("address", "address", self.customers[:40], fields, "street city")
        self.table["address"]["plural"] = self.words["addresses"]

    def _suppliers(self) -> None:
        cast = self.cast
        name = lambda s: marked(s.name, "PERSON_NAME", "business", cast.owner(s))  # noqa: E731
        contacts = {id(s): cast.person("business") for s in self.suppliers}
        fields = [
            ("name", "name", "text", name),
            ("contact", "contact", "text", lambda s: cast.name(contacts[id(s)]), 0.7),
            ("email", "email", "text", self._typed("EMAIL")),
            ("phone", "phone", "text", self._typed("PHONE"), 0.8),
            *self._where(0.7),
            ("vat", "vat", "text", self._typed("NATIONAL_ID"), 0.4),
            ("account", "account", "text", self._typed("BANK_ACCOUNT"), 0.3),
            ("active", "active", "bool", self._yes, 0.4),
        ]
        self._add("supplier", "supplier", self.suppliers, fields, "name")

    def _branches(self) -> None:
        fields = [
            ("name", "name", "text", lambda s: s.branch),
            *self._where(1.0),
            ("phone", "phone", "text", self._typed("PHONE")),
            ("email", "email", "text", self._typed("EMAIL"), 0.6),
            ("manager", "contact", "link:employee", self._any_staff, 0.6),
        ]
        self._add("branch", "branch", self.branches, fields, "name")

    def _users(self) -> None:
        """A list of users that does not say whether they are customers or staff."""
        people = [self.cast.person("unknown") for _ in range(self.rng.randint(5, 25))]
        fields = [
            ("username", "username", "text", lambda p: self.cast.mark(p.username, "USERNAME", p), 0.7),
            ("email", "email", "text", self._typed("EMAIL")),
            *self._names(),
            ("active", "active", "bool", self._yes, 0.6),
            ("created", "created", "datetime", self._moment, 0.6),
        ]
        self._add("account", "user", people, fields, "username email")
