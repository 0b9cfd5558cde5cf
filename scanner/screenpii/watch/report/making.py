"""Files of events and a time → a report in one of the forms."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from screenpii.errors import unknown
from screenpii.watch.report import Daily, forms
from screenpii.watch.report.fold import fold
from screenpii.watch.report.period import period
from screenpii.watch.report.reading import events


def report(
    paths: Sequence[Path],
    since: str,
    until: str = "",
    form: str = "html",
    complain: Callable[[str], None] = lambda message: None,
    now: float | None = None,
) -> Iterator[bytes]:
    """A report in parts, on the time from `since` to `until` as `period.period` reads them, in a form by its name.

    `complain` hears of damage in the files, which the report tells too; `now` is in POSIX seconds. Raises UsageError
    for an unknown form, a time that is none, and a file that cannot be read.
    """
    known = forms.load()
    if form not in known:
        raise unknown("form of report", form, known)
    now = time.time() if now is None else now
    notes: list[str] = []
    folded = fold(events(paths, notes.append), period(since, until, now), now)
    for note in notes:
        complain(note)
    return known[form](Daily(folded, now, tuple(notes)))
