"""The progress of a scan on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from screenpii.types import Reading, Skipped


@contextmanager
def progress(total: int, wanted: bool = True) -> Iterator[Callable[[Reading | Skipped], None]]:
    """A function to tell each result: draws bar, rate, time left and exposures so far if stderr is a terminal."""
    if not (wanted and sys.stderr.isatty()):
        yield lambda result: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[exposures]} exposures"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task("", total=total, rate="", exposures=0)
        (task,) = bar.tasks
        sources: set[str] = set()
        exposures = 0

        def tell(result: Reading | Skipped) -> None:
            nonlocal exposures
            sources.add(result.source)
            if isinstance(result, Reading):
                exposures += len(result.exposures)
            rate = f"{task.speed:.1f}/s" if task.speed else ""
            bar.update(task.id, completed=len(sources), rate=rate, exposures=exposures)

        yield tell
