"""Daily reports out of files of events: one file a form, `render(daily)` yields the parts of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from screenpii.registry import Registry
from screenpii.watch.report.fold import Folded


@dataclass(frozen=True, slots=True)
class Daily:
    """What a report tells: the sums, when it was made in POSIX seconds, and what could not be read of the events."""

    folded: Folded
    made: float
    notes: tuple[str, ...] = ()


Render = Callable[[Daily], Iterator[bytes]]
forms: Registry[Render] = Registry("screenpii.watch.report")
