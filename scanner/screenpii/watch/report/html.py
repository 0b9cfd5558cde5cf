"""`html`: one page for people: how much showed, where and when, for how long, and what was not watched.

It has no script, loads nothing, and forbids itself to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from markupsafe import Markup

from screenpii.reports.pages import Chart, chart, environment, fingerprint, part
from screenpii.reports.ranking import WORST_FIRST, many
from screenpii.watch.report import Daily, forms
from screenpii.watch.report.period import Period
from screenpii.watch.report.rows import Row, rows, trend
from screenpii.watch.sinks.words import duration

MAX_ROWS = 500  # rows of a table; more would make the page too large to read
MAX_BARS = 12  # bars of a chart whose names are not hours or days
PACKAGE = "screenpii.watch.report"


@forms.register("html")
def render(daily: Daily) -> Iterator[bytes]:
    """The page as UTF-8."""
    now, before = daily.folded.now, daily.folded.before
    told = list(rows(daily))
    css = part("report.css") + part("watch.css", PACKAGE)
    page = environment().from_string(part("watch.html", PACKAGE))
    parts = page.generate(
        total=told[0],
        open=now.open,
        period=_named(now.period),
        before=_named(before.period),
        made=_local(daily.made),
        verdict=_verdict(told),
        tone="bad" if told[0].times or now.open else "part" if _missing(told) else "",
        charts=_charts(told),
        tables=[(title, _group(told, group)[:MAX_ROWS]) for group, title in (("screen", "Screens"), ("type", "Types"))],
        targets=[(row, _reasons(daily, row)) for row in _group(told, "target")[:MAX_ROWS]],
        more={group: max(0, len(_group(told, group)) - MAX_ROWS) for group in ("screen", "type", "target")},
        notes=daily.notes,
        duration=duration,
        trend=trend,
        css=Markup(css),  # noqa: S704 ours
        css_hash=fingerprint(css),
    )
    return (piece.encode("utf-8", "replace") for piece in parts)


def _verdict(told: list[Row]) -> str:
    total = told[0]
    screens = sum(row.times > 0 for row in _group(told, "screen"))
    text = f"Personal information began to show {many(total.times, 'time')} on {many(screens, 'screen')}."
    if not total.times:
        text = "Nothing began to show." if _group(told, "target") else "Nothing was watched."
    missing = sum((row.not_watched_seconds or 0.0) >= 1.0 for row in _group(told, "target"))
    return f"{text} {many(missing, 'target')} not watched all the time." if missing else text


def _missing(told: list[Row]) -> bool:
    targets = _group(told, "target")
    return not targets or any((row.not_watched_seconds or 0.0) >= 1.0 for row in targets)


def _group(told: list[Row], group: str) -> list[Row]:
    return [row for row in told if row.group == group]


def _charts(told: list[Row]) -> list[Chart]:
    total = told[0]
    severities = {"critical": total.critical, "high": total.high, "medium": total.medium, "low": total.low}
    screens = [(f"{row.title} ({row.name[:11]})", row.times) for row in _group(told, "screen")]
    found = [
        chart("By severity", [(name, severities[name]) for name in WORST_FIRST if severities[name]]),
        chart("By type", [(row.name, row.times) for row in _group(told, "type")][:MAX_BARS]),
        chart("By screen", screens[:MAX_BARS]),
        chart("By target", [(row.name, row.times) for row in _group(told, "target") if row.times][:MAX_BARS]),
        chart("By hour of the day", [(f"{row.name}:00", row.times) for row in _group(told, "hour")]),
    ]
    days = _group(told, "day")
    return found + ([chart("By day", [(row.name, row.times) for row in days])] if len(days) > 1 else [])


def _reasons(daily: Daily, row: Row) -> list[tuple[str, str]]:
    """Why a target was not watched, and for how long, the longest first."""
    watching = daily.folded.now.watching
    if row.name not in watching.targets:
        return []
    reasons = watching.not_watched(row.name, daily.made)[1]
    return [(why, duration(seconds)) for why, seconds in sorted(reasons.items(), key=lambda item: -item[1])]


def _named(period: Period) -> str:
    return f"{_local(period.start)} to {_local(period.end)}"


def _local(at: float) -> str:
    """A time in local time, as on the clocks beside the screens."""
    return f"{datetime.fromtimestamp(at):%Y-%m-%d %H:%M}"
