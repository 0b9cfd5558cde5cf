"""`table`: the findings for a person at a terminal, worst file first, masked."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from scanner.reports import reports
from scanner.reports.escape import visible
from scanner.types import SEVERITIES, Finding, Report, Severity

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
    exposed = [f for f in report.findings if f.verdict == "exposed"]
    if exposed:
        yield _findings(exposed, cited=any(name != "default" for name, _ in report.policies))
    if report.skipped or any(r.reason for r in report.readings):
        yield _unread(report)
    yield from (Text(note, style="dim") for note in report.notes)
    yield _summary(report, exposed)


def _findings(exposed: list[Finding], cited: bool) -> Group:
    """A table a file; `cited`: with the first clause that each breaks, which is worth a column if packs were chosen."""
    return Group(*(part for source, findings in _by_file(exposed) for part in _file(source, findings, cited)))


def _file(source: str, findings: list[Finding], cited: bool) -> Iterator[RenderableType]:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for width in (10, 16, 16, 22, 12, 26) if cited else (10, 16, 24, 28, 18, 5):
        table.add_column(width=width, no_wrap=True)
    for finding in findings:
        row = _row(finding)
        table.add_row(*row[:-1], _rules(finding)) if cited else table.add_row(*row)
    yield Text(visible(source), style="bold")
    yield table
    yield Text()


def _by_file(exposed: list[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings by file, each file's worst first, files with the worst findings first."""
    files: dict[str, list[Finding]] = {}
    for finding in sorted(exposed, key=lambda f: (f.frame, -_rank(f), -f.entity.score)):
        files.setdefault(finding.source, []).append(finding)
    for findings in files.values():
        findings.sort(key=lambda f: -_rank(f))

    def badness(item: tuple[str, list[Finding]]) -> tuple[list[int], str]:
        counts = Counter(f.severity for f in item[1])
        return [-counts[s] for s in reversed(SEVERITIES)], item[0]

    return sorted(files.items(), key=badness)


def _rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)


def _rules(finding: Finding) -> Text:
    """The clause that gives the severity or else the first one, and how many more there are."""
    first = next((rule for rule in finding.rules if finding.reason.startswith(f"{rule}:")), finding.rules[0])
    more = f" +{len(finding.rules) - 1}" if len(finding.rules) > 1 else ""
    return Text(_short(visible(first), 26 - len(more)) + more, style="dim")


def _row(finding: Finding) -> list[Text]:
    entity = finding.entity
    box = entity.boxes[0]
    place = f"{box.left},{box.top}" + (f" frame {finding.frame}" if finding.frame else "")
    return [
        Text(f"  {finding.severity}", style=STYLES[finding.severity]),
        Text(entity.type),
        Text(_short(visible(entity.label), 24), style="dim"),
        Text(_short(visible(finding.preview), 28)),
        Text(place, style="dim"),
        Text(f"{entity.score:.2f}", style="dim"),
    ]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _unread(report: Report) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold yellow")
    table.add_column("not fully read", overflow="fold")
    table.add_column("why", overflow="fold")
    rows = [(s.source, s.frame, s.reason) for s in report.skipped]
    rows += [(r.source, r.frame, r.reason) for r in report.readings if r.reason]
    for source, frame, reason in rows:
        name = visible(source) + (f" frame {frame}" if frame else "")
        table.add_row(Text(name), Text(visible(reason)))
    return table


def _summary(report: Report, exposed: list[Finding]) -> Text:
    """One sentence; it says "clean" only if everything was read and nothing is exposed."""
    frames, unread = len(report.readings), len(report.skipped) + sum(bool(r.reason) for r in report.readings)
    parts = [f"{frames} frame{'s' * (frames != 1)} in {report.seconds:.1f} s"]
    if exposed:
        counts = Counter(f.severity for f in exposed)
        files = len({f.source for f in exposed})
        by_severity = ", ".join(f"{counts[s]} {s}" for s in reversed(SEVERITIES) if counts[s])
        parts.append(f"{len(exposed)} exposures in {files} file{'s' * (files != 1)} ({by_severity})")
    if unread:
        parts.append(f"{unread} not fully read")
    if not report.complete:
        parts.append("interrupted, incomplete")
    if report.exit_code == 0:
        parts.append("clean")
    elif not exposed:
        parts.append("nothing found in what was read")
    return Text("; ".join(parts), style="bold green" if report.exit_code == 0 else "bold")
