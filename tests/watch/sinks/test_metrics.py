"""Figures as Prometheus gets them, over HTTP and read by the parser of its own client."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from screenpii.errors import MissingEngineError, UsageError
from screenpii.watch.sinks import metrics, setup
from screenpii.watch.sinks.metrics import Metrics, MetricsOptions
from tests.watch.telling import NOW, Listener, event, every_kind, exposure, hostile, unseen

LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Clock:
    """A clock that stands until it is moved."""

    now = NOW

    def __call__(self) -> float:
        """POSIX seconds."""
        return self.now


@contextmanager
def watched(listener: Listener, clock: Clock | None = None, **options: Any) -> Iterator[Metrics]:
    sink = Metrics(MetricsOptions(port=0, **options), listener.around, clock or Clock())
    sink.start()
    yield sink
    sink.close()


def text(sink: Metrics) -> str:
    with LOCAL.open(f"http://127.0.0.1:{sink.port}/metrics", timeout=30) as answer:
        return str(answer.read().decode())


def figures(sink: Metrics) -> dict[tuple[str, ...], float]:
    """The figures by name and the values of their labels, in the order of the labels' names."""
    samples = [s for family in text_string_to_metric_families(text(sink)) for s in family.samples]
    return {
        (sample.name.removeprefix("screenpii_"), *(text for _, text in sorted(sample.labels.items()))): sample.value
        for sample in samples
        if not sample.name.endswith("_created")
    }


def test_events_are_counted(listener: Listener) -> None:
    with watched(listener) as sink:
        for each in every_kind()[:5]:
            sink.tell(each)
        found = figures(sink)
    assert found["events_total", "opened", "critical", "PAYMENT_CARD"] == 1
    assert found["events_total", "lost", "", ""] == 1
    assert found["missed_looks_total", "1"] == 2
    assert found["exposure_seconds_count", "critical"] == 1
    assert found["exposure_seconds_sum", "critical"] == 4.25
    buckets = [found["exposure_seconds_bucket", end, "critical"] for end in ("2.0", "5.0", "+Inf")]
    assert buckets == [0, 1, 1]


def test_what_is_open(listener: Listener) -> None:
    with watched(listener) as sink:
        assert figures(sink)["open_exposures", "critical"] == 0
        sink.tell(event("opened"))
        sink.tell(event("opened", exposure=exposure("e2", "low")))
        found = figures(sink)
        assert (found["open_exposures", "critical"], found["open_exposures", "low"]) == (1, 1)
        sink.tell(event("closed"))
        assert figures(sink)["open_exposures", "critical"] == 0


def test_how_old_the_last_look_is(listener: Listener) -> None:
    clock = Clock()
    with watched(listener, clock) as sink:
        sink.tell(event("started"))
        sink.tell(event("started", target="till-2"))
        clock.now = NOW + 10
        sink.tick(NOW + 9)
        assert figures(sink)["last_look_seconds", "1"] == 1
        sink.tell(event("lost", 10, reason="gone", since=NOW + 4))
        clock.now = NOW + 100
        sink.tick(NOW + 100)
        found = figures(sink)
        assert (found["last_look_seconds", "1"], found["target_watched", "1"]) == (96, 0)
        assert (found["last_look_seconds", "2"], found["target_watched", "2"]) == (0, 1)
        clock.now = NOW + 400  # the watcher hangs
        assert figures(sink)["last_look_seconds", "2"] == 300
        sink.tell(event("restored", 400))
        assert figures(sink)["target_watched", "1"] == 1


def test_no_name_and_no_foreign_text_unless_asked_for(listener: Listener) -> None:
    with watched(listener) as sink:
        for each in [*hostile(), *every_kind()]:
            sink.tell(each)
        told = text(sink)
    assert [word for word in ("till-1", "1111", "Card number", "Checkout", "evil", "v1:") if word in told] == []
    assert unseen(told) == set()


def test_names_if_so_wanted(listener: Listener) -> None:
    with watched(listener, names=True) as sink:
        for each in [event("started"), *hostile()]:
            sink.tell(each)
        told = text(sink)
        assert figures(sink)["target_watched", "till-1"] == 1
    assert unseen(told) == set()
    assert not any(line.startswith("::") for line in told.splitlines())


def test_only_this_machine_is_answered(listener: Listener) -> None:
    with watched(listener) as sink:
        assert sink._server
        assert sink._server[0].server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_and_one_that_is_free_again(listener: Listener) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(UsageError, match="cannot be used"):
            setup.sinks_for({"metrics": {"port": other.getsockname()[1]}}, listener.around)
    with watched(listener) as sink:
        port = sink.port
    for again in setup.sinks_for({"metrics": {"port": port}}, listener.around):
        again.close()


def test_without_the_extra_it_says_what_to_install(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "find_spec", lambda name: None)
    with pytest.raises(MissingEngineError, match=r"pip install 'screenpii\[metrics\]'"):
        setup.sinks_for({"metrics": {"port": 0}}, listener.around)
