"""Rows of the terminal's table: one a screen and field, the worst first, and as many as there is room for."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len, chop_cells
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from screenpii.reports.escape import visible
from screenpii.reports.ranking import badness, by_source, main_rule, many, rank
from screenpii.summary import Report
from screenpii.types import Record, Severity

# Rich's style of each severity
SEVERITY_STYLES: dict[Severity, str] = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan"}
COLUMN_GAP_CHARS = 2  # blank characters between two columns
MAX_COLUMN_CHARS = {"field": 28, "shows": 28, "clause": 28}  # width of a column, however long its texts
MIN_COLUMN_CHARS = {"clause": 20, "shows": 13, "field": 14, "screen": 12}  # least width of columns in a narrow terminal
FULL_NAME_CHARS = 40  # width of a screen's name for which other columns give way
OPTIONAL_COLUMNS = ("clause", "shows")  # columns that a narrow terminal leaves out, in this order
NO_LABEL = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """What shows of one type under one label on one screen: all such values, the worst first."""

    source: str
    findings: tuple[Record, ...]

    @property
    def worst(self) -> Record:
        return self.findings[0]

    def cells(self) -> dict[str, str]:
        """The row's texts by column, harmless for a terminal."""
        return {
            "severity": self.worst.severity,
            "type": self.worst.type,
            "field": visible(self.worst.label) or NO_LABEL,
            "count": f"×{len(self.findings):,}",
            "shows": visible(self.worst.preview),
            "clause": visible(main_rule(self.worst)),
            "screen": name(self.source),
        }


def name(source: str) -> str:
    """A file's name for the beginning of a line, where GitHub Actions would obey what follows two colons."""
    return visible(source).replace("::", ":\\x3a")


@dataclass(frozen=True, slots=True)
class Rows:
    """The worst rows of a report, and how many there are in all."""

    worst: list[Row]
    total: int
    files: int

    @classmethod
    def of(cls, report: Report, most: int | None) -> Rows:
        """The worst first, of one severity those of the worst screen; `most` of them (None: all)."""
        total = sum(1 for _ in _rows(report))
        ranked = heapq.nsmallest(total if most is None else most, _rows(report), key=lambda pair: pair[0])
        return cls([row for _, row in ranked], total, report.counts.sources)

    def rest(self, count: int) -> str:
        """How many rows come after the first ones, and how many files do not stand in these; empty if all do."""
        if count >= self.total:
            return ""
        files = self.files - len({row.source for row in self.worst[:count]})
        more = [many(self.total - count, "more row"), *([many(files, "more file")] if files else [])]
        return f"and {', '.join(more)}: --all"


def _rows(report: Report) -> Iterator[tuple[tuple[int, list[int], str], Row]]:
    """One row a screen, type and label, with what they are sorted by."""
    for source, findings in by_source(report):
        groups: dict[tuple[str, str], list[Record]] = {}
        for finding in findings:
            groups.setdefault((finding.type, finding.label), []).append(finding)
        bad = badness(finding.severity for finding in findings)
        for group in groups.values():
            yield (-rank(group[0]), bad, source), Row(source, tuple(group))


def table(rows: Rows, room: int | None, width: int, cited: bool) -> tuple[Table, str]:
    """As many rows as `room` lines hold (None: all) under a header, and a sentence that counts the others.

    `cited`: with the clause that gives the severity, where the width allows it.
    """
    cells = [row.cells() for row in rows.worst[:room]]
    widths = _widths(cells, width, cited)
    for each in cells:  # a long name goes on below, so that it can be copied whole
        each["screen"] = "\n".join(chop_cells(each["screen"], widths["screen"]))
    count = len(cells) if room is None else _fitting(cells, room, rows.total)
    made = Table(box=None, padding=(0, COLUMN_GAP_CHARS, 0, 0), pad_edge=False, header_style="bold")
    for column, wide in widths.items():
        side: JustifyMethod = "right" if column == "count" else "left"
        made.add_column(column, width=wide, justify=side, no_wrap=True, overflow="ellipsis")
    for row, each in zip(rows.worst[:count], cells, strict=False):
        styles = {"severity": SEVERITY_STYLES[row.worst.severity], "field": "dim", "clause": "dim"}
        made.add_row(*(Text(each[column], style=styles.get(column, "")) for column in widths))
    return made, rows.rest(count)


def _widths(cells: Sequence[dict[str, str]], width: int, cited: bool) -> dict[str, int]:
    """The columns that there is room for, each with its width: what its longest text needs, less what is lacking."""
    natural = {c: max(map(cell_len, (c, *(each[c] for each in cells)))) for c in cells[0]}
    wanted = {c: min(wide, MAX_COLUMN_CHARS.get(c, wide)) for c, wide in natural.items() if c != "clause" or cited}
    least = MIN_COLUMN_CHARS | {"screen": FULL_NAME_CHARS}
    for column in OPTIONAL_COLUMNS:
        narrowest = sum(min(wide, least.get(c, wide)) for c, wide in wanted.items())
        if narrowest + COLUMN_GAP_CHARS * (len(wanted) - 1) > width:
            wanted.pop(column, None)
    return fitted(wanted, MIN_COLUMN_CHARS, width - COLUMN_GAP_CHARS * (len(wanted) - 1))


def fitted(wanted: Mapping[str, int], least: Mapping[str, int], width: int) -> dict[str, int]:
    """Widths of columns that together have no more than `width`; each is cut to its least before the next one is."""
    made, lacking = dict(wanted), sum(wanted.values()) - width
    for column in least:
        if column in made and lacking > 0:
            cut = min(lacking, max(0, made[column] - least[column]))
            made[column] -= cut
            lacking -= cut
    return made


def _fitting(cells: Sequence[dict[str, str]], room: int, all_rows: int) -> int:
    """How many rows fit, one at least; one line is for the sentence that counts the others, if there are any."""
    heights = list(accumulate(each["screen"].count("\n") + 1 for each in cells))
    if len(cells) == all_rows and heights[-1] <= room:
        return all_rows
    return max(1, sum(height < room for height in heights))
