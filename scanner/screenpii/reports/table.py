"""`table`: the findings for a person at a terminal, the worst first, masked."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from screenpii.reports import renders
from screenpii.reports.escape import visible
from screenpii.reports.ranking import main_rule, on_frame, place, sentence, worst_sources
from screenpii.reports.rows import COLUMN_GAP_CHARS, NO_LABEL, SEVERITY_STYLES, Rows, fitted, name, table
from screenpii.selectors import lines
from screenpii.summary import Report
from screenpii.types import Record

DEFAULT_WIDTH_CHARS = 110  # width where the terminal does not tell its own
SCREENFUL_LINES = 24  # height where the terminal does not tell its own
MIN_EXPOSURE_LINES = 6  # lines for exposures, however much else there is to say
MAX_UNREAD_LINES = 50  # lines for frames that were not read, unless all are asked for
LINES_AROUND_ROWS = 3  # lines around the rows: a header, a blank line, and the prompt that follows
# width of the columns of a value's row
COLUMN_CHARS = {"  severity": 10, "type": 16, "field": 24, "shows": 24, "left, top": 18}
CLAUSE_CHARS = 26  # width of the last column if it has clauses
SCORE_CHARS = 5  # width of the last column if it has scores
# least width of columns in a narrow terminal
MIN_COLUMN_CHARS = {"left, top": 9, "clause": 12, "field": 10, "shows": 10}
NEXT_STEPS = (
    "Next: --report html=report.html for the pictures, `screenpii explain FILE` for why,"
    " `screenpii redact FILE -o FOLDER` to paint over, `screenpii baseline create` to accept"
)
# what to add to the next steps for a web page
MASKS_HINT = ", --all for the options of Playwright and Cypress that hide it"


@dataclass(frozen=True, slots=True)
class View:
    """How much the table shows: at most `lines` lines (None: all), with `values` each value on its own row."""

    lines: int | None = None
    values: bool = False


WHOLE = View()


@renders("table")
def render(report: Report) -> Iterator[bytes]:
    """All rows of the table as plain text, `DEFAULT_WIDTH_CHARS` characters wide; it is in memory whole."""
    yield rendered(report, WHOLE)


def rendered(report: Report, view: View) -> bytes:
    """The same, with as much as the view asks for."""
    out = io.StringIO()
    show(report, Console(file=out, width=DEFAULT_WIDTH_CHARS, color_system=None), view)
    return out.getvalue().encode()


def show(report: Report, console: Console, view: View = WHOLE) -> None:
    """Print the exposures, what was not read, a sentence that sums up, and what to do next."""
    after = Group(*_after(report, view))
    cited = any(name != "default" for name, _ in report.run.policies)
    if report.summary.exposures and view.values:
        console.print(_values(report, console.width, cited))
    elif report.summary.exposures:
        left = view.lines and view.lines - LINES_AROUND_ROWS - len(console.render_lines(after))
        room = None if left is None else max(MIN_EXPOSURE_LINES, left)
        made, rest = table(Rows.of(report, room), room, console.width, cited)
        console.print(made, *([Text(rest, style="bold")] if rest else []), Text(), sep="\n")
        if view.lines is None:
            found = worst_sources(report, report.counts.sources)
            console.print(Group(*(part for source, its in found for part in _masks(its, source))))
    console.print(after)


def _after(report: Report, view: View) -> Iterator[RenderableType]:
    if report.counts.unread:
        yield from _unread(report, None if view.lines is None else MAX_UNREAD_LINES)
    yield from (Text(note, style="dim") for note in report.run.notes)
    yield Text(sentence(report), style="bold green" if report.summary.exit_code == 0 else "bold")
    if report.summary.exposures:
        hidden = view.lines is not None and any(f.selector for f in report.exposures())
        yield Text(NEXT_STEPS + (MASKS_HINT if hidden else ""), style="dim")


def _values(report: Report, width: int, cited: bool) -> Group:
    """A table a file; `cited`: with the first clause that each breaks, which is worth a column if packs were chosen."""
    wanted = COLUMN_CHARS | ({"clause": CLAUSE_CHARS} if cited else {"score": SCORE_CHARS})
    widths = fitted(wanted, MIN_COLUMN_CHARS, width - COLUMN_GAP_CHARS * len(wanted))
    head = _columns(widths, show_header=True)
    found = worst_sources(report, report.counts.sources)
    return Group(head, *(part for source, findings in found for part in _file(source, findings, widths)))


def _columns(widths: Mapping[str, int], show_header: bool) -> Table:
    made = Table(box=None, show_header=show_header, header_style="bold", padding=(0, COLUMN_GAP_CHARS, 0, 0))
    for title, width in widths.items():
        made.add_column(title, width=width, no_wrap=True, overflow="ellipsis")
    return made


def _file(source: str, findings: list[Record], widths: Mapping[str, int]) -> Iterator[RenderableType]:
    made = _columns(widths, show_header=False)
    for finding in findings:
        cells = _cells(finding)
        made.add_row(*(cells[column] for column in widths))
    yield Text(name(source), style="bold")
    yield made
    yield from _masks(findings)
    yield Text()


def _masks(findings: Iterable[Record], source: str = "") -> Iterator[Text]:
    """The options that hide findings of a web page in screenshots of tests, under the name of their source if given."""
    told = lines(findings)
    if told and source:
        yield Text(name(source), style="bold")
    for tool, option in told:
        yield Text(f"  to hide it in {tool}: {visible(option)}", style="dim", no_wrap=True, overflow="ignore")
    if told and source:
        yield Text()


def _cells(finding: Record) -> dict[str, Text]:
    more = f" +{len(finding.rules) - 1}" if len(finding.rules) > 1 else ""
    return {
        "  severity": Text(f"  {finding.severity}", style=SEVERITY_STYLES[finding.severity]),
        "type": Text(finding.type),
        "field": Text(visible(finding.label) or NO_LABEL, style="dim"),
        "shows": Text(visible(finding.preview)),
        "left, top": Text(place(finding), style="dim"),
        "clause": Text(_short(visible(main_rule(finding)), CLAUSE_CHARS - len(more)) + more, style="dim"),
        "score": Text(f"{finding.score:.2f}", style="dim"),
    }


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _unread(report: Report, most: int | None) -> Iterator[RenderableType]:
    """A table of what was not read, of so many rows (None: all), and a sentence that counts the others."""
    made = Table(box=None, pad_edge=False, header_style="bold yellow")
    made.add_column("not fully read", overflow="fold")
    made.add_column("why", overflow="fold")
    for one in islice(report.unread(), most):
        made.add_row(Text(name(one.source) + on_frame(one.position)), Text(visible(one.reason)))
    yield made
    if most is not None and report.counts.unread > most:
        yield Text(f"and {report.counts.unread - most:,} more: --all", style="bold")
