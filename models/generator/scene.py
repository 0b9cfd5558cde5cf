"""What the parts of one screen have in common: its people, whose data it shows, how much is masked, how it looks."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from models.generator.content import Content
from models.generator.content import Person as Person
from models.generator.content import Store as Store
from models.generator.flow import Column, Node, Spacer, Text
from models.generator.kinds import CUSTOMER_KINDS, TYPES, WITH_CARD_SHARES
from models.generator.partwords import PORTAL, USERS, WORDS
from models.generator.placeholders import EXAMPLES, placeholder
from models.generator.run import Piece, Run
from models.generator.theme import Theme

Owner: TypeAlias = Person | Store
BLANK_SHARE = 0.05  # share of records that are forms to be filled in, with examples in their fields


@dataclass(frozen=True, slots=True)
class Field:
    """A label and the lines of its value."""

    label: str
    lines: list[Run]
    type: str = ""


def say(text: str) -> Run:
    """Text that is nobody's data."""
    return (Piece(text),)


@dataclass(slots=True)
class Scene:
    """The state of one screen while its parts are made."""

    rng: random.Random
    content: Content
    theme: Theme
    kind: str
    policy: str  # expose | mixed | masked
    store: Store
    customers: list[Person]
    staff: list[Person]
    others: list[Owner]
    companies: dict[int, str]
    unlabelled: float
    empty: bool = False
    examples: bool = False  # of values, in the fields of an empty form
    portal: bool = False  # the shop's own pages for a customer, who is signed in
    hidden: dict[str, bool] = field(default_factory=dict)

    # ---- chance

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def pick(self, options: Sequence[Any]) -> Any:
        return self.rng.choice(options)

    # ---- people

    @property
    def about_customers(self) -> bool:
        return self.kind in CUSTOMER_KINDS

    @property
    def subject(self) -> str:
        """Whose data the records of this screen are; "" if nobody's."""
        if self.about_customers:
            return "customer"
        return {"staff": "associate", "logs": "associate", "settings": "business", "suppliers": "business",
                "users": "unknown"}.get(self.kind, "")  # fmt: skip

    def owner(self) -> Owner | None:
        """Whose record stands here; the first one most often, so that people recur."""
        pool = self.owners()
        if not pool:
            return None
        return pool[0] if self.chance(0.55) else self.pick(pool)

    def owners(self) -> Sequence[Owner]:
        if self.about_customers:
            return self.customers
        if self.subject == "associate":
            return self.staff
        return [self.store] if self.kind == "settings" else self.others if self.subject else []

    def another(self) -> Owner:
        """One more of the people that this screen is about."""
        if self.subject == "business":
            return self.content.store()
        return self.content.person(self.subject)

    def colleague(self) -> Person:
        return self.staff[0] if self.chance(0.4) else self.rng.choice(self.staff)

    def name(self, owner: Owner, form: str = "", masked: bool | None = None) -> Run:
        """The name of a person, of a customer's company, or of a shop (nobody's data)."""
        if isinstance(owner, Store):
            return say(owner.name)
        company = self.companies.get(id(owner))
        if company:
            return (Piece(company, "PERSON_NAME", "business"),)
        if masked is None:
            masked = self.policy == "masked" and self.hides("PERSON_NAME", owner)
        return self.content.value("PERSON_NAME", owner, True) if masked else self.content.name(owner, form)

    def name_cells(self, owner: Person) -> list[tuple[str, Run]]:
        """First and last name for two cells: one value; which they are stands before them."""
        cells = list(zip(("given", "family"), self.content.name_parts(owner), strict=True))
        return cells if self.chance(0.8) else cells[::-1]

    def subject_of(self, owner: Owner) -> str:
        return owner.subject if isinstance(owner, Person) else "business"

    def menu(self, count: int) -> list[str]:
        """Entries of a navigation."""
        if not self.portal or self.content.tongue:
            return self.content.menu(count)
        entries = PORTAL[self.content.language]
        return self.rng.sample(entries, min(count, len(entries)))

    # ---- values

    def masks(self, type: str) -> bool:
        """Whether values of this type are masked on this screen; the same everywhere on it, nearly."""
        if type not in self.hidden:
            odds = {"expose": 0.02, "mixed": 0.5, "masked": 0.93}[self.policy]
            if type in ("PAYMENT_CARD", "CARD_CVV", "CREDENTIAL", "BANK_ACCOUNT"):
                odds = max(odds, 0.65 if type != "BANK_ACCOUNT" else 0.25)
            if type in ("ORDER_ID", "TRACKING_NUMBER", "LOYALTY_ID"):
                odds *= 0.3
            if type == "PERSON_NAME":
                odds *= 0.5
            self.hidden[type] = self.chance(odds)
        return self.hidden[type] != self.chance(0.04 if self.policy == "mixed" else 0.0)

    def hides(self, type: str, owner: Owner) -> bool:
        """Whether this value is masked: customers' by the screen's policy, of others only what nobody should see."""
        theirs = isinstance(owner, Person) and owner.subject in ("customer", "unknown")
        return (theirs or type in ("PAYMENT_CARD", "CREDENTIAL")) and self.masks(type)

    def value(self, type: str, owner: Owner) -> Run:
        if type == "PERSON_NAME":
            return self.name(owner)
        return self.content.value(type, owner, self.hides(type, owner))

    def value_lines(self, type: str, owner: Owner, lines: float = 0.5) -> list[Run]:
        """A value; an address is one line, or with the probability `lines` several."""
        if type == "POSTAL_ADDRESS" and self.chance(lines):
            found = self.address(owner)
            return [self.name(owner), *found] if self.chance(0.12) else found
        return [self.value(type, owner)]

    def address(self, owner: Owner) -> list[Run]:
        """The lines of an address."""
        return self.content.address_lines(owner, self.hides("POSTAL_ADDRESS", owner))

    def address_cells(self, owner: Owner) -> dict[str, Run]:
        """An address in parts for cells or fields: beside a street its city and country belong to it."""
        return self.content.address_parts(owner)

    def fields(self, owner: Owner | None, count: int, plain: float = 0.35) -> list[Field]:
        """Fields of a record: the owner's data in some order, with fields between them that are nobody's."""
        subject = self.subject_of(owner) if owner else ""
        types = self.types(subject, count) if owner else []
        blank = self.empty or self.chance(BLANK_SHARE)
        found: list[Field] = []
        for _ in range(count):
            if not types or self.chance(plain):
                found.append(self.plain_field())
            elif owner:
                type = types.pop(0)
                label = self.label_of(type, owner)
                found.append(Field(label, self.shown(type, owner, blank), type))
        return found

    def shown(self, type: str, owner: Owner, blank: bool) -> list[Run]:
        """What a field shows of a value: the value, or in a blank form nothing or an example."""
        if not blank:
            return self.value_lines(type, owner)
        return [placeholder(self.rng, self.content.language, type)] if self.examples or not self.empty else [()]

    def types(self, subject: str, count: int) -> list[str]:
        """Types of the fields of a record, no type twice; card's codes only after a card."""
        odds = dict(TYPES.get(subject) or TYPES["customer"])
        found: list[str] = []
        while odds and len(found) < count:
            type = self.rng.choices(list(odds), list(odds.values()))[0]
            del odds[type]
            if type in found:
                continue
            if type in WITH_CARD_SHARES and "PAYMENT_CARD" not in found and self.chance(0.8):
                continue
            found.append(type)
            if type == "PAYMENT_CARD":
                found += [t for t, share in WITH_CARD_SHARES.items() if t in odds and self.chance(share)]
        if "PERSON_NAME" in found and self.chance(0.7):
            found.remove("PERSON_NAME")
            found.insert(0, "PERSON_NAME")
        return found

    def plain_field(self) -> Field:
        if self.chance(0.25):
            head, make = self.content.column()
            return Field(self.drop(head), [() if self.empty else say(make())])
        if self.chance(0.12) and not self.empty:
            return Field(self.label("PERSON_NAME", "associate"), [self.content.name(self.colleague())], "PERSON_NAME")
        if self.chance(0.03):  # help on what is to be entered
            type = self.pick(EXAMPLES)
            return Field(self.label(type, "customer"), [placeholder(self.rng, self.content.language, type)])
        label, value = self.content.plain()
        return Field(self.drop(label), [() if self.empty else say(value)])

    def decoy(self) -> str:
        """Words that look like somebody's name or number, and are not."""
        content = self.content
        makers: list[Callable[[], str]] = [
            content.product, content.product, content.company, content.brand, content.vehicle, content.place,
            content.phrase, content.invented, lambda: f"#{content.number(5)}", content.ean, content.sku, content.app,
        ]  # fmt: skip
        return str(self.pick(makers)())

    # ---- labels

    def head(self, slot: str) -> str:
        """The header of a column of one kind of cells (see Content.header); at times one that means nothing."""
        return self.drop(self.content.phrase() if self.chance(0.1) else self.content.header(slot))

    def label(self, type: str, subject: str = "customer") -> str:
        return self.drop(self.content.label(type, subject, self.unsaid(subject)))

    def label_of(self, type: str, owner: Owner) -> str:
        """A label for this owner's value; papers and accounts may have their national names."""
        national = type in ("NATIONAL_ID", "BANK_ACCOUNT")
        return self.drop(self.content.label_of(type, owner)) if national else self.label(type, self.subject_of(owner))

    def unsaid(self, subject: str) -> float:
        """How often a label does not say whose the value is; never that of staff among others' data."""
        if subject == "business" == self.subject:
            return 0.7
        return 0.0 if subject == "associate" != self.subject else 0.4

    def heading(self, type: str, subject: str = "customer") -> str:
        return self.drop(self.content.heading(type, subject, self.unsaid(subject)))

    def part_label(self, part: str) -> str:
        """The label of a part of a name or an address."""
        if self.content.tongue:
            return self.label("PERSON_NAME" if part in ("given", "family") else "POSTAL_ADDRESS")
        return self.drop(str(self.pick(WORDS[self.content.language][part])))

    def drop(self, label: str) -> str:
        """On some screens labels are missing, or are words that nobody knows."""
        if not self.chance(self.unlabelled):
            return label
        if self.chance(0.5):
            return ""
        return self.content.invented()

    def cased(self, label: str) -> str:
        case = self.theme.label_case
        return label.upper() if case == "upper" else label.lower() if case == "lower" else (
            label.title() if case == "title" else label
        )  # fmt: skip

    def topic(self) -> str:
        """A heading that says what the screen is about."""
        if self.kind == "users" and not self.content.tongue:
            return str(self.pick(USERS[self.content.language]))
        return self.content.title(self.kind)

    # ---- nodes

    def gap(self, times: float = 1.0) -> float:
        return 8.0 * self.theme.air * times  # pixels between things

    def text(self, what: str | Run, ratio: float = 1.0, bold: bool = False, **more: Any) -> Text:
        run = say(what) if isinstance(what, str) else what
        more.setdefault("leading", self.theme.leading)
        return Text(run, self.theme.size * ratio, bold, **more)

    def tag(self, label: str, **more: Any) -> Text:
        """A label as the theme sets it, without colon."""
        return self.text(self.cased(label), self.theme.label_size, self.theme.label_bold, **more)

    def title(self, what: str | Run, ratio: float = 1.0, **more: Any) -> Text:
        return self.text(what, 1 + (self.theme.title_size - 1) * ratio, self.chance(0.7), leading=1.3, **more)

    def stack(self, lines: Sequence[str | Run], ratio: float = 1.0, **more: Any) -> Node:
        """Lines closely under one another, as one text that breaks."""
        nodes: list[Node] = [self.text(line, ratio, **more) for line in lines if line]
        return Column(nodes, 0.0, more.get("align", "left")) if nodes else Spacer(10.0, self.theme.size * 1.3)
