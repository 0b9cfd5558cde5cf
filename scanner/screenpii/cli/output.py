"""Where reports and pictures go: checked before the scan; reports are written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from screenpii.cli.live import part_of
from screenpii.cli.messages import bearing_a_closed_stdout, complain
from screenpii.errors import UsageError
from screenpii.files import writing
from screenpii.reports.files import Output as Output
from screenpii.reports.files import check, special, wanted
from screenpii.reports.files import write as write
from screenpii.reports.files import write_whole as write_whole

if TYPE_CHECKING:
    from screenpii.reports.table import View
    from screenpii.types import Report


def plan(form: str, output: Path | None, reports: Sequence[str]) -> list[Output]:
    """The outputs that the options ask for; UsageError for an unknown format or a place that cannot be written."""
    outputs = [Output(form, None if output == Path("-") else output)]
    outputs += map(wanted, reports)
    for one in outputs:
        check(one)
    paths = [os.path.realpath(one.path) for one in outputs if one.path and not special(one.path)]
    twice = next((path for path in paths if paths.count(path) > 1), "")
    if twice:
        raise UsageError(f"{twice}: two reports would be written there")
    return outputs


def view_of(everything: bool, verbose: bool) -> View:
    """How much of the table the options ask for: one screenful, unless it is all, or all values one by one."""
    from screenpii.reports.table import SCREENFUL_LINES, View

    return View(None if everything or verbose else SCREENFUL_LINES, verbose)


def deliver(report: Report, outputs: Sequence[Output], view: View) -> None:
    """Write every output; what could not be read is told on stderr unless a table on stdout tells it.

    The view is that of tables; one in a file has all rows.
    One that fails keeps no other from being written; UsageError for the last that did, the others are told.
    """
    errors = []
    for output in outputs:
        try:
            _deliver(report, output, view)
        except UsageError as error:
            errors.append(error)
    if Output("table") not in outputs:
        for skipped in report.skipped:
            complain(f"{skipped.source}: {skipped.reason}")
    for earlier in errors[:-1]:
        complain(str(earlier))
    if errors:
        raise errors[-1]


def tell_pictures(report: Report, folder: Path) -> None:
    """Say on stderr which pictures could not be written, and that the others hold personal data."""
    for reading in report.readings:
        if reading.note:
            complain(f"{reading.source}{f' frame {reading.frame}' if reading.frame else ''}: {reading.note}")
    count = sum(not reading.note for reading in report.readings)
    if count:
        complain(
            f"{folder} holds personal data: {count} annotated picture{'s' * (count != 1)}, unmasked like the screens"
        )


def _deliver(report: Report, output: Output, view: View) -> None:
    from screenpii.reports import reports, streams
    from screenpii.reports.table import rendered

    if output == Output("table") and sys.stdout.isatty():
        _show(report, view)
        return
    if output.format == "table":
        data = rendered(report, replace(view, lines=None) if output.path else view)
    else:
        data = reports.load()[output.format](report)
    if output.path is None:
        with writing("stdout"), bearing_a_closed_stdout():
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        return
    write_whole(output.path, data)
    if output.format in streams.load():
        with suppress(OSError):
            part_of(output.path).unlink()


def _show(report: Report, view: View) -> None:
    from rich.console import Console

    from screenpii.reports.table import show

    console = Console()
    show(report, console, view if view.lines is None else replace(view, lines=console.height))
