"""`json`: the report for other programs, as `schema/watch-report-1.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

from screenpii import __version__
from screenpii.watch.events import iso
from screenpii.watch.report import Daily, forms
from screenpii.watch.report.fold import Sums
from screenpii.watch.report.period import Period
from screenpii.watch.report.rows import Group, Row, rows

SCHEMA = "screenpii/watch-report/1"


@forms.register("json")
def render(daily: Daily) -> Iterator[bytes]:
    """ASCII, indented: nothing in it steers a terminal."""
    now, before = daily.folded.now, daily.folded.before
    told = list(rows(daily))
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "tool": {"name": "screenpii", "version": __version__},
        "made": iso(daily.made),
        "period": _period(now.period),
        "before": _period(before.period),
        "total": {**_row(told[0]), "open": now.open, "before_open": before.open},
        **{f"{group}s": [_row(row) for row in told if row.group == group] for group in get_args(Group)[1:]},
        "notes": list(daily.notes),
    }
    for target in document["targets"]:
        target["reasons"] = _reasons(now, target["name"], daily.made)
    yield json.dumps(document, indent=1).encode() + b"\n"


def _period(period: Period) -> dict[str, str]:
    return {"since": iso(period.start), "until": iso(period.end)}


def _row(row: Row) -> dict[str, Any]:
    """The row without its group, which its place tells."""
    return {key: value for key, value in row.told().items() if key != "group"}


def _reasons(sums: Sums, target: str, now: float) -> dict[str, float]:
    if target not in sums.watching.targets:
        return {}
    return {reason: round(seconds, 1) for reason, seconds in sums.watching.not_watched(target, now)[1].items()}
