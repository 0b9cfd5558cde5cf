"""`metrics`: figures for Prometheus under `/metrics` on this machine alone; no value, and no name unless asked for."""

from __future__ import annotations

import time
from collections import Counter as Counts
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from threading import Thread
from wsgiref.simple_server import WSGIServer

from pydantic import Field as Setting

from screenpii.errors import UsageError, cause
from screenpii.reports.escape import visible
from screenpii.types import SEVERITIES
from screenpii.watch.events import Event
from screenpii.watch.sinks import Around, Options, Sink, sinks
from screenpii.watch.sinks.board import Board, Target

LOOPBACK = "127.0.0.1"  # others reach it through a proxy that knows who may
DWELL_SECONDS = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600)  # seconds: upper ends of the histogram's buckets


class MetricsOptions(Options):
    """Where to be asked."""

    port: int = Setting(ge=0, le=65_535, description="the port on 127.0.0.1; 0: a free one")
    names: bool = Setting(False, description="label targets with their names instead of their numbers")


@sinks.register("metrics")
class Metrics(Sink):
    """Counts. `clock` gives POSIX seconds, which tell how old a look is when asked."""

    options = MetricsOptions

    def __init__(self, options: MetricsOptions, around: Around, clock: Callable[[], float] = time.time) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self._names, self._clock = options.names, clock
        self._board = Board()
        self._ticked = clock()
        registry = CollectorRegistry()
        about = ("event", "type", "severity")
        self._events = Counter("screenpii_events", "Events; those of targets have no type", about, registry=registry)
        self._open = Gauge("screenpii_open_exposures", "Exposures that show", ("severity",), registry=registry)
        self._dwell = Histogram(
            *("screenpii_exposure_seconds", "For how long exposures showed"),
            ("severity",),
            buckets=DWELL_SECONDS,
            registry=registry,
        )
        self._age = Gauge("screenpii_last_look_seconds", "Since the last good look", ("target",), registry=registry)
        self._watched = Gauge("screenpii_target_watched", "1: watched, 0: not", ("target",), registry=registry)
        self._missed = Counter("screenpii_missed_looks", "Looks left out", ("target",), registry=registry)
        self._show_open()
        self._wanted, self._registry = options.port, registry
        self._server: tuple[WSGIServer, Thread] | None = None

    def start(self) -> None:
        """Answer those who ask; UsageError if the port is taken."""
        from prometheus_client import start_http_server

        try:
            self._server = start_http_server(self._wanted, LOOPBACK, self._registry)
        except OSError as error:
            raise UsageError(f"metrics: {LOOPBACK}:{self._wanted} cannot be used ({cause(error)})") from None

    @property
    def port(self) -> int:
        """Where it answers, once it has started."""
        return self._server[0].server_port if self._server else self._wanted

    @classmethod
    def check(cls) -> str:
        """Whether the extra is there."""
        return "" if find_spec("prometheus_client") else "pip install 'screenpii[metrics]'"

    def tell(self, event: Event) -> None:
        """Count it."""
        for appearance, seconds in self._board.tell(event):
            self._dwell.labels(appearance.exposure.severity).observe(seconds)
        exposure = event.exposure
        kind, severity = (exposure.type, exposure.severity) if exposure else ("", "")
        self._events.labels(event.kind, visible(kind), severity).inc()
        self._show_open()
        for name, target in self._board.targets.items():
            label = self._label(name, target)
            self._watched.labels(label).set(target.watched)
            self._age.labels(label).set_function(partial(self._seconds, name))
            if event.missed and name == event.target:
                self._missed.labels(label).inc(event.missed)

    def tick(self, now: float) -> None:
        """The watcher is alive."""
        self._ticked = now

    def close(self) -> None:
        """Answer no more."""
        if self._server:
            server, thread = self._server
            server.shutdown()
            server.server_close()
            thread.join()

    def _label(self, name: str, target: Target) -> str:
        return visible(name) if self._names else str(target.number)

    def _show_open(self) -> None:
        counts = Counts(shown.exposure.severity for shown in self._board.showing.values())
        for severity in SEVERITIES:
            self._open.labels(severity).set(counts[severity])

    def _seconds(self, name: str) -> float:
        """Since a target was looked at: it is as long as its watcher is alive, unless it is lost."""
        target = self._board.targets[name]
        return max(0.0, self._clock() - (self._ticked if target.watched else target.since))
