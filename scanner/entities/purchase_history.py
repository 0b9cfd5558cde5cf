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
from dataclasses import dataclass

from scanner.entities import detects
from scanner.lexicon.goods import AMOUNTS, COUNTS, GOODS, SUMS
from scanner.lexicon.labels import folded, lexicon
from scanner.types import Box, Candidate, Page, Span, Table, Tag

FOUND: list[tuple[str, str]] = []  # regions are tested in tests/entities
NOT_FOUND = ["Item  Quantity", "Total  12.00", "Order #  Customer  Total\n150  Li Wei  $2.00\n151  Jane Roe  $3.00"]
_AMOUNT = re.compile(
    r"[-−]?(?:[$€£¥]|[A-Z]{3} |R\$)? ?\d{1,3}(?:[., ]?\d{3}){0,2}[.,]\d{2}(?: ?(?:[$€£¥]|[A-Z]{1,3}))?$"
    r"|\b\d{1,3} ?[x×]$"  # a picking list counts, it has no prices
)
_COUNT = re.compile(r"^\d{1,3} ?[x×]? |[x×] ?\d{1,3}\b|\b\d{1,3} ?[x×]")
MAX_AMOUNT = 24  # characters
_WORDS = re.compile(r"[^\W\d_]{3}")
MIN_ROWS = 2
MAX_BETWEEN = 3  # rows of wrapped names and details between two of goods
MAX_GAP = 3.0  # line heights between two rows of one list


@detects("PURCHASE_HISTORY")
def propose(page: Page) -> Iterator[Candidate]:
    """Tables of goods, tables of orders, and lists of texts with amounts; each as one box."""
    who, covered = _customers(page), []
    for table in page.tables:
        kind = _kind_of_table(page, table)
        if kind and table.rows:
            box = Box.around(page.box(span) for span in _spans(table))
            covered.append(box)
            yield _candidate(box, (kind, f"rows:{min(len(table.rows), 4)}"), who)
    for box, evidence in _lists(page):
        if not any(box.overlap(other) for other in covered):
            yield _candidate(box, evidence, who)


def _candidate(box: Box, evidence: tuple[str, ...], who: tuple[str, str]) -> Candidate:
    people, named = who
    shown = (*evidence, people, f"{people}&{evidence[0]}", named)
    return Candidate("PURCHASE_HISTORY", 0, 0, shown, (box,), "purchases")


def _customers(page: Page) -> tuple[str, str]:
    """How many customers the page names, and whether one of its labels speaks of customers; as evidence."""
    people = {folded(page.text[t.start : t.end]) for t in page.tags if _is_customer(t)}
    named = any(m.subject == "customer" for f in page.fields for m in f.meanings if f.place != "title")
    return f"customers:{min(len(people), 3)}", f"named:{named}"


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


@dataclass(frozen=True, slots=True)
class Row:
    """A visual row as a list of goods sees it: its box, whether it is of goods, a sum, or has a count."""

    box: Box
    goods: bool
    total: bool
    count: bool


def _lists(page: Page) -> Iterator[tuple[Box, tuple[str, ...]]]:
    """Runs of rows that end with an amount and begin with words; a row of another kind may stand between two."""
    run: list[Row] = []
    between: list[Row] = []
    for row in (_row(page, cells) for cells in page.rows):
        last = (between or run or [row])[-1].box
        near = row.box.top - last.bottom <= MAX_GAP * row.box.height and (
            not run or bool(row.box.overlap_x(Box.around(r.box for r in run[-2:])))
        )
        if row.goods and near:
            run.append(row)
            between = []
            continue
        between.append(row)
        if row.total or not near or len(between) > MAX_BETWEEN:
            yield from _whole(run, row.total)
            run = [row] if row.goods else []
            between = []
    yield from _whole(run, total=False)


def _whole(run: Sequence[Row], total: bool) -> Iterator[tuple[Box, tuple[str, ...]]]:
    if len(run) < MIN_ROWS:
        return
    slack = run[0].box.height
    level = sum(abs(row.box.right - run[0].box.right) <= slack for row in run) >= 0.7 * len(run)
    evidence = ("list", f"rows:{min(len(run), 4)}", f"summed:{total}", f"level:{level}")
    yield Box.around(row.box for row in run), (*evidence, *(["counted"] if any(row.count for row in run) else []))


def _row(page: Page, cells: Iterable[int]) -> Row:
    lines = [page.lines[i] for i in cells]
    text = "  ".join(line.text for line in lines)
    amount = _AMOUNT.search(text[-MAX_AMOUNT:])
    before = text[: -len(amount.group())] if amount else text
    total = bool(_words(before) & SUMS)
    goods = bool(amount) and not total and bool(_WORDS.search(before))
    return Row(Box.around(line.box for line in lines), goods, total, bool(_COUNT.search(text[:MAX_AMOUNT])))
