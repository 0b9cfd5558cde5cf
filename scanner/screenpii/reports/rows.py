"""Rows of the terminal's table: one a screen and field, the worst first, and as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len, chop_cells
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from screenpii.reports.escape import visible
from screenpii.reports.ranking import by_source, main_rule, many, rank
from screenpii.types import Record, Severity

STYLES: dict[Severity, str] = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan"}
COLUMN_GAP_CHARS = 2  # blank characters between two columns
MAX_CHARS = {"field": 28, "shows": 28, "clause": 28}  # of a column, however long its texts
MIN_CHARS = {"clause": 20, "shows": 13, "field": 14, "screen": 12}  # of a column, where the terminal lacks some
FULL_NAME_CHARS = 40  # characters of a screen's name, for which others give way
GIVEN_UP = ("clause", "shows")  # columns that a narrow screen does without
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


def rows(found: Iterable[Record]) -> list[Row]:
    """One row a screen, type and label; the worst first, of one severity those of the worst screen."""
    groups: dict[tuple[str, str, str], list[Record]] = {}
    for source, findings in by_source(found):
        for finding in findings:
            groups.setdefault((source, finding.type, finding.label), []).append(finding)
    made = [Row(key[0], tuple(findings)) for key, findings in groups.items()]
    return sorted(made, key=lambda row: -rank(row.worst))


def table(found: Sequence[Row], room: int | None, width: int, cited: bool) -> tuple[Table, str]:
    """As many rows as `room` lines hold (None: all) under a header, and a sentence that counts the others.

    `cited`: with the clause that gives the severity, where the width allows it.
    """
    cells = [row.cells() for row in found[:room]]
    widths = _widths(cells, width, cited)
    for each in cells:  # a long name goes on below, so that it can be copied whole
        each["screen"] = "\n".join(chop_cells(each["screen"], widths["screen"]))
    count = len(cells) if room is None else _fitting(cells, room, len(found))
    made = Table(box=None, padding=(0, COLUMN_GAP_CHARS, 0, 0), pad_edge=False, header_style="bold")
    for column, wide in widths.items():
        side: JustifyMethod = "right" if column == "count" else "left"
        made.add_column(column, width=wide, justify=side, no_wrap=True, overflow="ellipsis")
    for row, each in zip(found[:count], cells, strict=False):
        styles = {"severity": STYLES[row.worst.severity], "field": "dim", "clause": "dim"}
        made.add_row(*(Text(each[column], style=styles.get(column, "")) for column in widths))
    return made, _rest(found, count)


def _widths(cells: Sequence[dict[str, str]], width: int, cited: bool) -> dict[str, int]:
    """The columns that there is room for, each with its width: what its longest text needs, less what is lacking."""
    natural = {c: max(map(cell_len, (c, *(each[c] for each in cells)))) for c in cells[0]}
    wanted = {c: min(wide, MAX_CHARS.get(c, wide)) for c, wide in natural.items() if c != "clause" or cited}
    least = MIN_CHARS | {"screen": FULL_NAME_CHARS}
    for column in GIVEN_UP:
        narrowest = sum(min(wide, least.get(c, wide)) for c, wide in wanted.items())
        if narrowest + COLUMN_GAP_CHARS * (len(wanted) - 1) > width:
            wanted.pop(column, None)
    return fitted(wanted, MIN_CHARS, width - COLUMN_GAP_CHARS * (len(wanted) - 1))


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


def _rest(found: Sequence[Row], count: int) -> str:
    """How many rows are left out, and how many files do not stand above at all; empty if all do."""
    if count >= len(found):
        return ""
    files = {row.source for row in found} - {row.source for row in found[:count]}
    more = [many(len(found) - count, "more row"), *([many(len(files), "more file")] if files else [])]
    return f"and {', '.join(more)}: --all"
