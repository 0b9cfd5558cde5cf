"""The tables of a configuration → sinks; and one harmless event through each, to see whether it arrives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from screenpii.config import validated
from screenpii.errors import MissingEngineError, UsageError, unknown
from screenpii.watch.events import Event, EventSink
from screenpii.watch.sinks import Around, Options, Sink, sinks
from screenpii.watch.sinks.gate import Gate, Gated

UNDER = "watch.sinks."  # what stands before a sink's name in the keys of the configuration
TEST_TARGET = "test-alert"  # the target of a test event, which no report counts
TEST_REASON = "this is a test of screenpii; nothing was found"


def sinks_for(table: Mapping[str, Any], around: Around, start: bool = True) -> list[EventSink]:
    """A sink for each table by the name of its kind, or for each of a list of tables, ready to be told.

    For `test_alert` alone they need not `start`, so that a watcher may run beside it. Raises UsageError for an unknown
    kind or key (naming the nearest known one) and for options that cannot work, MissingEngineError if an extra is not
    installed. Nothing stays open then.
    """
    made: list[EventSink] = []
    try:
        for name, given in table.items():
            for sink, options in _sinks(name, given, around):
                made.append(Gate(sink, options) if isinstance(options, Gated) else sink)
                if start:
                    sink.start()
    except BaseException:
        for opened in made:
            opened.close()
        raise
    return made


def _sinks(name: str, given: Any, around: Around) -> Iterator[tuple[Sink, Options]]:
    known = sinks.load()
    if name not in known:
        raise UsageError(f"{around.origin}: {unknown('sink', name, known)}")
    kind = known[name]
    for values in given if isinstance(given, list) else [given]:
        options = validated(kind.options, values, around.origin, f"{UNDER}{name}.")
        if missing := kind.check():
            raise MissingEngineError(f"the sink {name} is missing: {missing}")
        yield kind(options, around), options


def harmless_event(now: float) -> Event:
    """An event that says that it is a test."""
    return Event("started", now, TEST_TARGET, reason=TEST_REASON)


def test_alert(told: Iterable[EventSink], now: float) -> list[tuple[str, str]]:
    """Send one harmless event through each sink, past all gates: the name of its kind, and why it failed or nothing."""
    event, found = harmless_event(now), []
    names = {kind: name for name, kind in sinks.load().items()}
    for sink in told:
        inner = sink.inner if isinstance(sink, Gate) else sink
        name = names.get(type(inner), type(inner).__name__) if isinstance(inner, Sink) else type(inner).__name__
        found.append((name, _probed(inner, event)))
    return found


def _probed(sink: EventSink, event: Event) -> str:
    if isinstance(sink, Sink):
        return sink.probe(event)
    sink.tell(event)
    return ""
