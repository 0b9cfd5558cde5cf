"""How the tables of a shop are built: fields that may be there or not, columns of lists, names of rows."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from models.applications.cast import Cast, labels
from models.generator.content import Person

Row = dict[str, Any]
Maker = Callable[[Any], Any]
STATUSES = ("new", "paid", "shipped", "cancelled", "open")


class Schema:
    """The people of a shop and its tables, as far as they are made; `split`: names and addresses are in parts."""

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
            "fields": [
                {"key": f[0], "label": self._label(f[1]), "kind": f[2].split(":")[0], **self._more(f[2])} for f in kept
            ],
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
        part = self._parts()
        country = [("country", "country", "text", part("country"))] if self.rng.random() < 0.6 else []
        parts = [("street", "street", "text", part("street")), ("postcode", "postcode", "text", part("postcode"))]
        city: tuple[Any, ...] = ("city", "city", "text", part("city"))
        return [parts[0], *([city, parts[1]] if self.rng.random() < 0.4 else [parts[1], city]), *country]

    def _parts(self) -> Callable[[str], Maker]:
        """Makers of the parts of addresses; those of one owner belong together."""
        made: dict[int, Row] = {}

        def part(name: str) -> Maker:
            return lambda of: made.setdefault(id(of), self.cast.address(of))[name]

        return part
