"""The rows of a report: what every form of it tells, the most first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from screenpii.watch.report import Daily
from screenpii.watch.report.fold import Sum

Group = Literal["all", "screen", "type", "target", "day", "hour"]


@dataclass(frozen=True, slots=True)
class Row:
    """The sum of a group: of all, or of one screen, type, target, day or hour; times in seconds, None where unknown.

    `before_` is the same of the period before; `times` is how often one began to show: `opened` and `again` together.
    """

    group: Group
    name: str
    title: str
    opened: int
    again: int
    critical: int
    high: int
    medium: int
    low: int
    seconds: float | None
    median_seconds: float | None
    p95_seconds: float | None
    before_times: int | None
    before_seconds: float | None
    watched_seconds: float | None = None
    not_watched_seconds: float | None = None

    @property
    def times(self) -> int:
        """How often one began to show."""
        return self.opened + self.again

    def told(self) -> dict[str, Any]:
        """Its fields by name, without those that are unknown."""
        return {key: value for key, value in asdict(self).items() if value is not None}


def rows(daily: Daily) -> Iterator[Row]:
    """All rows: the whole, then screens, types and targets, those that showed most often first, then days and hours."""
    now, before = daily.folded.now, daily.folded.before
    yield _row("all", "", now.all, before.all)
    groups: tuple[tuple[Group, Mapping[str, Sum], Mapping[str, Sum]], ...] = (
        ("screen", now.screens, before.screens),
        ("type", now.types, before.types),
    )
    for group, sums, earlier in groups:
        yield from sorted((_row(group, n, s, earlier.get(n, Sum())) for n, s in sums.items()), key=_most)
    yield from sorted(_targets(daily), key=_most)
    for day, sum_ in sorted(now.days.items()):
        yield _row("day", day, sum_, None)
    for hour in range(24):
        yield _row("hour", f"{hour:02}", now.hours.get(f"{hour:02}", Sum()), None)


def _targets(daily: Daily) -> Iterator[Row]:
    """A row for each target that was watched, or should have been."""
    now, before = daily.folded.now, daily.folded.before
    watching = now.watching
    for name in {*now.targets, *watching.targets}:
        if name not in watching.targets:
            yield _row("target", name, now.targets[name], before.targets.get(name, Sum()))
        elif name in now.targets or not watching.is_over(name):
            missing, _ = watching.not_watched(name, daily.made)
            watched = (watching.watched(name, daily.made), missing)
            yield _row("target", name, now.targets.get(name, Sum()), before.targets.get(name, Sum()), watched)


def _row(group: Group, name: str, now: Sum, before: Sum | None, watched: tuple[float, float] | None = None) -> Row:
    known = before is not None
    counts = now.severities
    return Row(
        *(group, name, now.title, now.opened, now.again),
        *(counts["critical"], counts["high"], counts["medium"], counts["low"]),
        seconds=round(now.dwell.total, 1) if known else None,
        median_seconds=round(now.dwell.quantile(0.5), 1) if known else None,
        p95_seconds=round(now.dwell.quantile(0.95), 1) if known else None,
        before_times=before.times if before else None,
        before_seconds=round(before.dwell.total, 1) if before else None,
        watched_seconds=round(watched[0], 1) if watched else None,
        not_watched_seconds=round(watched[1], 1) if watched else None,
    )


def _most(row: Row) -> tuple[float, float, float, str]:
    return (-row.times, -(row.seconds or 0.0), -(row.not_watched_seconds or 0.0), row.name)


def trend(now: float, before: float) -> str:
    """How a figure has changed against the period before, in words."""
    if not before:
        return "new" if now else "as before"
    change = round(100 * (now - before) / before)
    return f"{change:+d} %" if change else "as before"
