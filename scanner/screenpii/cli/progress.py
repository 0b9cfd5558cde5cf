"""The progress of a run on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from screenpii.sinks import Sink
from screenpii.types import Reading

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from screenpii.summary import Report
    from screenpii.types import Result


class Progress(Sink):
    """Draws bar, rate, time left and exposures so far, if that is wanted and stderr is a terminal."""

    def __init__(self, wanted: bool = True) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._bar: Bar | None = None
        self._last = ""
        self._done = self._exposures = 0

    def begin(self, total: int) -> None:
        """Draw the bar."""
        if not self._wanted:
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[exposures]} exposures"),
        )
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._bar.add_task("", total=total, rate="", exposures=0)
        self._bar.start()

    def add(self, result: Result) -> None:
        """Let the bar grow at the first result of each file."""
        if isinstance(result, Reading):
            self._exposures += len(result.exposures)
        self.done(result.source)

    def done(self, source: str) -> None:
        """A result of this file has come."""
        if not self._bar:
            return
        self._done += source != self._last
        self._last = source
        (task,) = self._bar.tasks
        rate = f"{task.speed:.1f}/s" if task.speed else ""
        self._bar.update(task.id, completed=self._done, rate=rate, exposures=self._exposures)

    def finish(self, report: Report | None) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()
