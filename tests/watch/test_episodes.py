"""Episodes: what opens, goes on and closes, over hours of an injected clock."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screenpii.types import FIRST, Box, Masking, Reading, Record, Verdict
from screenpii.watch.episodes import Episodes
from screenpii.watch.events import Event
from screenpii.watch.health import Health, silent_seconds


def found(value: str, left: int = 0, kind: str = "EMAIL", verdict: Verdict = "exposed") -> Record:
    """A finding whose value has a fingerprint of its own."""
    return Record(
        kind,
        "customer",
        (Box(left, 0, left + 90, 10),),
        0.9,
        "E-mail",
        "till",
        FIRST,
        Masking("none"),
        verdict,
        "medium",
        ("default/contact-data",),
        "a•••@e•••.com",
        f"v1:{value:0>32}",
        clause="default/contact-data",
    )


def shown(*findings: Record) -> Reading:
    return Reading("till", FIRST, 600, 400, 0.1, findings, screen="s1:a", title="Order", channel="pos")


def kinds(events: list[Event]) -> list[str]:
    return [event.kind for event in events]


def seconds(events: list[Event]) -> float:
    (event,) = events
    assert event.exposure
    return event.exposure.seconds


def test_an_exposure_opens_goes_on_and_closes_when_it_has_been_gone_for_long() -> None:
    episodes = Episodes("till", linger_seconds=10)
    assert episodes.update(shown(), 0.0) == []
    (opened,) = episodes.update(shown(found("a")), 1.0)
    assert (opened.kind, opened.target, opened.at) == ("opened", "till", 1.0)
    assert opened.exposure
    assert (opened.exposure.first, opened.exposure.screen, opened.exposure.times) == (0.5, "s1:a", 1)
    assert episodes.update(shown(found("a")), 2.0) == []
    assert episodes.update(shown(), 3.0) == []
    assert episodes.tick(12.4) == []
    closed = episodes.tick(12.5)
    assert kinds(closed) == ["closed"]
    assert seconds(closed) == 2.0  # from 0.5 to 2.5: midway between two looks
    assert episodes.open == {}


@pytest.mark.parametrize(("gap", "events"), [(4.0, ["again"]), (30.0, ["closed", "opened"])])
def test_what_is_hidden_for_a_while_is_the_same_exposure(gap: float, events: list[str]) -> None:
    """A dialog in front, a scroll, a flicker."""
    episodes = Episodes("till", linger_seconds=10)
    episodes.update(shown(found("a")), 0.0)
    episodes.update(shown(), 2.0)
    told = [*episodes.tick(1.0 + gap), *episodes.update(shown(found("a", left=300)), 2.0 + gap)]
    assert kinds(told) == events
    if events == ["again"]:
        assert seconds(told) == 1.0 + gap / 2  # a second before, and half of the time between two looks
        assert told[0].exposure
        assert told[0].exposure.times == 2


def test_a_window_that_is_moved_changes_nothing() -> None:
    episodes = Episodes("till")
    episodes.update(shown(found("a")), 0.0)
    assert episodes.update(shown(found("a", left=250)), 1.0) == []


def test_another_value_in_the_same_place_is_another_exposure() -> None:
    """Two customers, one after the other, whose masked previews are alike."""
    episodes = Episodes("till")
    episodes.update(shown(found("a")), 0.0)
    assert kinds(episodes.update(shown(found("b")), 1.0)) == ["opened"]
    assert len(episodes.open) == 2


def test_one_value_in_two_places_is_two_exposures_of_which_one_may_go() -> None:
    episodes = Episodes("till", linger_seconds=5)
    assert kinds(episodes.update(shown(found("a"), found("a", left=300)), 0.0)) == ["opened", "opened"]
    episodes.update(shown(found("a", left=300)), 2.0)
    assert kinds(episodes.tick(20.0)) == ["closed"]
    assert len(episodes.open) == 1


@pytest.mark.parametrize("verdict", ["masked", "allowed", "accepted"])
def test_only_what_is_exposed_opens(verdict: Verdict) -> None:
    assert Episodes("till").update(shown(found("a", verdict=verdict)), 0.0) == []


def test_the_end_closes_what_is_open_with_the_time_of_the_last_look() -> None:
    episodes = Episodes("till")
    episodes.update(shown(found("a")), 0.0)
    episodes.update(shown(found("a")), 5.0)
    closed = episodes.close(60.0, "the watcher stops")
    assert (kinds(closed), seconds(closed), closed[0].reason) == (["closed"], 5.0, "the watcher stops")


@given(st.lists(st.sets(st.sampled_from("abc")), max_size=40), st.integers(0, 5))
def test_each_exposure_opens_once_and_closes_once(looks: list[set[str]], linger: int) -> None:
    episodes = Episodes("till", linger_seconds=linger)
    events = [
        e for k, values in enumerate(looks) for e in episodes.update(shown(*map(found, sorted(values))), float(k))
    ]
    events += episodes.close(1e6, "")
    for episode in {e.exposure.id for e in events if e.exposure}:
        own = [e for e in events if e.exposure and e.exposure.id == episode]
        assert kinds(own)[0] == "opened"
        assert kinds(own)[-1] == "closed"
        assert set(kinds(own)[1:-1]) <= {"again"}
        assert own[-1].exposure
        assert 0 <= own[-1].exposure.seconds <= own[-1].exposure.last - own[-1].exposure.first + 1e-6
    shows = sum(e.kind == "opened" for e in events)
    assert shows >= len(set().union(*looks)) if looks else shows == 0


def day(rng: random.Random) -> Iterator[tuple[float, Reading]]:
    """Two hours of a till at one look a second: a customer's page for a while, then the next one's, then none."""
    now = 0.0
    for customer in range(60):
        for showing in (True, False):
            for _ in range(rng.randint(20, 80)):
                now += 1.0
                yield now, shown(*(found(f"{customer}{k}", left=100 * k) for k in range(3))) if showing else shown()


def test_two_hours_of_a_till_leave_nothing_open_and_each_customer_told_once() -> None:
    episodes, events, most = Episodes("till"), list[Event](), 0
    for now, reading in day(random.Random(1)):
        events += episodes.update(reading, now)
        most = max(most, len(episodes.open))
    events += episodes.tick(1e6)
    assert (most, episodes.open) == (3, {})
    assert sum(e.kind == "opened" for e in events) == sum(e.kind == "closed" for e in events) == 180
    assert "again" not in kinds(events)


def test_a_target_is_lost_once_for_each_reason_and_restored() -> None:
    health = Health("till", 1.0)
    assert health.look(0.0) == []
    (lost,) = health.look(3.0, "no display")
    assert (lost.kind, lost.reason, lost.since) == ("lost", "no display", 0.0)
    assert health.look(4.0, "no display") == []
    assert kinds(health.look(5.0, "the display cannot be captured (OSError)")) == ["lost"]
    (restored,) = health.look(9.0)
    assert (restored.kind, restored.since) == ("restored", 0.0)
    assert health.incomplete


@pytest.mark.parametrize(("interval", "seconds"), [(0.2, 5.0), (1.0, 5.0), (10.0, 30.0)])
def test_silence_is_loss(interval: float, seconds: float) -> None:
    assert silent_seconds(interval) == seconds
    health = Health("till", interval)
    assert health.tick(0.0) == []
    assert health.tick(seconds - 0.1) == []
    assert kinds(health.tick(seconds)) == ["lost"]
    assert health.tick(seconds + 100) == []
