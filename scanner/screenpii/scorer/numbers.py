"""Evidence about numbers: the form that a number is or is part of, and words around it that name something."""

from __future__ import annotations

from collections.abc import Iterator

from screenpii.context import Context
from screenpii.lexicon.cards import ends_in_gs1, is_card
from screenpii.lexicon.labels import lexicon
from screenpii.lexicon.shapes import matters_before, matters_in, matters_on, shape_at
from screenpii.types import Candidate, Field

# types whose values are numbers
NUMBER_TYPES = frozenset(
    "PHONE ORDER_ID LOYALTY_ID TRACKING_NUMBER PAYMENT_CARD CARD_EXPIRY CARD_CVV BANK_ACCOUNT NATIONAL_ID IP_ADDRESS "
    "DATE_OF_BIRTH".split()
)
# matters of the lexicon whose numbers are no cards
NON_CARD_MATTERS = frozenset(("version", "counter", "goods", "carrier"))
# types whose labels outweigh a card's check digit
LABELLED_TYPES = frozenset(("TRACKING_NUMBER", "LOYALTY_ID", "BANK_ACCOUNT", "NATIONAL_ID", "PHONE"))
MAX_CHARS_BEFORE = 40  # characters before a number that are searched for what it is
MAX_NEIGHBOUR_CHARS = 60  # characters of a neighbour, a header or a label that are searched for it


def shown(context: Context, c: Candidate, line: int | None, fields: tuple[Field, ...]) -> Iterator[str]:
    """Evidence for a candidate that is a number: its form, the words before, left of and above it."""
    if line is None or c.type not in NUMBER_TYPES:
        return
    text, (start, end) = context.page.text, context.page.spans[line]
    shape = shape_at(text[start:end], c.start - start, min(c.end, end) - start)
    if shape:
        inside = start + shape.start < c.start or start + shape.end > c.end
        yield f"shape:{shape.name}"
        yield f"shape:{shape.name}&{'cutout' if inside else 'entire'}"
    found = [*_before(text[max(start, c.start - MAX_CHARS_BEFORE) : c.start], c.type)]
    found += [f"around:{m}" for m in dict.fromkeys(m for t in _beside(context, line, fields) for m in matters_in(t))]
    found += ["around:parcels"] * ("carrier" in matters_on(text))
    yield from found
    number = "".join(filter(str.isdigit, text[c.start : c.end]))
    if is_card(number):
        yield "like:card" if _is_something_else(number, found, fields) else "like:bare-card"


def _is_something_else(number: str, found: list[str], fields: tuple[Field, ...]) -> bool:
    """Whether words or labels name something else than a card for digits that pass a card's check."""
    if any(piece.startswith(("before:", "around:")) and piece[7:] in NON_CARD_MATTERS for piece in found):
        return True
    if "around:parcels" in found and ends_in_gs1(number):
        return True
    return any(m.exact and m.type in LABELLED_TYPES for f in fields if f.place != "title" for m in f.meanings)


def _before(text: str, kind: str) -> Iterator[str]:
    """Evidence by the last words before a number."""
    matters = matters_before(text)
    for matter in sorted(matters):
        yield f"before:{matter}"
    if matters or not text.strip():
        return
    word = text.replace("=", " ").replace('"', " ").split()[-1:]
    types = {m.type for m in lexicon().meanings(word[0]) if m.exact} if word else set()
    if types:
        yield "before:own" if kind in types else f"before:{'nothing' if types == {'OTHER'} else 'other'}"
    elif word and word[0].isalpha():
        yield "before:title" if word[0][0].isupper() else "before:word"


def _beside(context: Context, line: int, fields: tuple[Field, ...]) -> Iterator[str]:
    """The text on the left of a line, the header of its column, and the labels of a value."""
    page, around = context.page, context.lines[line]
    spans = [field.label for field in fields]
    if around.left is not None:
        spans.append(page.spans[around.left])
    header = context.header(line)
    if header:
        spans.append(header)
    for start, end in spans:
        yield page.text[max(start, end - MAX_NEIGHBOUR_CHARS) : end]
