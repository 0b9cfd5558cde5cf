"""POSTAL_ADDRESS: where somebody lives or has things sent.

What it finds: streets with a number and postcodes with a town, as some twenty countries write them, in one line or as
the lines of a block; values under an address's label that hold a number and a word. A street's neighbours in its block
that hold a postcode, a flat or a town belong to the same address.
Why it matters: with a name it leads to the door; GDPR, CCPA and Amazon's data-protection policy name it.
Source: the Universal Postal Union's addressing guides (scanner/lexicon/streets.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.entities import detects, labelled
from scanner.lexicon.masks import is_masked
from scanner.lexicon.streets import LOOSE_POSTCODE, POSTCODE, STREET
from scanner.types import Candidate, Page, Span

FOUND = [
    ("Address:  6328 Broadway Avenue Ste 150, Provo, UT 84602", "6328 Broadway Avenue Ste 150, Provo, UT 84602"),
    ("Ship to\nMaria Lopez\n12 Oak Street\nReno, NV 89501", "12 Oak Street\nReno, NV 89501"),
    ("Lieferadresse\nHauptstraße 12\n10115 Berlin", "Hauptstraße 12\n10115 Berlin"),
    ("Adresse  14 rue de la Paix, 75002 Paris", "14 rue de la Paix, 75002 Paris"),
    ("Postcode:  SW1A 2AA", "SW1A 2AA"),
]
NOT_FOUND = [
    "E-mail address:  a@b.example",
    "IP address  203.0.113.42",
    "Aisle 12 Bay 4",
    "12 items in stock",
    "Ship to store",
    "Total 10115 EUR",
    "Model 12 Street Runner shoes",
]
_LABELLED = re.compile(r"(?=.*\d)(?=.*[^\W\d_]{2}).{5,120}")
_CODE_ONLY = re.compile(r"(?:\d{5}(?:-\d{4})?|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{5}-\d{3}|\d{4}-\d{3})")
_TIMES = re.compile(r"\d{1,2}:\d{2}|\d{1,2}/\d{1,2}/\d{2,4}|[$€£@]|\d{4}-\d{2}-\d{2}")
_EXTRA = re.compile(r"(?:apt|apartment|unit|suite|ste|floor|flat|room|building|c/o|#)\b.*\d|^[^\W\d_][\w.'’\- ]*,? [A-Z]{2,3}$|^(?:USA|United States|United Kingdom|UK|Deutschland|Germany|France|España|Italia|Italy|Canada|Nederland|Portugal|Brasil)$", re.I)


@detects("POSTAL_ADDRESS")
def propose(page: Page) -> Iterator[Candidate]:
    """Streets and postcodes grown to the lines of their block; labelled values with a number."""
    for block in page.blocks:
        yield from _in_block(page, block)
    for field, text in labelled(page, "POSTAL_ADDRESS"):
        exact = any(m.exact and m.type == "POSTAL_ADDRESS" for m in field.meanings)
        if field.place == "title" or not exact or _TIMES.search(text):
            continue
        if _CODE_ONLY.fullmatch(text) or is_masked(text) or (_LABELLED.fullmatch(text) and STREET.search(text)):
            yield Candidate("POSTAL_ADDRESS", *field.value, ("format:weak",))
        elif _LABELLED.fullmatch(text) and field.place in ("inline", "left", "header"):
            yield Candidate("POSTAL_ADDRESS", *field.value, ("format:weak",))


def _in_block(page: Page, block: Span) -> Iterator[Candidate]:
    """Runs of neighbouring lines that are parts of an address, at least one of them a street or a postcode."""
    run: list[tuple[Span, str]] = []
    for span in (s for s in page.spans if block.start <= s.start < block.end):
        part, kind = _part(page.text, span)
        follows = not run or (run[-1][0].end == part.start - 1 and page.text[part.start - 1] == "\n")
        if not kind or not follows:
            yield from _whole(run)
            run = []
        if kind and (run or kind != "extra"):
            run.append((part, kind))
    yield from _whole(run)


def _part(text: str, span: Span) -> tuple[Span, str]:
    """The part of a line that belongs to an address, and what it is: both, street, code, loose (digits and a town), extra or nothing."""
    street = STREET.search(text, *span)
    sure = POSTCODE.search(text, *span)
    code = sure or LOOSE_POSTCODE.search(text, *span)
    ends = [m.span() for m in (street, code) if m]
    if not ends or _TIMES.search(text[slice(*span)]):
        return span, "extra" if _EXTRA.search(text[slice(*span)]) else ""
    start, end = min(e[0] for e in ends), max(e[1] for e in ends)
    rest = text[span.start : start]
    if not street and not re.search(r"[,:]\s*$", rest) and rest.strip():
        start = span.start if len(rest) < 40 and not any(c in rest for c in "@$") else start
    tail = re.match(r"(?:, [^\W\d_][\w.'’\- ]{1,30}){1,3}$", text[end : span.end])
    end = span.end if tail else end
    return Span(start, end), "both" if street and code else "street" if street else "code" if sure else "loose"


def _whole(run: list[tuple[Span, str]]) -> Iterator[Candidate]:
    if not run:
        return
    kinds = {kind for _, kind in run}
    whole = "both" in kinds or ("street" in kinds and kinds & {"code", "loose"})
    shape = "format:strong" if whole else "format:good" if kinds & {"street", "code"} else "format:weak"
    yield Candidate("POSTAL_ADDRESS", run[0][0].start, run[-1][0].end, (shape,))
