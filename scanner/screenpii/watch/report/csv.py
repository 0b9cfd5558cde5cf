"""`csv`: a row a group, for spreadsheets; no cell is a formula, whatever stood on a screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, fields

from screenpii.reports.csv import written
from screenpii.watch.report import Daily, forms
from screenpii.watch.report.rows import Row, rows


@forms.register("csv")
def render(daily: Daily) -> Iterator[bytes]:
    """All rows; the first column is the group, so that no line begins with a text of others."""
    columns = [field.name for field in fields(Row)]
    return written(columns, (["" if value is None else value for value in astuple(row)] for row in rows(daily)))
