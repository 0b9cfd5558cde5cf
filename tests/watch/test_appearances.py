"""How long an exposure shows each time: as the watcher says, less what it had said before."""

from __future__ import annotations

from screenpii.watch.appearances import Appearances
from screenpii.watch.events import Event
from tests.watch.telling import NOW, event, exposure


def seconds(*events: Event) -> list[float]:
    """What each appearance lasted, in the order in which they end."""
    seen = Appearances()
    return [lasted for each in events for _, lasted in seen.tell(each)]


def test_each_appearance_counts_by_itself() -> None:
    assert seconds(
        event("opened", 0),
        event("closed", 10, exposure=exposure(seconds=10.0)),
        event("again", 60, exposure=exposure(seconds=10.0, times=2)),
        event("closed", 65, exposure=exposure(seconds=15.0, times=2)),
    ) == [10.0, 5.0]


def test_a_gap_within_an_appearance_ends_none() -> None:
    gone = event("closed", 30, exposure=exposure(seconds=20.0, times=2))
    assert seconds(event("opened", 0), event("again", 15, exposure=exposure(seconds=5.0, times=2)), gone) == [20.0]


def test_one_whose_beginning_is_not_known() -> None:
    assert seconds(event("closed", 30, exposure=exposure(seconds=20.0))) == [20.0]


def test_a_stop_ends_what_shows_on_its_target() -> None:
    other = event("opened", 1, target="till-2", exposure=exposure("e2"))
    assert seconds(event("opened", 0), other, event("stopped", 8)) == [8.0]
    assert seconds(event("opened", 0), other, event("stopped", 8, target="")) == [8.0, 7.0]


def test_after_a_crash_only_what_was_told_counts() -> None:
    told = (event("opened", 0), event("again", 5, exposure=exposure(seconds=3.0)), event("started", 900))
    assert seconds(*told) == [3.0]


def test_a_clock_that_jumps_back_makes_no_negative_time() -> None:
    assert seconds(event("opened", 0), event("stopped", -500)) == [0.0]
    assert seconds(
        event("again", 0, exposure=exposure(seconds=9.0)), event("closed", 1, exposure=exposure(seconds=2.0))
    ) == [0.0]


def test_when_it_began() -> None:
    seen = Appearances()
    seen.tell(event("opened", 3, exposure=exposure(first=NOW + 1)))
    assert seen.showing["e1"].begun == NOW + 1
