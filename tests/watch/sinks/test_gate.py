"""What people are told: hours at a till in a moment, under a clock of the test's own."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from screenpii.watch.events import Event, EventSink
from screenpii.watch.sinks.gate import Gate, Gated
from tests.watch.telling import NOW, event, exposure


@dataclass
class Kept(EventSink):
    """Keeps what it is told."""

    events: list[Event] = field(default_factory=list)
    closed: bool = False

    def tell(self, event: Event) -> None:
        """Keep it."""
        self.events.append(event)

    def close(self) -> None:
        """Remember that."""
        self.closed = True


class Hours:
    """A gate and its clock, which both begin at `NOW`."""

    def __init__(self, **options: Any) -> None:
        self.after, self.kept = 0.0, Kept()
        self.gate = Gate(self.kept, Gated(**options), lambda: self.after)

    def tell(self, told: Event) -> None:
        """An event happens."""
        self.run(told.at - NOW)
        self.gate.tell(told)

    def run(self, until: float) -> None:
        """Let time go on, with its ticks."""
        while self.after < until:
            self.after = min(until, self.after + 1.0)
            self.gate.tick(NOW + self.after)

    @property
    def told(self) -> list[str]:
        """The kinds of the events that passed."""
        return [each.kind for each in self.kept.events]


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local time is UTC, in which `NOW` is 02:40."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
    assert os.environ.get("TZ") != "UTC" or time.tzname[0] == "UTC"


def shows(after: float, name: str = "e1", severity: Any = "high", kind: Any = "opened") -> Event:
    return event(kind, after, exposure=exposure(name, severity))


def test_without_options_everything_passes() -> None:
    hours = Hours()
    for number in range(500):
        hours.tell(shows(0.0, f"e{number}"))
    assert len(hours.told) == 500
    hours.gate.close()
    assert hours.kept.closed


def test_the_least_severity_holds_for_exposures_alone() -> None:
    hours = Hours(min_severity="high")
    for each in (shows(0, "a", "medium"), shows(0, "b", "high"), shows(0, "c", "critical"), event("lost", reason="x")):
        hours.tell(each)
    hours.tell(shows(1, "a", "medium", "closed"))
    assert hours.told == ["opened", "opened", "lost"]


def test_so_many_a_minute_and_the_others_in_one() -> None:
    hours = Hours(per_minute=3)
    for number in range(10):
        hours.tell(shows(number, f"e{number}", "critical" if number == 7 else "low"))
    assert hours.told == ["opened"] * 3
    hours.run(59)
    assert len(hours.told) == 3
    hours.run(61)
    assert len(hours.told) == 4
    summary = hours.kept.events[-1]
    assert summary.exposure
    assert summary.exposure.id == "e7"
    assert summary.reason == "held back, with 6 other events (7 opened in all)"
    hours.run(600)
    assert len(hours.told) == 4


def test_a_flood_of_a_day_is_one_event_a_minute_more_than_the_limit_at_most() -> None:
    hours = Hours(per_minute=5)
    for number in range(0, 86_400, 10):
        hours.tell(shows(number, f"e{number}"))
    assert len(hours.told) <= 5 * 24 * 60
    counted = sum(int(e.reason.split("(")[1].split()[0]) for e in hours.kept.events if "(" in e.reason)
    alone = sum(e.reason == "held back" or not e.reason for e in hours.kept.events)
    waiting = hours.gate._held.kinds.total() if hours.gate._held else 0
    assert counted + alone + waiting == 8_640


def test_quiet_hours_hold_back_and_sum_up_in_the_morning() -> None:
    hours = Hours(quiet=("22:00-06:00",))
    hours.tell(shows(0, "a", "high"))
    hours.tell(shows(60, "b", "critical"))
    hours.tell(event("lost", 120, reason="gone"))
    hours.tell(event("restored", 180))
    assert hours.told == ["opened", "lost"]
    morning = (5 * 60 + 59 - 160) * 60
    hours.run(morning)
    assert len(hours.told) == 2
    hours.run(morning + 120)
    assert len(hours.told) == 3
    assert hours.kept.events[-1].reason == "held back, with 1 other event (1 opened, 1 restored in all)"
    hours.tell(shows(morning + 180, "c", "low"))
    assert len(hours.told) == 4


def test_nothing_passes_quiet_hours_if_so_wanted() -> None:
    hours = Hours(quiet=("00:00-00:00",), quiet_passes=())
    hours.tell(shows(0, "b", "critical"))
    hours.tell(event("lost", 1, reason="gone"))
    hours.run(7_200)
    hours.gate.close()
    assert hours.told == []


def test_quiet_hours_within_a_day() -> None:
    hours = Hours(quiet=("02:45-03:00",), quiet_passes=())
    hours.tell(shows(0, "a"))
    hours.tell(shows(300, "b"))
    assert hours.told == ["opened"]
    hours.run(20 * 60)
    assert hours.told == ["opened", "opened"]
    assert hours.kept.events[-1].reason == "held back"


def test_an_exposure_that_flickers_is_told_once() -> None:
    hours = Hours(repeat_seconds=300)
    hours.tell(shows(0))
    for number in range(1, 20, 2):
        hours.tell(shows(number, kind="closed"))
        hours.tell(shows(number + 1, kind="again"))
    hours.tell(shows(30, "e2"))
    hours.tell(shows(40, kind="closed"))
    hours.run(1_000)
    assert hours.told == ["opened", "closed", "opened"]
    hours.tell(shows(1_001, kind="again"))
    assert hours.told[-1] == "again"


def test_a_repetition_that_lasts_is_told_when_its_time_is_over() -> None:
    hours = Hours(repeat_seconds=300)
    hours.tell(shows(0))
    hours.tell(shows(5, kind="closed"))
    hours.tell(shows(10, kind="again"))
    hours.run(299)
    assert hours.told == ["opened", "closed"]
    hours.run(301)
    assert hours.told == ["opened", "closed", "again"]
    hours.tell(shows(400, kind="closed"))
    assert hours.told[-1] == "closed"


def test_what_is_held_back_is_told_at_the_end() -> None:
    hours = Hours(per_minute=1)
    hours.tell(event("started"))
    hours.tell(shows(1, "a"))
    hours.tell(shows(2, "b", kind="closed"))
    hours.gate.close()
    assert hours.told == ["started", "opened"]
    assert hours.kept.events[-1].reason.startswith("held back, with 1 other event")


def test_a_clock_on_the_wall_that_jumps_back_does_not_stop_it() -> None:
    hours = Hours(per_minute=1)
    hours.gate.tell(event("started"))
    hours.after = 120.0
    hours.gate.tell(event("lost", -86_400, reason="gone"))
    hours.gate.tick(NOW - 86_400)
    assert hours.told == ["started", "lost"]
