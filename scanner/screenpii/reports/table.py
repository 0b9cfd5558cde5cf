"""`table`: the findings for a person at a terminal, worst file first, masked."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from screenpii.reports import reports
from screenpii.reports.escape import visible
from screenpii.reports.ranking import by_source, main_rule, on_frame, place, sentence, unread
from screenpii.selectors import lines
from screenpii.types import Record, Report, Severity

STYLES: dict[Severity, str] = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan"}
WIDTH = 110


@reports.register("table")
def render(report: Report) -> bytes:
    """The table as plain text, `WIDTH` characters wide."""
    out = io.StringIO()
    show(report, Console(file=out, width=WIDTH, color_system=None))
    return out.getvalue().encode()


def show(report: Report, console: Console) -> None:
    """Print the exposures by file, what was skipped, and a sentence that sums up."""
    console.print(Group(*_parts(report)))


def _parts(report: Report) -> Iterator[RenderableType]:
    found = report.exposures
    if found:
        yield _findings(found, cited=any(name != "default" for name, _ in report.policies))
    if unread(report):
        yield _unread(report)
    yield from (Text(note, style="dim") for note in report.notes)
    yield _summary(report)


def _findings(found: Iterable[Record], cited: bool) -> Group:
    """A table a file; `cited`: with the first clause that each breaks, which is worth a column if packs were chosen."""
    return Group(*(part for source, findings in by_source(found) for part in _file(source, findings, cited)))


def _file(source: str, findings: list[Record], cited: bool) -> Iterator[RenderableType]:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for width in (10, 16, 16, 22, 12, 26) if cited else (10, 16, 24, 28, 18, 5):
        table.add_column(width=width, no_wrap=True)
    for finding in findings:
        row = _row(finding)
        table.add_row(*row[:-1], _rules(finding)) if cited else table.add_row(*row)
    yield Text(_name(source), style="bold")
    yield table
    for tool, option in lines(findings):
        yield Text(f"  to hide it in {tool}: {visible(option)}", style="dim", no_wrap=True, overflow="ignore")
    yield Text()


def _rules(finding: Record) -> Text:
    """The clause that gives the severity or else the first one, and how many more there are."""
    more = f" +{len(finding.rules) - 1}" if len(finding.rules) > 1 else ""
    return Text(_short(visible(main_rule(finding)), 26 - len(more)) + more, style="dim")


def _row(finding: Record) -> list[Text]:
    return [
        Text(f"  {finding.severity}", style=STYLES[finding.severity]),
        Text(finding.type),
        Text(_short(visible(finding.label), 24), style="dim"),
        Text(_short(visible(finding.preview), 28)),
        Text(place(finding), style="dim"),
        Text(f"{finding.score:.2f}", style="dim"),
    ]


def _name(source: str) -> str:
    """A file's name for the beginning of a line, where GitHub Actions would obey what follows two colons."""
    return visible(source).replace("::", ":\\x3a")


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _unread(report: Report) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold yellow")
    table.add_column("not fully read", overflow="fold")
    table.add_column("why", overflow="fold")
    for source, frame, reason in unread(report):
        table.add_row(Text(_name(source) + on_frame(frame)), Text(visible(reason)))
    return table


def _summary(report: Report) -> Text:
    return Text(sentence(report), style="bold green" if report.exit_code == 0 else "bold")
