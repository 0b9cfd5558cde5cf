"""PERSON_NAME: the name of a person.

What it finds: values under a label such as Customer, Name, Ship to or Cardholder that have the shape of a name, and
runs of words that are a known given name and family name.
Why it matters: a name turns everything else on the screen into personal data.
Source: name lists of the US census (public domain) and Faker (MIT); see models/gazetteers.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.entities import detects, labelled, matches
from scanner.lexicon.masks import CLASS
from scanner.lexicon.names import could_be_name, is_family, is_given, is_ordinary, strength, tokens
from scanner.types import Candidate, Page

FOUND = [
    ("Customer:  Brandon Smith", "Brandon Smith"),
    ("Name\nOKAFOR, N", "OKAFOR, N"),
    ("Ship to\nMaria da Silva\n12 Oak Street", "Maria da Silva"),
    ("Cardholder  J••• D••", "J••• D••"),
    ("Order #  Customer  Total\n150  Li Wei  $2.00\n151  Jane Roe  $3.00", "Li Wei"),
    ("Kunde:  Müller-Lüdenscheidt, Anna", "Müller-Lüdenscheidt, Anna"),
]
NOT_FOUND = [
    "Customer  Search",
    "Name  SKU  Price\nRunning Shoes  4411  $50.00",
    "Product name:  Ted Baker",
    "Account settings",
    "Save Changes",
    "Pick List",
    "Company name:  Acme Inc",
]
_MASKED = re.compile(rf"[^\W\d_]{{0,3}}[{CLASS}]{{1,14}}(?:[ ,]+[^\W\d_]{{0,3}}[{CLASS}]{{1,14}}){{0,3}}(?: [A-Z]\.?)?")
_RUN = re.compile(r"[^\W\d_][\w'’.\-]{0,40}(?:,? [^\W\d_][\w'’.\-]{0,40}){1,4}")


@detects("PERSON_NAME")
def propose(page: Page) -> Iterator[Candidate]:
    """Labelled values of a name's shape; names that stand first under an address's label; known names anywhere."""
    for field, text in labelled(page, "PERSON_NAME"):
        start = field.value.start
        body = re.split(r"\s*[(<·|•]\s*(?=[\w<(])|\s+[-–—]\s+", text, maxsplit=1)[0].rstrip(" ,;") or text
        if _MASKED.fullmatch(text):
            yield Candidate("PERSON_NAME", *field.value, ("format:weak", "masked"))
        elif could_be_name(body):
            yield Candidate("PERSON_NAME", start, start + len(body), (f"name:{_kind(body)}",))
    for field, text in labelled(page, "POSTAL_ADDRESS"):
        if field.place == "above" and (known := strength(text)):
            yield Candidate("PERSON_NAME", *field.value, (f"name:{known}",))
    for tag in page.tags:
        if tag.type == "PERSON_NAME":
            yield Candidate("PERSON_NAME", tag.start, tag.end, (f"name:{_kind(page.text[tag.start : tag.end])}",))
    for match in matches(page, _RUN):
        yield from _known_names(match.group(), match.start())


def _known_names(text: str, offset: int) -> Iterator[Candidate]:
    """The longest runs of two to four capitalised words that are a full name by the word lists."""
    words = tokens(text)
    at = 0
    while at < len(words):
        for length in (4, 3, 2):
            part = words[at : at + length]
            if len(part) < length:
                continue
            value = text[part[0].start() : part[-1].end()]
            capital = all(w.group()[0].isupper() for w in part)
            if capital and not any(len(w.group()) == 1 for w in part) and strength(value) == "full":
                yield Candidate("PERSON_NAME", offset + part[0].start(), offset + part[-1].end(), ("name:full",))
                at += length - 1
                break
        at += 1


def _kind(text: str) -> str:
    """full, part or shape as far as the word lists know it; ordinary if it holds a word that people are not called."""
    words = [m.group() for m in tokens(text)]
    if any(is_ordinary(w) and not (is_given(w) or is_family(w)) for w in words):
        return "ordinary"
    return strength(text) or "shape"
