"""All that layout, lexicon and context think of a page, as JSON that people can read and compare line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from screenpii.context import Context, context_of
from screenpii.policy.channel import guess
from screenpii.types import Field, Page, Span, Table

USUAL: tuple[object, ...] = (None, "", 0, "main", "usual", "unknown", (), {}, [], False)  # what goes without saying


def told(before: Page, page: Page) -> dict[str, Any]:
    """The page's lines in reading order with their surroundings, its fields and tables, and what the page is about.

    `before` is the page as layout makes it, of which `geometry` tells; `page` the same with its labels named.
    """
    context = context_of(page)
    return {
        "lines": [dict(_of_line(context, i)) for i in range(len(page.lines))],
        "fields": [_field(page, field) for field in page.fields],
        "tables": [_table(page, table) for table in page.tables],
        "page": {k: v for k, v in _of_page(context).items() if v not in USUAL},
        "geometry": {
            "fields": [_pair(before, field) for field in before.fields],
            "tables": [_table(before, table) for table in before.tables],
        },
    }


def written(thoughts: Mapping[str, Any]) -> str:
    """The same as JSON, a line for each line, field, row and pair."""
    return _json(thoughts, 0) + "\n"


def _json(value: Any, depth: int) -> str:
    """Lists and objects over several lines as long as they hold others of their kind, and are not one line's."""
    flat = json.dumps(value, ensure_ascii=False)
    if (depth > 1 and len(flat) <= 100) or not isinstance(value, dict | list) or not value or depth > 3:
        return flat
    if isinstance(value, dict) and ("text" in value or "label" in value):
        return flat
    inner, outer = " " * (depth + 1), " " * depth
    if isinstance(value, dict):
        parts = [f"{json.dumps(name)}: {_json(part, depth + 1)}" for name, part in value.items()]
        return "{\n" + ",\n".join(inner + part for part in parts) + f"\n{outer}}}"
    return "[\n" + ",\n".join(inner + _json(part, depth + 1) for part in value) + f"\n{outer}]"


def _text(page: Page, span: Span) -> str:
    return page.text[slice(*span)]


def _of_line(context: Context, i: int) -> Iterator[tuple[str, Any]]:
    """What is not as usual of a line; its neighbours are numbers of lines, from 0."""
    page, around = context.page, context.lines[i]
    header = context.header(i)
    yield "text", page.lines[i].text
    yield "at", page.lines[i].box.xywh
    yield "row, block", (context.row_of(i), context.block_of(i))
    every = {
        "region": around.region,
        "size": around.type_size,
        "labels": [f"{f.place} {_text(page, f.label)!r}" for f in around.fields],
        "left, right": (around.left, around.right),
        "before, after": (around.before, around.after),
        "column": around.column,
        "header": _text(page, header) if header else "",
        "corner": context.corner(i),
        "rank": context.rank(i),
        "section": context.section(i),
        "next says": context.next_says(i),
        "table says": context.table_says(i),
        "table shows": context.table_shows(i),
        "is": [
            name
            for name, holds in (
                ("in a bar", context.in_bar),
                ("in a letterhead", context.letterhead),
                ("in house", context.in_house),
                ("under house", context.under_house),
            )
            if holds(i)
        ],
    }
    yield from ((name, said) for name, said in every.items() if said not in USUAL and said != (None, None))


def _of_page(context: Context) -> dict[str, Any]:
    return {
        "kind": context.kind,
        "said": context.said,
        "portal": context.portal,
        "about": context.about,
        "subjects": dict(sorted(context.subjects.items())),
        "says": {subject: round(share, 3) for subject, share in context.says.items() if share},
        "channel": guess(context.page),
    }


def _pair(page: Page, field: Field) -> str:
    return f"{field.place}: {_text(page, field.label)} → {_text(page, field.value)}"


def _field(page: Page, field: Field) -> dict[str, Any]:
    meanings = [f"{m.type} of {m.subject}{'' if m.exact else ', near'} ({m.phrase})" for m in field.meanings]
    return {
        "label": _text(page, field.label),
        "value": _text(page, field.value),
        "place": field.place,
        "meanings": meanings,
    }


def _table(page: Page, table: Table) -> dict[str, Any]:
    rows = [[" / ".join(_text(page, line) for line in cell) for cell in row] for row in table.rows]
    return {"header": [_text(page, head) for head in table.header], "rows": rows}
