"""What keeps people from being told too much: least severity, quiet hours, repetitions, so many events a minute."""

from __future__ import annotations

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field as Setting

from screenpii.reports.ranking import many
from screenpii.types import SEVERITIES, Severity
from screenpii.watch.events import Event, EventSink
from screenpii.watch.sinks import Options

WINDOW_SECONDS = 60.0  # seconds over which `per_minute` counts
MAX_REMEMBERED_EXPOSURES = 10_000  # exposures whose last telling is remembered; the oldest are forgotten
HOURS = r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$"


class Gated(Options):
    """Options of every sink that tells people."""

    min_severity: Severity = Setting("low", description="exposures below it are not told")
    per_minute: int = Setting(0, ge=0, description="events a minute; the others are summed up in one; 0: no limit")
    repeat_seconds: float = Setting(
        0.0, ge=0, description="an exposure that shows again within so many seconds is not told again"
    )
    quiet: tuple[Annotated[str, Setting(pattern=HOURS)], ...] = Setting(
        (), description="local times such as `22:00-06:00` in which events are held back, and summed up afterwards"
    )
    quiet_passes: tuple[Literal["lost", "critical"], ...] = Setting(
        ("lost", "critical"), description="what is told in quiet hours too: lost targets, critical exposures"
    )


@dataclass(slots=True)
class _Held:
    """Events that were held back: the worst, and how many there were of each kind."""

    worst: Event
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, event: Event) -> None:
        self.kinds[event.kind] += 1
        if badness(event) > badness(self.worst):
            self.worst = event

    def summary(self) -> Event:
        """The worst of the events, with words about the others."""
        others = self.kinds.total() - 1
        counted = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))
        said = f"held back, with {many(others, 'other event')} ({counted} in all)" if others else "held back"
        return replace(self.worst, reason="; ".join(filter(None, (self.worst.reason, said))))


class Gate(EventSink):
    """Lets pass to another sink what its options allow; the rest is counted, and summed up once it may be told.

    A repetition is told once its time is over, if it still shows. `clock` gives seconds that never jump; quiet hours
    are by the time of the events.
    """

    def __init__(self, inner: EventSink, options: Gated, clock: Callable[[], float] = time.monotonic) -> None:
        self.inner, self._options, self._clock = inner, options, clock
        self._told: deque[float] = deque()
        self._shown: OrderedDict[str, float] = OrderedDict()  # exposures → when it was last told that they show
        self._repeated: dict[str, Event] = {}
        self._held: _Held | None = None

    def tell(self, event: Event) -> None:
        """Let it pass, drop it, or hold it back."""
        if event.exposure and SEVERITIES.index(event.exposure.severity) < SEVERITIES.index(self._options.min_severity):
            return
        if not self._repeats(event):
            self._pass(event)

    def tick(self, now: float) -> None:
        """Tell what was held back, if it may be told by now."""
        for event in self._overdue():
            self._pass(event)
        if self._held and self._has_room() and not self._is_quiet(now):
            summary, self._held = self._held.summary(), None
            self._tell(summary)
        self.inner.tick(now)

    def close(self) -> None:
        """Tell what was held back, unless it is a quiet hour."""
        if self._held and not self._is_quiet(self._held.worst.at):
            self.inner.tell(self._held.summary())
        self._held = None
        self.inner.close()

    def _pass(self, event: Event) -> None:
        quiet = self._is_quiet(event.at) and not self._passes_quiet(event)
        if self._has_room() and not quiet:
            self._tell(event)
            return
        self._held = self._held or _Held(event)
        self._held.add(event)

    def _tell(self, event: Event) -> None:
        self._told.append(self._clock())
        self.inner.tell(event)

    def _has_room(self) -> bool:
        most = self._options.per_minute
        if not most:
            self._told.clear()
            return True
        while self._told and self._told[0] <= self._clock() - WINDOW_SECONDS:
            self._told.popleft()
        return len(self._told) < most

    def _repeats(self, event: Event) -> bool:
        """Whether an event says again what was told a short while ago, or that such a repetition is over."""
        if not event.exposure or not self._options.repeat_seconds:
            return False
        name = event.exposure.id
        if event.kind == "closed":
            return self._repeated.pop(name, None) is not None
        if self._clock() < self._shown.get(name, float("-inf")) + self._options.repeat_seconds:
            self._repeated[name] = event
            return True
        self._remember(name)
        return False

    def _remember(self, name: str) -> None:
        self._repeated.pop(name, None)
        self._shown[name] = self._clock()
        self._shown.move_to_end(name)
        if len(self._shown) > MAX_REMEMBERED_EXPOSURES:
            self._repeated.pop(self._shown.popitem(last=False)[0], None)

    def _overdue(self) -> list[Event]:
        """Repetitions whose time is over, and which still show."""
        until = self._clock() - self._options.repeat_seconds
        due = [name for name in self._repeated if self._shown.get(name, until) <= until]
        events = [self._repeated[name] for name in due]
        for name in due:
            self._remember(name)
        return events

    def _passes_quiet(self, event: Event) -> bool:
        critical = event.exposure is not None and event.exposure.severity == "critical"
        passes = self._options.quiet_passes
        return (critical and "critical" in passes) or (event.kind == "lost" and "lost" in passes)

    def _is_quiet(self, at: float) -> bool:
        clock = f"{datetime.fromtimestamp(at):%H:%M}"  # local time is what the options are in
        return any(_within(clock, *hours.split("-")) for hours in self._options.quiet)


def badness(event: Event) -> int:
    """The higher, the worse: a lost target is as bad as the worst exposure."""
    if event.kind == "lost" or (event.kind == "stopped" and event.reason):
        return len(SEVERITIES)
    shows = event.exposure is not None and event.kind != "closed"
    return SEVERITIES.index(event.exposure.severity) + 1 if event.exposure and shows else 0


def _within(clock: str, start: str, stop: str) -> bool:
    """Whether a time of day is in a range, which may go past midnight; the whole day if both ends are the same."""
    return start <= clock < stop if start < stop else clock >= start or clock < stop
