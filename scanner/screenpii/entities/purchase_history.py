"""PURCHASE_HISTORY: what an identified customer bought: the lines of an order, or a list of one person's orders.

What it finds: the region of a table of goods (item with quantity or price), of rows with a text and an amount as on
receipts, and of a table of orders without a column of customers. A customer's name on the page is evidence, as
are the region's header and size.
Why it matters: what people buy tells their health, faith and family; California's law names it as a category.
Source: Cal. Civ. Code 1798.140(v)(1)(D).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from screenpii.context import Context
from screenpii.entities import detects
from screenpii.lexicon.goods import AMOUNTS, COUNTS, GOODS, SUMS
from screenpii.lexicon.labels import folded, lexicon
from screenpii.types import Box, Candidate, Entity, Page, Span, Table, Tag

FOUND: list[tuple[str, str]] = []  # regions are tested in tests/entities
NOT_FOUND = ["Item  Quantity", "Total  12.00", "Order #  Customer  Total\n150  Li Wei  $2.00\n151  Jane Roe  $3.00"]
_AMOUNT = re.compile(
    r"[-−]?(?:[$€£¥]|[A-Z]{3} |R\$)? ?\d{1,3}(?:[., ]?\d{3}){0,2}[.,]\d{2}(?: ?(?:[$€£¥]|[A-Z]{1,3}))?$"
    r"|\b\d{1,3} ?[x×]$"  # a picking list counts, it has no prices
)
_COUNT = re.compile(r"^\d{1,3} ?[x×]? |[x×] ?\d{1,3}\b|\b\d{1,3} ?[x×]")
MAX_AMOUNT_CHARS = 24  # characters at a line's end in which an amount is looked for
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_WORDS = re.compile(r"[^\W\d_]{3}")
MIN_LIST_ROWS = 2  # rows of goods that make a list
MIN_HEADER_KINDS = 2  # kinds of headers (goods, counts, amounts) in a header row
MAX_DETAIL_ROWS = 3  # rows of wrapped names and details between two rows of goods
ORDER_EVIDENCE = frozenset({"orders", "orders:people"})  # evidence for a table with one order per row
MAX_ROW_GAP_LINE_HEIGHTS = 3.0  # line heights between two rows of one list


def preview(entity: Entity) -> str:
    """How many lines of an order, or how many orders."""
    thing = "order line" if ORDER_EVIDENCE.isdisjoint(entity.evidence) else "order"
    return f"{entity.count} {thing}{'s' * (entity.count != 1)}" if entity.count else f"{thing}s"


@detects("PURCHASE_HISTORY", __doc__, FOUND, NOT_FOUND, preview=preview)
def propose(context: Context) -> Iterator[Candidate]:
    """Tables of goods, tables of orders, and lists of texts with amounts; each as one box."""
    page = context.page
    who, covered = _customers(page), []
    for table in page.tables:
        kind = _kind_of_table(page, table)
        if kind and table.rows:
            box = Box.around(page.box(span) for span in _spans(table))
            covered.append(box)
            yield _candidate(box, (kind, f"rows:{min(len(table.rows), 4)}"), len(table.rows), who)
    for box, evidence, rows in _lists(page):
        if not any(box.overlap(other) for other in covered):
            yield _candidate(box, evidence, rows, who)


def _candidate(box: Box, evidence: tuple[str, ...], rows: int, who: tuple[str, str, int]) -> Candidate:
    people, named, identified = who
    known = f"identified:{identified}"
    shown = (*evidence, people, f"{people}&{evidence[0]}", named, known, f"{known}&{evidence[0]}")
    return Candidate("PURCHASE_HISTORY", 0, 0, shown, (box,), "purchases", rows)


def _customers(page: Page) -> tuple[str, str, int]:
    """How many customers the page names, whether a label refers to customers, and how many items identify one.

    Name, address and ways to reach somebody count, but for those in the bars around the page.
    """
    people = {folded(page.text[t.start : t.end]) for t in page.tags if _is_customer(t)}
    named = any(m.subject == "customer" for f in page.fields for m in f.meanings if f.place != "title")
    addressed = any(t.type == "POSTAL_ADDRESS" and min(t.probability, t.customer) >= 0.5 for t in page.tags)
    within = [s for s, region in zip(page.spans, page.regions, strict=False) if region == "main"]
    reached = any(True for span in within for _ in _MAIL.finditer(page.text, *span))
    return f"customers:{min(len(people), 3)}", f"named:{named}", bool(people) + addressed + reached


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
    head: bool = False
    words: bool = False
    amount: bool = False

    def under(self, name: Row) -> Row:
        """A row of figures with the name of the goods that stands right above it."""
        return Row(Box.around((name.box, self.box)), True, False, self.count)


class Run(NamedTuple):
    """Rows that make a list of goods: the box around them, the evidence, and their number."""

    box: Box
    evidence: tuple[str, ...]
    rows: int


def _lists(page: Page) -> Iterator[Run]:
    """Runs of rows that end with an amount and begin with words; a row of another kind may stand between two."""
    run: list[Row] = []
    between: list[Row] = []
    headed = False
    for row in (_row(page, cells) for cells in page.rows):
        above = between[-1] if between else None
        if above and row.amount and not row.words and above.words and not above.total and _is_near(above, row):
            row = row.under(between.pop())
        last = (between or run or [row])[-1].box
        near = row.box.top - last.bottom <= MAX_ROW_GAP_LINE_HEIGHTS * row.box.height and (
            not run or bool(row.box.overlap_x(Box.around(r.box for r in run[-2:])))
        )
        if row.goods and near:
            run.append(row)
            between = []
            continue
        between.append(row)
        if row.total or not near or len(between) > MAX_DETAIL_ROWS:
            yield from _whole(run, row.total, headed)
            headed = row.head or (headed and not run)
            run = [row] if row.goods else []
            between = [row] if row.words and not row.goods and not row.total else []
    yield from _whole(run, total=False, headed=headed)


def _is_near(above: Row, below: Row) -> bool:
    return below.box.top - above.box.bottom <= below.box.height


def _whole(run: Sequence[Row], total: bool, headed: bool) -> Iterator[Run]:
    if len(run) < MIN_LIST_ROWS:
        return
    slack = run[0].box.height
    level = sum(abs(row.box.right - run[0].box.right) <= slack for row in run) >= 0.7 * len(run)
    evidence = ("list", f"rows:{min(len(run), 4)}", f"summed:{total}", f"level:{level}", f"headed:{headed}")
    counted = ["counted"] if any(row.count for row in run) else []
    yield Run(Box.around(row.box for row in run), (*evidence, *counted), len(run))


def _row(page: Page, cells: Iterable[int]) -> Row:
    lines = [page.lines[i] for i in cells]
    text = "  ".join(line.text for line in lines)
    amount = _AMOUNT.search(text[-MAX_AMOUNT_CHARS:])
    before = text[: -len(amount.group())] if amount else text
    words = _words(before)
    total = bool(words & SUMS)
    worded = bool(_WORDS.search(before))
    head = not amount and sum(bool(words & known) for known in (GOODS, COUNTS, AMOUNTS)) >= MIN_HEADER_KINDS
    shown = bool(_COUNT.search(text[:MAX_AMOUNT_CHARS]))
    return Row(
        Box.around(line.box for line in lines),
        bool(amount) and not total and worded,
        total,
        shown,
        head,
        worded,
        bool(amount),
    )
