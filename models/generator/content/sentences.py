"""Running text: sentences, greetings, signatures and log lines, with the values of persons marked in them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from models.generator.content.owners import Owner, Person
from models.generator.content.patterns import words
from models.generator.run import Piece, Run

if TYPE_CHECKING:
    from models.generator.content.content import Content

_SLOT = re.compile(r"\{(\w+)\}")
TYPES = {
    "email": "EMAIL", "phone": "PHONE", "order": "ORDER_ID", "tracking": "TRACKING_NUMBER", "loyalty": "LOYALTY_ID",
    "card": "PAYMENT_CARD", "pan": "PAYMENT_CARD", "expiry": "CARD_EXPIRY", "cvv": "CARD_CVV",
    "iban": "BANK_ACCOUNT", "dob": "DATE_OF_BIRTH",
    "identity": "NATIONAL_ID", "plate": "VEHICLE_PLATE", "username": "USERNAME", "ip": "IP_ADDRESS",
    "secret": "CREDENTIAL", "geo": "GEO_LOCATION",
}  # fmt: skip
NAMES = {"name": "", "first": "given", "titled": "title family", "full": "full"}
OF_A_CUSTOMER = (*TYPES, *NAMES, "address", "last4")
OF_STAFF = ("staff", "staff_first", "staff_email", "staff_phone")
OF_STORE = ("store", "store_address", "store_phone", "store_email")


class Sentences:
    """Fills the patterns of `sentences_*.yaml`: slots of persons, of the business, and plain ones."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.patterns = words(f"sentences_{content.language}")

    @property
    def rng(self) -> random.Random:
        return self.content.rng

    def sentence(self, owners: Sequence[Owner]) -> Run:
        """A sentence whose slots the owners can fill."""
        kinds = ["plain"]
        customers = [o for o in owners if o.subject in ("customer", "unknown")]
        if customers:
            kinds += ["customer"] * 5
        if any(o.subject == "associate" for o in owners):
            kinds += ["staff"] * 3
            kinds += ["both"] * 2 if customers else []
        return self.say(self.rng.choice(kinds), owners)

    def say(self, kind: str, owners: Sequence[Owner]) -> Run:
        """A pattern of that kind, filled."""
        return self.fill(str(self.rng.choice(self.patterns[kind])), owners)

    def signature(self, owner: Owner) -> list[Run]:
        """The lines of a signature; an empty field leaves no line."""
        pattern = str(self.rng.choice(self.patterns["signatures"]))
        return [run for line in pattern.split(" | ") if (run := self.fill(line, (owner,)))]

    def fill(self, pattern: str, owners: Sequence[Owner]) -> Run:
        """The pattern with its slots filled by the owners' values."""
        pieces: list[Piece] = []
        end = 0
        chosen: dict[str, Owner | None] = {}
        for slot in _SLOT.finditer(pattern):
            pieces.append(Piece(pattern[end : slot.start()]))
            pieces += self._slot(slot[1], owners, chosen)
            end = slot.end()
        pieces.append(Piece(pattern[end:]))
        return tuple(_joined(pieces))

    def _slot(self, name: str, owners: Sequence[Owner], chosen: dict[str, Owner | None]) -> Run:
        content = self.content
        owner = self._owner(name, owners, chosen)
        bare = name.removeprefix("staff_").removeprefix("store_")
        if owner is None and (
            name in TYPES or name in NAMES or name in OF_STAFF or name in OF_STORE or name == "address"
        ):
            owner = (
                content.store() if name in OF_STORE else content.person("associate" if name in OF_STAFF else "customer")
            )
        if owner is None:
            return (Piece(content.sku() if name == "sku" else content.text("{" + name + "}")),)
        if bare == "last4":
            return (Piece(owner.card.number[-4:], "PAYMENT_CARD", owner.subject, masked=True),)
        if bare in TYPES:
            return content.value(TYPES[bare], owner, masked=bare == "card" and self.rng.random() < 0.6)  # type: ignore[arg-type]
        if bare == "address":
            return content.address_line(owner)
        if name == "store":
            return content.name(owner)
        form = NAMES.get(bare, "")
        if form == "given" and isinstance(owner, Person) and not owner.given:
            form = "family"
        return content.name(owner, form)

    def _owner(self, name: str, owners: Sequence[Owner], chosen: dict[str, Owner | None]) -> Owner | None:
        """The owner who fills the slot; the same one for all slots of his kind in the sentence."""
        if name in OF_STAFF:
            wanted: tuple[str, ...] = ("associate",)
        elif name in OF_STORE:
            wanted = ("business",)
        elif name in OF_A_CUSTOMER:
            wanted = ("customer", "unknown")
        else:
            return None
        if wanted[0] not in chosen:
            fitting = [o for o in owners if o.subject in wanted]
            mine = wanted[0] == "customer" and len(owners) == 1 and name not in ("order", "tracking")
            fitting = fitting or (list(owners) if mine else [])
            chosen[wanted[0]] = self.rng.choice(fitting) if fitting else None
        return chosen[wanted[0]]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Without empty pieces, and neighbours of no type as one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and not piece.type and not joined[-1].type:
            joined[-1] = replace(joined[-1], text=joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return joined
