"""POSTAL_ADDRESS: where somebody lives or has things sent.

What it finds: streets with a number and postcodes with a town, as some twenty countries write them, in one line or as
the lines of a block; values under an address's label that hold a number and a word. A street's neighbours in its block
that hold a postcode, a flat or a town belong to the same address.
Why it matters: with a name it leads to the door; GDPR, CCPA and Amazon's data-protection policy name it.
Source: the Universal Postal Union's addressing guides (scanner/screenpii/lexicon/streets.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from screenpii.context import Context
from screenpii.entities import detects, labelled, tagged_as
from screenpii.lexicon.masks import is_masked
from screenpii.lexicon.streets import LOOSE_POSTCODE, POSTCODE, STREET, TOWN_FIRST
from screenpii.types import Candidate, Page, Span

FOUND = [
    ("Address:  6328 Broadway Avenue Ste 150, Provo, UT 84602", "6328 Broadway Avenue Ste 150, Provo, UT 84602"),
    ("Ship to\nMaria Lopez\n12 Oak Street\nReno, NV 89501", "12 Oak Street\nReno, NV 89501"),
    ("Lieferadresse\nHauptstraße 12\n10115 Berlin", "Hauptstraße 12\n10115 Berlin"),
    ("Adresse  14 rue de la Paix, 75002 Paris", "14 rue de la Paix, 75002 Paris"),
    ("Postcode:  SW1A 2AA", "SW1A 2AA"),
    ("410 Lake Street\nChicago 60601", "410 Lake Street\nChicago 60601"),
    ("Rua das Flores, 120\nJardim Sul\n13024-210 - SP", "Rua das Flores, 120\nJardim Sul\n13024-210 - SP"),
    ("Ship to\n41, Elm street\n3rd floor\nDayton, Ohio 45402", "41, Elm street\n3rd floor\nDayton, Ohio 45402"),
]
NOT_FOUND = [
    "E-mail address:  a@b.example",
    "IP address  203.0.113.42",
    "Aisle 12 Bay 4",
    "12 items in stock",
    "Ship to store",
    "Total 10115 EUR",
    "Model 12 Street Runner shoes",
    "Invoice 18125-000 paid",
    "Build 12045",
]
MAX_ADDRESS_CHARS = 300  # characters of an address in all its lines
MAX_ADDRESS_LINES = 8  # lines of an address
_LABELLED = re.compile(r"(?=.{0,119}\d)(?=.{0,118}[^\W\d_]{2}).{5,120}")
_CODE_ONLY = re.compile(
    r"(?:\d{5}(?:-\d{4})?|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{5}-\d{3}|\d{4}-\d{3})"
)
# times, dates and amounts, which no address holds
_NO_ADDRESS = re.compile(r"\d{1,2}:\d{2}|\d{1,2}/\d{1,2}/\d{2,4}|[$€£@]|\d{4}-\d{2}-\d{2}")
# a name and a number in either order: a street if the next line begins with a postcode
_NAME_AND_NUMBER = re.compile(r"[^\W\d_][\w.'’\- ]{2,40} \d{1,4} ?[a-zA-Z]?|\d{1,5}[a-zA-Z]? [^\W\d_][\w.'’\- ]{2,40}")
# a district, a village or a house name between a street and its postcode: "Centro", "Kings Norton"
_DISTRICT = re.compile(r"[^\W\d_][\w.'’\-]{1,20}(?: [^\W\d_][\w.'’\-]{1,20}){0,2}|\d{1,2}(?:st|nd|rd|th) floor", re.I)
_UNIT_BEFORE = re.compile(r"(?:unit|flat|apt\.?|apartment|suite|ste\.?|floor|c/o) ?[\w-]{1,6},? ?$", re.I)
_EXTRA = re.compile(
    r"(?:apt|apartment|unit|suite|ste|floor|flat|room|building|c/o|#)\b.*\d|^[^\W\d_][\w.'’\- ]*,? [A-Z]{2,3}$|^(?:USA|United States|United Kingdom|UK|Deutschland|Germany|France|España|Italia|Italy|Canada|Nederland|Portugal|Brasil)$",
    re.I,
)


@detects("POSTAL_ADDRESS", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Streets and postcodes grown to the lines of their block; labelled values with a number."""
    page = context.page
    for start, end in tagged_as(context, "POSTAL_ADDRESS"):
        if end - start <= MAX_ADDRESS_CHARS and page.text.count("\n", start, end) < MAX_ADDRESS_LINES:
            yield Candidate("POSTAL_ADDRESS", start, end, (_shape(page.text[start:end]),))
    named = _labelled_lines(page)
    for block in page.blocks:
        yield from _in_block(page, [page.spans[i] for i in page.lines_in(block)], named)
    for field, text in labelled(context, "POSTAL_ADDRESS"):
        exact = any(m.exact and m.type == "POSTAL_ADDRESS" for m in field.meanings)
        if (exact and field.place != "title" and (_CODE_ONLY.fullmatch(text) or is_masked(text))) or (
            exact and field.place in ("inline", "left") and _LABELLED.fullmatch(text) and not _NO_ADDRESS.search(text)
        ):
            yield Candidate("POSTAL_ADDRESS", *field.value, ("format:weak",))


def _labelled_lines(page: Page) -> set[Span]:
    """The lines that an exact address label names, and that hold a number."""
    near = (f for f in page.fields if f.place in ("left", "above", "header"))
    exact = {f.value for f in near if any(m.exact and m.type == "POSTAL_ADDRESS" for m in f.meanings)}
    texts = ((span, page.text[slice(*span)]) for span in page.spans if span in exact)
    return {span for span, text in texts if _LABELLED.fullmatch(text) and not _NO_ADDRESS.search(text)}


def _in_block(page: Page, lines: Sequence[Span], named: set[Span]) -> Iterator[Candidate]:
    """Runs of neighbouring lines that are parts of one address, at least one of them a street or a postcode."""
    run: list[tuple[Span, str]] = []
    parts = [(s, *_part(page.text, s, s in named)) for s in lines]
    for at, (span, part, kind) in enumerate(parts):
        follower = parts[at + 1][2] if at + 1 < len(parts) else ""
        if not kind and follower in ("code", "loose", "town"):
            line = page.text[slice(*span)]
            kind = (
                "street" if _NAME_AND_NUMBER.fullmatch(line) else "extra" if run and _DISTRICT.fullmatch(line) else ""
            )
        if run and not _goes_on(page.text, run, part, kind):
            yield from _whole(run)
            run = []
        if kind and (run or kind not in ("extra", "town")):
            run.append((part, kind))
    yield from _whole(run)


def _goes_on(text: str, run: list[tuple[Span, str]], part: Span, kind: str) -> bool:
    """Whether a part continues the address: directly under it, and no second street behind a postcode."""
    last, before = run[-1]
    follows = bool(kind) and part.start - last.end <= 3 and text[last.end : part.start].strip(" ,\n") == ""
    closed = any(k in ("both", "code", "loose", "town") for _, k in run) and kind in ("both", "street", "named")
    return follows and not closed and (before != "both" or kind == "extra")


def _part(text: str, span: Span, named: bool) -> tuple[Span, str]:
    """The part of a line that belongs to an address, and what it is.

    Kinds: both, street, code, loose (digits and a town), town (with digits behind it), named (by a label alone), extra, or
    nothing.
    """
    line = text[slice(*span)]
    street = STREET.search(text, *span)
    sure = POSTCODE.search(text, *span)
    code = sure or LOOSE_POSTCODE.search(text, street.end() if street else span.start, span.end)
    ends = [m.span() for m in (street, code) if m]
    if not ends or _NO_ADDRESS.search(line):
        return span, "named" if named else "town" if TOWN_FIRST.fullmatch(line) else "extra" if _EXTRA.search(
            line
        ) else ""
    kind = "both" if street and code else "street" if street else "code" if sure else "loose"
    if named:
        return span, kind
    start, end = min(e[0] for e in ends), max(e[1] for e in ends)
    before = text[span.start : start]
    unit = _UNIT_BEFORE.search(before)
    if unit:
        start = span.start + unit.start()
    elif not street:
        start = span.start + before.rfind(":") + 1 if len(before) < 60 and not any(c in before for c in "@$") else start
        start += len(text[start:end]) - len(text[start:end].lstrip())
    tail = re.match(r"(?:, [^\W\d_][\w.'’\- ]{1,30}){1,3}$", text[end : span.end])
    return Span(start, span.end if tail else end), kind


def _whole(run: list[tuple[Span, str]]) -> Iterator[Candidate]:
    if not run:
        return
    kinds = {kind for _, kind in run}
    whole = "both" in kinds or ("street" in kinds and kinds & {"code", "loose", "town"})
    shape = "format:strong" if whole else "format:good" if kinds & {"street", "code"} else "format:weak"
    yield Candidate("POSTAL_ADDRESS", run[0][0].start, run[-1][0].end, (shape,))


def _shape(text: str) -> str:
    """How much of an address's form a tagged text has."""
    found = [bool(pattern.search(text)) for pattern in (STREET, POSTCODE)]
    return "format:strong" if all(found) else "format:good" if any(found) else "format:weak"
