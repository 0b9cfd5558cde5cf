"""Of the tables and fields that geometry proposes, those that the page's labels confirm."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import replace

from screenpii.types import Page, Span, Table

MIN_SURE_HEADER_LABELS = 3  # known labels that make a row a header for certain
MIN_SURE_HEADER_LABEL_SHARE = 0.6  # share of known labels that makes a row a header for certain
MIN_HEADER_LABELS = 2  # known labels in the header of a table
MIN_HEADER_LABEL_SHARE = 1 / 3  # share of known labels in the header of a table
MIN_LABEL_COLUMN_SHARE = 0.5  # share of labels in a column that makes the table a form

Is = Callable[[Span], bool]


def borne_out(page: Page, is_label: Is, heads: Is) -> Page:
    """The page with the tables whose headers have labels, and without the fields that these exclude.

    `is_label` tells whether a text of the page is a known label, `heads` whether it can head a column.
    """
    tables = _best(page.tables, is_label, heads, page.text)
    headers = {head for table in tables for head in table.header}
    nearer = {f.value for f in page.fields if f.place == "above" and f.label not in headers and is_label(f.label)}
    fields = tuple(
        f
        for f in page.fields
        if (f.place != "header" or (f.label in headers and f.value not in nearer)) and not is_label(f.value)
    )
    return replace(page, fields=fields, tables=tables)


def _best(tables: Sequence[Table], is_label: Is, heads: Is, text: str) -> tuple[Table, ...]:
    """Of tables that share cells, the one with the most labels in its header (the upper one of equals).

    A table ends above the header of another one, which would make cells of it.
    """
    counts = {table.header: sum(map(heads, table.header)) for table in tables}
    sure = {
        head
        for header, count in counts.items()
        if count >= max(MIN_SURE_HEADER_LABELS, MIN_SURE_HEADER_LABEL_SHARE * len(header))
        for head in header
    }
    kept: list[Table] = []
    taken: set[Span] = set()
    cut = [_above(table, sure) for table in tables]
    for table in sorted(cut, key=lambda table: -counts[table.header]):
        cells = {line for row in table.rows for cell in row for line in cell}
        enough = table.rows and counts[table.header] >= max(
            MIN_HEADER_LABELS, MIN_HEADER_LABEL_SHARE * len(table.header)
        )
        if enough and not cells & taken and not _is_form(table, is_label, text):
            kept.append(table)
            taken |= cells
    return tuple(table for table in dict.fromkeys(cut) if table in kept)


def _above(table: Table, heads: Container[Span]) -> Table:
    """The table without the row that holds one of `heads`, and what is under it."""
    for k, row in enumerate(table.rows):
        if any(line in heads for cell in row for line in cell):
            return replace(table, rows=table.rows[:k])
    return table


def _is_form(table: Table, is_label: Is, text: str) -> bool:
    """Whether a column consists of different labels: a form whose fields are in columns."""
    for column in zip(*table.rows, strict=True):
        filled = [cell[0] for cell in column if cell]
        labels = {text[slice(*line)] for line in filled if is_label(line) or text[line.end - 1] == ":"}
        if labels and len(labels) >= MIN_LABEL_COLUMN_SHARE * len(filled):
            return True
    return False
