"""A run's results → its report, also when the run is cut short."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

from screenpii.reports.ranking import badness
from screenpii.screens import named
from screenpii.types import Reading, Report, Skipped

READINGS_BETWEEN_THINNING, MAX_PICTURES_KEPT = (
    200,
    300,
)  # readings after which pictures are dropped again, and how many are kept


def collect(
    results: Generator[Reading | Skipped, None, None],
    engine: str,
    model: str = "",
    policies: tuple[tuple[str, str], ...] = (),
    each: Callable[[Reading | Skipped], None] = lambda result: None,
) -> tuple[Report, BaseException | None]:
    """The report of all results, and the error that ended them early (Ctrl-C is one); the report is then incomplete.

    `each` is told every result as it comes.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    readings: list[Reading] = []
    skipped: list[Skipped] = []
    failure: BaseException | None = None
    try:
        with closing(results):
            for result in results:
                if isinstance(result, Reading):
                    readings.append(result)
                    if len(readings) % READINGS_BETWEEN_THINNING == 0:
                        readings = thinned(readings)
                else:
                    skipped.append(result)
                each(result)
    except (Exception, KeyboardInterrupt) as error:  # handed to the caller, after what was done
        failure = error
    report = Report(
        readings=tuple(named(thinned(readings))),
        skipped=tuple(skipped),
        started=started.isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - clock, 3),
        complete=failure is None,
        engine=engine,
        model=model,
        policies=policies,
    )
    return report, failure


def thinned(readings: list[Reading]) -> list[Reading]:
    """The readings with the pictures of those alone on which the worst shows, so that memory has a limit."""
    shown = [k for k, reading in enumerate(readings) if reading.wireframe]
    kept = {*sorted(shown, key=lambda k: badness(f.severity for f in readings[k].exposures))[:MAX_PICTURES_KEPT]}
    return [replace(r, wireframe=b"") if r.wireframe and k not in kept else r for k, r in enumerate(readings)]
