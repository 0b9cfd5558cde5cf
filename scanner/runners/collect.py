"""A run's results → its report, also when the run is cut short."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import closing
from datetime import UTC, datetime

from scanner.types import Reading, Report, Skipped


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
                else:
                    skipped.append(result)
                each(result)
    except (Exception, KeyboardInterrupt) as error:  # handed to the caller, after what was done
        failure = error
    report = Report(
        readings=tuple(readings),
        skipped=tuple(skipped),
        started=started.isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - clock, 3),
        complete=failure is None,
        engine=engine,
        model=model,
        policies=policies,
    )
    return report, failure
