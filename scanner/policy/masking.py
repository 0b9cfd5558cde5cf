"""How much of a value is hidden, and the one place where values are masked for output."""

from __future__ import annotations

import re

from scanner.lexicon.masks import runs
from scanner.types import Masking

BULLET = "•"
_ENDING = re.compile(r"\D{0,60}\d{2,5}\s*$")


def masking_of(kind: str, text: str) -> Masking:
    """How many letters and digits lead and trail the hidden part; `none` without positive evidence of a mask."""
    hidden = runs(text)
    if kind == "PAYMENT_CARD" and not hidden and _ENDING.fullmatch(text):
        return Masking("full", 0, sum(c.isdigit() for c in text))
    if not hidden:
        return Masking("none")
    leading = sum(c.isalnum() for c in text[: hidden[0][0]])
    trailing = sum(c.isalnum() for c in text[hidden[-1][1] :])
    mailbox, at, _ = text.partition("@")  # of an e-mail address it says whose it is; a provider has many customers
    telling = mailbox if kind == "EMAIL" and at and runs(mailbox) else text
    return Masking("full" if _readable(telling) <= _allowed(kind) else "partial", leading, trailing)


def _readable(text: str) -> int:
    """How many letters and digits are not hidden."""
    hidden = {k for start, end in runs(text) for k in range(start, end)}
    return sum(c.isalnum() for k, c in enumerate(text) if k not in hidden)


def _allowed(kind: str) -> int:
    """Readable characters that still give nobody away: BIN and last four of a card, the ends of a mailbox's name."""
    return {"PAYMENT_CARD": 12, "EMAIL": 4, "POSTAL_ADDRESS": 12, "CARD_CVV": 0, "CREDENTIAL": 0}.get(kind, 6)


def preview(kind: str, text: str) -> str:
    """The value as every output may show it: first characters or last digits only; a card's code not at all."""
    if kind in ("CARD_CVV", "CREDENTIAL"):
        return BULLET * 3
    if kind == "EMAIL" and "@" in text:
        name, _, domain = text.partition("@")
        return f"{_first(name)}@{_first(domain)}{domain[domain.rfind('.') :] if '.' in domain[-8:] else ''}"
    if kind in ("PERSON_NAME", "USERNAME", "POSTAL_ADDRESS"):
        words = text.split()
        return " ".join(_first(w) for w in words[:3]) + (" …" if len(words) > 3 else "")
    kept = [c for c in text if c.isalnum()]
    tail = 4 if len(kept) >= 12 else 2 if len(kept) >= 6 else 0
    return f"{BULLET * 4} {''.join(kept[-tail:])}" if tail else BULLET * 4


def _first(word: str) -> str:
    start = next((c for c in word if c.isalnum()), "")
    return start + BULLET * 3
