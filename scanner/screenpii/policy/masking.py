"""How much of a value is hidden, and the one place where values are masked for output.

Masks are judged by the characters that stand for hidden ones. Dots, stars, bars, blur and mosaic that an engine finds
in the pixels alone are put into the text by it (`imaging/masks.py`, `imaging/covers.py`). A value without any counts
as masked only by its words or form: "ending in 4242", "J. D.". When in doubt it is not masked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from screenpii.lexicon.masks import ENDINGS, runs
from screenpii.lexicon.names import PARTICLES, SUFFIXES, TITLES
from screenpii.types import SECRET, Masking

BULLET = "•"  # character for a hidden one in previews
_ENDING_DIGITS = re.compile(r"\D{0,60}(\d{2,5})\s{0,9}")  # nothing of a number but its last digits
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){2,4}|[^\W\d_]\.? [^\W\d_]\.?")
_WORD = re.compile(r"[^\W_]+")
# readable characters of a fully masked value: BIN and last four of a card, street or town of an address
MAX_READABLE_CHARS = {
    "PAYMENT_CARD": 12,
    "EMAIL": 4,
    "POSTAL_ADDRESS": 12,
    "PERSON_NAME": 8,
    "CARD_CVV": 0,
    "CREDENTIAL": 0,
}
MAX_READABLE_CHARS_OF_OTHERS = 6  # readable characters of a fully masked value of any other type
MAX_ISSUER_DIGITS = 8  # leading digits of a card that name its issuer (ISO/IEC 7812-1); the next one is the account's
# types that are often shown by their last digits alone
ENDING_TYPES = frozenset({"PAYMENT_CARD", "BANK_ACCOUNT", "LOYALTY_ID"})


def masking_of(kind: str, text: str) -> Masking:
    """How many readable letters and digits are before, after and between hidden ones; `none` without any mask.

    `full`: the readable part identifies nobody; `partial`: it does.
    """
    hidden = runs(text)
    if not hidden:
        return _unmasked(kind, text)
    leading = _count(text[: hidden[0][0]])
    trailing = _count(text[hidden[-1][1] :])
    middle = sum(_count(text[before[1] : after[0]]) for before, after in pairwise(hidden))
    tells = _tells(kind, text, hidden) or (kind == "PAYMENT_CARD" and leading > MAX_ISSUER_DIGITS)
    return Masking("partial" if tells else "full", leading, trailing, middle)


def _unmasked(kind: str, text: str) -> Masking:
    """Values that are cut down to their end or to initials, as the words or the form say."""
    end = _ENDING_DIGITS.fullmatch(text)
    if kind in ENDING_TYPES and end and (kind == "PAYMENT_CARD" or ENDINGS.search(text)):
        return Masking("full", 0, len(end[1]))
    if kind == "PERSON_NAME" and _INITIALS.fullmatch(text.strip()):
        return Masking("full", _count(text), 0)
    return Masking("none")


def _tells(kind: str, text: str, hidden: Sequence[tuple[int, int]]) -> bool:
    """Whether the readable part of a masked value identifies a person."""
    shown = list(text)
    for start, end in hidden:
        shown[start:end] = " " * (end - start)
    if kind == "EMAIL" and "@" in text:  # only the mailbox identifies somebody; a provider has many users
        mailbox = text.partition("@")[0]
        shown = shown[: len(mailbox)] if runs(mailbox) else shown
    left = "".join(shown)
    if kind == "PERSON_NAME" and _last_name_shows(text, left):
        return True
    return _count(left) > MAX_READABLE_CHARS.get(kind, MAX_READABLE_CHARS_OF_OTHERS)


def _last_name_shows(text: str, left: str) -> bool:
    """Whether the last name can be read in full; a first name alone identifies nobody.

    It is the last word of the name, titles and suffixes aside, or the first before a comma.
    """
    words = [
        m for m in re.finditer(r"\S+", text) if m.group().strip(".,").casefold() not in SUFFIXES | TITLES | PARTICLES
    ]
    if len(words) < 2:
        return False
    last = words[0] if words[0].group().endswith(",") else words[-1]
    letters, shown = (part[last.start() : last.end()].strip(" ,.") for part in (text, left))
    return len(letters) >= 2 and shown == letters and bool(_WORD.fullmatch(letters))


def _count(text: str) -> int:
    return sum(c.isalnum() for c in text)


def preview(kind: str, text: str) -> str:
    """The preview of a text: first characters or last digits only; nothing of a card's security code."""
    if kind in SECRET:
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
