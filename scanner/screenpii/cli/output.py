"""Where reports and pictures go: checked before the scan; what is told on stdout and stderr at its end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from screenpii.cli.messages import bearing_a_closed_stdout, complain
from screenpii.errors import UsageError
from screenpii.files import writing
from screenpii.reports import formats
from screenpii.reports.files import Output, ReportFile, check, special, wanted
from screenpii.reports.ranking import on_frame
from screenpii.sinks import Sink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screenpii.reports.table import View
    from screenpii.summary import Report


def sinks_of(form: str, output: Path | None, reports: Sequence[str], view: View) -> list[Sink]:
    """What writes the reports that the options ask for, and tells on stderr what could not be read.

    The view is that of tables; one in a file has all rows. UsageError for an unknown format or a place that cannot be
    written.
    """
    outputs = [Output(form, None if output == Path("-") else output), *map(wanted, reports)]
    for one in outputs:
        check(one)
    paths = [os.path.realpath(one.path) for one in outputs if one.path and not special(one.path)]
    twice = next((path for path in paths if paths.count(path) > 1), "")
    if twice:
        raise UsageError(f"{twice}: two reports would be written there")
    told = [] if Output("table") in outputs else [Unread()]
    return [*(_sink(one, view) for one in outputs), *told]


def _sink(output: Output, view: View) -> Sink:
    if output.path is None:
        return Printed(output.format, view)
    sink = ReportFile(output.format, output.path, complain)
    if output.format == "table":
        sink.format = replace(sink.format, render=lambda report: _table(report, replace(view, lines=None)))
    return sink


def view_of(everything: bool, verbose: bool) -> View:
    """How much of the table the options ask for: one screenful, unless it is all, or all values one by one."""
    from screenpii.reports.table import SCREENFUL_LINES, View

    return View(None if everything or verbose else SCREENFUL_LINES, verbose)


class Printed(Sink):
    """Prints a report on stdout; a table as wide, and unless it is to be whole as high, as the terminal."""

    def __init__(self, form: str, view: View) -> None:
        self.form, self.view = form, view
        self.pictures = formats.load()[form].pictures

    def finish(self, report: Report | None) -> None:
        """Print it; UsageError if stdout cannot be written, unless its reader has gone."""
        if report is None:
            return
        if self.form == "table" and sys.stdout.isatty():
            _show(report, self.view)
            return
        parts = _table(report, self.view) if self.form == "table" else formats.load()[self.form].render(report)
        with writing("stdout"), bearing_a_closed_stdout():
            sys.stdout.buffer.writelines(parts)
            sys.stdout.buffer.flush()


class Unread(Sink):
    """Tells on stderr what could not be read, for reports that do not show it on the terminal."""

    def finish(self, report: Report | None) -> None:
        """Tell it, one line each."""
        for skipped in report.skipped() if report else ():
            complain(f"{skipped.source}: {skipped.reason}")


class Pictures(Sink):
    """Tells on stderr which annotated copies could not be written, and that the others hold personal data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def finish(self, report: Report | None) -> None:
        """Tell it."""
        count = 0
        for reading in report.readings() if report else ():
            if reading.note:
                complain(f"{reading.source}{on_frame(reading.position)}: {reading.note}")
            count += not reading.note
        if count:
            plural = "s" * (count != 1)
            complain(f"{self.folder} holds personal data: {count} annotated picture{plural}, unmasked like the screens")


def _table(report: Report, view: View) -> Iterator[bytes]:
    from screenpii.reports.table import rendered

    yield rendered(report, view)


def _show(report: Report, view: View) -> None:
    from rich.console import Console

    from screenpii.reports.table import show

    console = Console()
    show(report, console, view if view.lines is None else replace(view, lines=console.height))
