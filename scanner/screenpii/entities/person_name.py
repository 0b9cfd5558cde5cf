"""PERSON_NAME: the name of a person.

What it finds: values under a label such as Customer, Name, Ship to or Cardholder that have the shape of a name, and
runs of words of which at least one is a known given or family name.
Why it matters: a name turns everything else on the screen into personal data.
Source: name lists of the US census (public domain) and Faker (MIT); see models/gazetteers.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, labelled, matches, tagged_as
from screenpii.lexicon.labels import folded
from screenpii.lexicon.masks import MASKS
from screenpii.lexicon.names import PARTICLES, could_be_name, is_family, is_given, is_ordinary, strength, tokens
from screenpii.types import Candidate

FOUND = [
    ("Customer:  Brandon Smith", "Brandon Smith"),
    ("Name\nOKAFOR, N", "OKAFOR, N"),
    ("Ship to\nMaria da Silva\n12 Oak Street", "Maria da Silva"),
    ("Cardholder  J••• D••", "J••• D••"),
    ("Order #   Customer   Total\n150       Li Wei     $2.00\n151       Jane Roe   $3.00", "Li Wei"),
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
MAX_NAME_CHARS = 150  # characters of a name with its titles
_MASKED = re.compile(rf"[^\W\d_]{{0,3}}[{MASKS}]{{1,14}}(?:[ ,]+[^\W\d_]{{0,3}}[{MASKS}]{{1,14}}){{0,3}}(?: [A-Z]\.?)?")
# a customer of a demonstration, as "Client 18"; it counts under a label of a name
_NUMBERED = re.compile(r"[^\W\d_]{2,20}(?: [^\W\d_]{2,20}){0,2} ?\d{1,4}")
_RUN = re.compile(r"[^\W\d_][\w'’.\-]{0,40}(?:,? [^\W\d_][\w'’.\-]{0,40}){1,4}")


@detects("PERSON_NAME", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Labelled values of a name's shape; names that stand first under an address's label; known names anywhere."""
    page = context.page
    for field, text in labelled(context, "PERSON_NAME"):
        start = field.value.start
        body = re.split(r"\s*[(<·|•]\s*(?=[\w<(])|\s+[-–—]\s+", text, maxsplit=1)[0].rstrip(" ,;") or text
        if _MASKED.fullmatch(text):
            yield Candidate("PERSON_NAME", *field.value, ("format:weak", "masked"))
        elif could_be_name(body):
            yield Candidate("PERSON_NAME", start, start + len(body), (f"name:{_kind(body)}",))
        elif _NUMBERED.fullmatch(body) and any(m.exact and m.type == "PERSON_NAME" for m in field.meanings):
            yield Candidate("PERSON_NAME", start, start + len(body), ("name:ordinary",))
    for field, text in labelled(context, "POSTAL_ADDRESS"):
        if field.place == "above" and (known := strength(text)):
            yield Candidate("PERSON_NAME", *field.value, (f"name:{known}",))
    yield from _in_cells(context)
    for start, end in tagged_as(context, "PERSON_NAME"):
        if end - start <= MAX_NAME_CHARS:
            yield Candidate("PERSON_NAME", start, end, (f"name:{_kind(page.text[start:end])}",))
    for match in matches(context, _RUN):
        yield from _known_names(match.group(), match.start())


def _in_cells(context: Context) -> Iterator[Candidate]:
    """Names that a narrow column breaks: cells of two or three lines under a header that names people."""
    page = context.page
    heads = {field.label for field, _ in labelled(context, "PERSON_NAME") if field.place == "header"}
    for table in page.tables:
        columns = [k for k, head in enumerate(table.header) if head in heads]
        for cell in (row[k] for row in table.rows for k in columns if 2 <= len(row[k]) <= 3):
            start, end = cell[0].start, cell[-1].end
            text = " ".join(page.text[start:end].split("\n"))
            if end - start == sum(line.end - line.start + 1 for line in cell) - 1 and could_be_name(text):
                yield Candidate("PERSON_NAME", start, end, (f"name:{_kind(text)}", "wrapped"))


def _known_names(text: str, offset: int) -> Iterator[Candidate]:
    """The longest runs of two to four capitalised words that are a name by the word lists, at least in part."""
    words = tokens(text)
    at = 0
    while at < len(words):
        length, known = _longest(text, words[at : at + 4])
        if known:
            yield Candidate("PERSON_NAME", offset + words[at].start(), offset + words[at + length - 1].end(), (known,))
        at += length


def _longest(text: str, words: list[re.Match[str]]) -> tuple[int, str]:
    """How many of the words make a name, and how far it is known; a full name before one that is known in part."""
    if words[0].group()[0].isupper():
        for wanted in ("full", "part"):
            for length in range(len(words), 1, -1):
                part = words[:length]
                capital = all(w.group()[0].isupper() or folded(w.group()) in PARTICLES for w in part)
                value = text[part[0].start() : part[-1].end()]
                if capital and (wanted == "part" or _spelt_out(part)) and strength(value) == wanted:
                    return length, f"name:{wanted}"
    return 1, ""


def _spelt_out(words: list[re.Match[str]]) -> bool:
    return all(len(w.group()) > 1 for w in words)


def _kind(text: str) -> str:
    """full, part or shape, by the gazetteers; ordinary if it has a word that is not a name."""
    words = [m.group() for m in tokens(text)]
    if any(is_ordinary(w) and not (is_given(w) or is_family(w)) for w in words):
        return "ordinary"
    return strength(text) or "shape"
