"""Events → what a report tells of a period: sums, whose number is that of screens, types, targets and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from screenpii.watch.appearances import Appearance, Appearances
from screenpii.watch.events import Event, Exposure
from screenpii.watch.report.durations import Durations
from screenpii.watch.report.period import Period
from screenpii.watch.report.watching import Watching
from screenpii.watch.sinks.setup import TEST_TARGET

MAX_SCREENS, MAX_TYPES, MAX_TARGETS = 2_000, 500, 1_000  # rows of each; what comes later goes into one more
OTHERS = "(others)"

Row = TypeVar("Row")


@dataclass(slots=True)
class Sum:
    """Exposures of one kind: `opened` for the first time, and `again`, by severity; for how long they showed.

    `title` is that of the screen, if it is the sum of one.
    """

    opened: int = 0
    again: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    dwell: Durations = field(default_factory=Durations)
    title: str = ""

    @property
    def times(self) -> int:
        """How often one began to show."""
        return self.opened + self.again

    def begin(self, event: Event, exposure: Exposure) -> None:
        """An exposure begins to show."""
        self.opened += event.kind == "opened"
        self.again += event.kind == "again"
        self.severities[exposure.severity] += 1


@dataclass(slots=True)
class Sums:
    """What happened in a period: in all, and by screen, type, target, day (`2026-01-31`) and hour of the day (`07`).

    `open` exposures still show at its end. Days and hours, which are local, have no dwell: it may go beyond them.
    """

    period: Period
    all: Sum = field(default_factory=Sum)
    screens: dict[str, Sum] = field(default_factory=dict)
    types: dict[str, Sum] = field(default_factory=dict)
    targets: dict[str, Sum] = field(default_factory=dict)
    days: dict[str, Sum] = field(default_factory=dict)
    hours: dict[str, Sum] = field(default_factory=dict)
    open: int = 0
    watching: Watching = field(init=False)

    def __post_init__(self) -> None:
        self.watching = Watching(self.period)

    def begin(self, event: Event, exposure: Exposure) -> None:
        """An exposure begins to show, if it is in the period."""
        if event.at not in self.period:
            return
        local = datetime.fromtimestamp(event.at)
        day = self.days.setdefault(f"{local:%Y-%m-%d}", Sum())
        hour = self.hours.setdefault(f"{local:%H}", Sum())
        for sum_ in (*self._of(exposure, event.target), day, hour):
            sum_.begin(event, exposure)

    def end(self, appearance: Appearance, seconds: float, at: float) -> None:
        """An exposure has shown until then: as much of that counts as is in the period."""
        within = self.period.overlap(appearance.begun, at)
        if within or appearance.begun in self.period:
            for sum_ in self._of(appearance.exposure, appearance.target):
                sum_.dwell.add(min(seconds, within))
            self.open += at >= self.period.end

    def _of(self, exposure: Exposure, target: str) -> tuple[Sum, ...]:
        screen = _row(self.screens, exposure.screen, MAX_SCREENS, Sum())
        screen.title = exposure.title if exposure.screen in self.screens else ""
        by_type = _row(self.types, exposure.type, MAX_TYPES, Sum())
        return self.all, screen, by_type, _row(self.targets, target, MAX_TARGETS, Sum())


@dataclass(frozen=True, slots=True)
class Folded:
    """A period and the one before it."""

    now: Sums
    before: Sums


def fold(events: Iterable[Event], period: Period, now: float) -> Folded:
    """The sums of a period that may last beyond `now`, and of the one before; events of tests do not count."""
    folded = Folded(Sums(Period(period.start, min(period.end, now))), Sums(period.before))
    appearances = Appearances()
    for event in events:
        if event.target == TEST_TARGET:
            continue
        ended = appearances.tell(event)
        for sums in (folded.now, folded.before):
            if event.exposure and event.kind != "closed":
                sums.begin(event, event.exposure)
            sums.watching.tell(event)
            for appearance, seconds in ended:
                sums.end(appearance, seconds, event.at)
    for appearance in appearances.showing.values():
        for sums in (folded.now, folded.before):
            until = sums.watching.seen_until(appearance.target, now)
            sums.end(appearance, appearance.seconds(until), max(until, appearance.begun))
    return folded


def _row(rows: dict[str, Row], name: str, most: int, new: Row) -> Row:
    return rows.setdefault(name if name in rows or len(rows) < most else OTHERS, new)
