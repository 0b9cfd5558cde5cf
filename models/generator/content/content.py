"""Everything that a screen says, in one language, from one seeded generator."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from models.generator.content import addresses, making, masks, names, styles, tongues
from models.generator.content.goods import Goods
from models.generator.content.owners import Owner, Person, Store
from models.generator.content.patterns import some, words
from models.generator.content.sentences import Sentences
from models.generator.content.values import Values
from models.generator.run import Piece, Run

BAIT_SHARE = 0.18  # share of plain labels whose numbers look personal
PHRASE_SHARE = 0.25  # share of an interface's words that are put together at random


class Content:
    """The words and values of one screen; the same seed gives the same content.

    `language`: en de fr es pt it nl; `tongue`: another one, for labels and menus alone (`tongues.py`). One content
    stands for one system: its dates, amounts and numbers look alike.
    """

    def __init__(self, rng: random.Random, language: str, tongue: str = "") -> None:
        self.rng, self.language, self.tongue = rng, language, tongue
        self.habits = styles.habits(rng, language, tongue)
        self.home = self.habits.home
        self._values = Values(rng, self.habits)
        self._goods = Goods(rng, self.habits)
        self._sentences = Sentences(self)
        self._screen = tongues.screen(tongue) if tongue else words(f"screen_{language}")
        self._labels = tongues.labels(tongue) if tongue else words(f"labels_{language}")
        self._forms = {
            subject: names.habit(rng, subject) for subject in ("customer", "associate", "unknown", "business")
        }
        self._groups = 0
        self._domain = ""

    def next_group(self) -> int:
        """A number for pieces that are parts of one value."""
        self._groups += 1
        return self._groups

    # Owners

    def person(self, subject: str = "customer") -> Person:
        """A new person; six of ten from the language's countries."""
        if not self._domain:
            self._domain = self.store().email.split("@")[1]
        return making.person(self.rng, self.habits, subject, self._domain)

    def store(self) -> Store:
        """A new business: shop, branch or supplier."""
        return making.store(self.rng, self.habits, self._goods.store_name(), self._goods.branch())

    # Values of owners

    def value(self, type: str, owner: Person | Store, masked: bool = False) -> Run:
        """A value of the type on one line; what is not part of it stands in pieces without type."""
        if type == "PERSON_NAME":
            return self._masked_name(owner) if masked else self.name(owner)
        if type == "POSTAL_ADDRESS":
            run = self.address_line(owner)
            return tuple(self._hidden(piece) for piece in run) if masked else run
        return self._values.run(type, owner, masked)

    def name(self, owner: Owner, form: str = "") -> Run:
        """The name in a form of `names.CUSTOMER` or `names.STAFF`, at random when empty; a store's has no type."""
        if not isinstance(owner, Person):
            return (Piece(owner.name if isinstance(owner, Store) else owner.username, "", "business"),)
        usual = self._forms[owner.subject] if self.rng.random() < 0.6 else ""
        form = form or usual or names.form_of(self.rng, owner)
        before, name, after = names.written(self.rng, owner, form, self.language)
        run = (Piece(before), Piece(name, "PERSON_NAME", owner.subject), Piece(after))
        return tuple(piece for piece in run if piece.text)

    def name_parts(self, owner: Person) -> tuple[Run, Run]:
        """Given and family name for two cells or fields; one group. Who has one name leaves the other cell empty."""
        group = self.next_group()
        upper = self.rng.random() < 0.1
        parts = [t.upper() if upper else t for t in (owner.given, owner.family)]
        given, family = ((Piece(t, "PERSON_NAME", owner.subject, group=group),) if t else () for t in parts)
        return given, family

    def address_lines(self, owner: Owner, masked: bool = False) -> list[Run]:
        """The address as a block of one to five lines, all in one group."""
        rng, address, style = self.rng, owner.address, self._address_style()
        lines = addresses.head(address, style) + addresses.tail(rng, address, style)
        if rng.random() < 0.3:
            name = addresses.country_name(rng, address.country)
            lines.append(name.upper() if rng.random() < 0.3 else name)
        if rng.random() < 0.08:
            lines = [line.upper() for line in lines]
        lines = masks.lines(self._values.style("POSTAL_ADDRESS"), lines, self.habits.dot) if masked else lines
        group = self.next_group()
        return [(Piece(line, "POSTAL_ADDRESS", owner.subject, masked, group),) for line in lines]

    def address_line(self, owner: Owner) -> Run:
        """The address on one line: whole, or its street, its postcode, its city with the postcode alone."""
        rng, address, style = self.rng, owner.address, self._address_style()
        head, tail = addresses.head(address, style), addresses.tail(rng, address, style)
        roll = rng.random()
        if roll < 0.14:
            parts = head[-1:]
        elif roll < 0.16:
            parts = [address.postcode or address.city]
        elif roll < 0.29:
            parts = [addresses.town(rng, address)]
        elif roll < 0.36:
            parts = [head[-1], address.city]
        else:
            parts = head + tail + ([addresses.country_name(rng, address.country)] if rng.random() < 0.25 else [])
        link = rng.choices([", ", " - ", " ", " · ", " / ", "; "], [80, 5, 8, 3, 2, 2])[0]
        text = link.join(part.strip(" ,") for part in parts if part.strip(" ,"))
        text = text.upper() if rng.random() < 0.06 else text.lower() if rng.random() < 0.015 else text
        return (Piece(text, "POSTAL_ADDRESS", owner.subject),)

    def address_parts(self, owner: Owner) -> dict[str, Run]:
        """The address for several cells or fields: street, unit, city, region, postcode, country; one group."""
        address, group = owner.address, self.next_group()
        parts = {"street": address.street, "unit": address.unit, "city": address.city, "region": address.region}
        parts |= {"postcode": address.postcode, "country": addresses.country_name(self.rng, address.country)}
        return {k: (Piece(t, "POSTAL_ADDRESS", owner.subject, group=group),) if t else () for k, t in parts.items()}

    def _address_style(self) -> int:
        return self.habits.address if self.rng.random() < 0.8 else self.rng.randrange(60)

    def _masked_name(self, owner: Owner) -> Run:
        run = self.name(owner, "full")
        text = names.hidden(self._values.style("PERSON_NAME"), run[0].text, self.habits.dot)
        return (replace(run[0], text=text, masked=bool(run[0].type)),) if run[0].type else run

    def _hidden(self, piece: Piece) -> Piece:
        text = masks.lines(self._values.style("POSTAL_ADDRESS"), [piece.text], self.habits.dot)[0]
        return replace(piece, text=text, masked=True) if piece.type else piece

    # Labels

    def label(self, type: str, subject: str = "customer", plain: float = 0.4) -> str:
        """Label words for a field of that type; with the probability `plain` such as do not say whose it is."""
        entry = self._labels[type]
        own = entry.get(subject, [])
        return str(self.rng.choice(own if own and self.rng.random() >= plain else entry["any"] or own))

    def label_of(self, type: str, owner: Owner) -> str:
        """A label for this owner's value: at times the national name of his document, number or account."""
        kinds = {"NATIONAL_ID": owner.identity[0], "BANK_ACCOUNT": owner.account[0].replace("account", "")}
        kind = kinds.get(type, "")
        return kind if kind and self.rng.random() < 0.4 else self.label(type, owner.subject)

    def heading(self, type: str, subject: str = "customer", plain: float = 0.4) -> str:
        """The same for the header of a column; short."""
        for _ in range(12):
            text = self.label(type, subject, plain)
            if len(text) <= 14:
                break
        return text

    def plain(self) -> tuple[str, str]:
        """A label and a value that are no personal data."""
        entries = self._plain_entries("plain")
        label = self.rng.choice(list(entries))
        value = self.text(self.rng.choice(entries[label]))
        told = entries is self._screen["plain"]
        return self.phrase() if told and self.rng.random() < PHRASE_SHARE else label, value

    def tell(self, told: bool) -> None:
        """Whether what is made from now on stands under a label: without one no number passes for a card's."""
        self._goods.told = told

    def remark(self) -> str:
        """A value without its label that is no personal data, and has nobody's form."""
        value = self.rng.choice(self._screen["plain"][self.rng.choice(list(self._screen["plain"]))])
        return self.text(str(value).replace("{sku}", "{article}").replace("{imei}", "{serial}"))

    def column(self) -> tuple[str, Callable[[], str]]:
        """A column's header and the maker of its cells; no personal data."""
        entries = self._plain_entries("columns")
        header = self.rng.choice(list(entries))
        cells = entries[header]
        return header, lambda: self.text(self.rng.choice(cells))

    def _plain_entries(self, form: str) -> Mapping[str, Sequence[str]]:
        """Labels and what stands under them; at times those of numbers that look like personal ones."""
        found: Mapping[str, Sequence[str]] = (
            words("bait")[self.language] if self.rng.random() < BAIT_SHARE and not self.tongue else self._screen[form]
        )
        return found

    def bare_head(self) -> str:
        """The header of a column that does not say what is under it."""
        return str(self.rng.choice(words("bait")["heads"]))

    def machine_line(self, owner: Owner) -> Run:
        """What a program writes about an owner, or about nobody."""
        return self._sentences.fill(str(self.rng.choice(words("bait")["lines"])), (owner,))

    def header(self, slot: str) -> str:
        """A column's header for cells of one kind: product, sku, ean, brand, quantity, money, date, place ..."""
        columns = self._screen["columns"]
        fitting = [head for head, cells in columns.items() if any(f"{{{slot}}}" in str(cell) for cell in cells)]
        return str(self.rng.choice(fitting or list(columns)))

    def phrase(self) -> str:
        """Words of an interface that mean nobody: "Abandoned Carts", "Quick Search"."""
        return tongues.phrase(self.rng, self.tongue) if self.tongue else self._goods.phrase()

    def title(self, kind: str) -> str:
        """The heading of a page or card of that kind."""
        return self.text(self.rng.choice(self._screen["titles"][kind]))

    def menu(self, count: int) -> list[str]:
        """Entries of a navigation."""
        return self._phrased(some(self.rng, self._screen["menu"], count))

    def tabs(self, count: int) -> list[str]:
        """Names of tabs."""
        return self._phrased(some(self.rng, self._screen["tabs"], count))

    def buttons(self, count: int) -> list[str]:
        """Texts of buttons."""
        return self._phrased(some(self.rng, self._screen["buttons"], count))

    def _phrased(self, entries: list[str]) -> list[str]:
        found: list[str] = []
        for entry in entries:
            phrase = self.phrase() if self.rng.random() < PHRASE_SHARE else entry
            found.append(entry if phrase in found else phrase)
        return found

    # Things that are no personal data

    def text(self, template: str) -> str:
        """A template of plain slots, filled: `{date} {time}`, `{money}`, `{n3}`, `{product}` ..."""
        return self._goods.text(str(template))

    def product(self) -> str:
        return self._goods.product()

    def company(self) -> str:
        return self._goods.company()

    def brand(self) -> str:
        return self._goods.brand()

    def vehicle(self) -> str:
        return self._goods.vehicle()

    def place(self) -> str:
        return self._goods.place()

    def app(self) -> str:
        return self._goods.app()

    def invented(self) -> str:
        return self._goods.invented()

    def money(self) -> str:
        return styles.amount(self.rng, self.habits)

    def date(self) -> str:
        return self.text("{date}")

    def time(self) -> str:
        return self.text("{time}")

    def number(self, digits: int) -> str:
        return self.text(f"{{n{digits}}}")

    def sku(self, alike: bool = False) -> str:
        return self._goods.sku(alike)

    def ean(self) -> str:
        return self._goods.ean()

    # Running text

    def sentence(self, *owners: Owner) -> Run:
        """A sentence of a chat, note, ticket, mail or log, at times with values of the owners in it."""
        return self._sentences.sentence(owners)

    def greeting(self, owner: Owner) -> Run:
        """Hello Anna, Dear Mr. Smith: ..."""
        return self._sentences.say("greetings", (owner,))

    def signature(self, owner: Owner) -> list[Run]:
        """The end of a mail or chat, on one to five lines."""
        return self._sentences.signature(owner)

    def log_line(self, staff: Owner) -> Run:
        """What a person of the staff did: "10:42 Order 4711 picked by Dana W."."""
        return self._sentences.say("logs", (staff,))
