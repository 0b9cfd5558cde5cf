"""PURCHASE_HISTORY: what an identified customer bought: the lines of an order, or a list of one person's orders.

What it finds: the region of a table of goods (item with quantity or price), of rows with a text and an amount as on
receipts, and of a table of orders without a column of customers. Whether a customer is named on the page weighs as
evidence, as do the region's header and size.
Why it matters: what people buy tells their health, faith and family; California's law names it as a category of its own.
Source: Cal. Civ. Code 1798.140(v)(1)(D).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from scanner.entities import detects
from scanner.lexicon.goods import AMOUNTS, COUNTS, GOODS, SUMS
from scanner.lexicon.labels import folded, lexicon
from scanner.types import Box, Candidate, Page, Span, Table, Tag

FOUND: list[tuple[str, str]] = []  # regions are tested in tests/entities
NOT_FOUND = ["Item  Quantity", "Total  12.00", "Order #  Customer  Total\n150  Li Wei  $2.00\n151  Jane Roe  $3.00"]
_AMOUNT = re.compile(r"[-−]?(?:[$€£¥]|[A-Z]{3} )? ?\d{1,3}(?:[., ]?\d{3}){0,4}[.,]\d{2}(?: ?(?:[$€£¥]|[A-Z]{1,3}))?")
_WORDS = re.compile(r"[^\W\d_]{3}")
MIN_ROWS = 2
MAX_GAP = 3.0  # line heights between two rows of one list


@detects("PURCHASE_HISTORY")
def propose(page: Page) -> Iterator[Candidate]:
    """Tables of goods, tables of orders, and lists of texts with amounts; each as one box."""
    covered = []
    for table in page.tables:
        kind = _kind_of_table(page, table)
        if kind and table.rows:
            box = Box.around(page.box(span) for span in _spans(table))
            covered.append(box)
            yield _candidate(page, box, (kind, f"rows:{min(len(table.rows), 4)}"))
    for box, rows in _lists(page):
        if not any(box.overlap(other) for other in covered):
            yield _candidate(page, box, ("list", f"rows:{min(rows, 4)}"))


def _candidate(page: Page, box: Box, evidence: tuple[str, ...]) -> Candidate:
    people = {folded(page.text[t.start : t.end]) for t in page.tags if _is_customer(t)}
    named = any(m.subject == "customer" for f in page.fields for m in f.meanings if f.place != "title")
    who = f"customers:{min(len(people), 3)}"
    return Candidate(
        "PURCHASE_HISTORY",
        0,
        0,
        (*evidence, who, *(f"{who}&{e}" for e in evidence[:1]), f"named:{named}"),
        (box,),
        "purchases",
    )


def _is_customer(tag: Tag) -> bool:
    return tag.type == "PERSON_NAME" and tag.probability >= 0.5 and tag.customer >= 0.5


def _spans(table: Table) -> Iterator[Span]:
    yield from table.header
    yield from (line for row in table.rows for cell in row for line in cell)


def _kind_of_table(page: Page, table: Table) -> str:
    """goods, orders (of one person), orders:people (of several), or nothing."""
    heads = [_words(page.text[slice(*head)]) for head in table.header]
    goods, counts, amounts = (any(w & words for w in heads) for words in (GOODS, COUNTS, AMOUNTS))
    if goods and (counts or amounts):
        return "goods"
    types = {name for head in table.header for name in _types(page.text[slice(*head)])}
    if "ORDER_ID" in types:
        return "orders:people" if types & {"PERSON_NAME", "EMAIL"} else "orders"
    return ""


def _words(text: str) -> set[str]:
    return set(folded(text).split())


def _types(label: str) -> set[str]:
    return {m.type for m in lexicon().meanings(label) if m.exact}


def _lists(page: Page) -> Iterator[tuple[Box, int]]:
    """Runs of rows that end with an amount and begin with words, sums aside; with the number of rows."""
    run: list[Box] = []
    for row in page.rows:
        box = _row_of_goods(page, row)
        if run and (not box or box.top - run[-1].bottom > MAX_GAP * box.height or not box.overlap_x(run[-1])):
            yield from _whole(run)
            run = []
        if box:
            run.append(box)
    yield from _whole(run)


def _whole(run: Sequence[Box]) -> Iterator[tuple[Box, int]]:
    if len(run) >= MIN_ROWS:
        yield Box.around(run), len(run)


def _row_of_goods(page: Page, row: Iterable[int]) -> Box | None:
    """The box of a row from its first words to its last amount; None if it has not both, or is a sum."""
    lines = [(page.lines[i].box, page.lines[i].text) for i in row]
    amounts = [k for k, (_, text) in enumerate(lines) if _AMOUNT.fullmatch(text)]
    first = next((k for k, (_, text) in enumerate(lines) if _WORDS.search(text)), None)
    if not amounts or first is None or first > amounts[-1] or _words(lines[first][1]) & SUMS:
        return None
    return Box.around(box for box, _ in lines[first : amounts[-1] + 1])
