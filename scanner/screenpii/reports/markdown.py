"""`markdown`: a summary for GitHub's job page or a wiki: worst screens first, the clauses, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from screenpii.reports import renders
from screenpii.reports.escape import code, prose
from screenpii.reports.ranking import (
    WORST_FIRST,
    main_rule,
    many,
    on_frame,
    place,
    rule_of,
    rules_of,
    sentence,
    worst_sources,
)
from screenpii.summary import Report
from screenpii.types import Record, Rule

MAX_SUMMARY_BYTES = 1_000_000
"""GitHub shows no summary of more than 1 MiB for a step."""
OTHER_BYTES = MAX_SUMMARY_BYTES // 10  # bytes for everything but the exposures
MIN_ROW_BYTES = 60  # bytes of a row of exposures: its bars, a severity, a type and a place
HEAD_LINES = 2  # lines of a table's header


@renders("markdown")
def render(report: Report) -> Iterator[bytes]:
    """Headings, tables and lists; what does not fit is counted."""
    before = [*_head(report), ""]
    after = [*_clauses(report), *_unread(report), *(prose(note) for note in report.run.notes)]
    left = MAX_SUMMARY_BYTES - _size(before) - _size(after) - 200
    yield ("\n".join([*before, *_exposures(report, left), *after]).rstrip() + "\n").encode()


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, none without a row; its cells are made safe by who gives them."""
    for number, cells in enumerate(rows):
        if not number:
            yield f"| {' | '.join(head)} |"
            yield f"| {' | '.join(['---'] * len(head))} |"
        yield f"| {' | '.join(cells)} |"


def clause(rule: Rule) -> str:
    """What a clause says, where it stands, and what to do."""
    source = f" ({prose(rule.source.rstrip('.'))})" if rule.source else ""
    fix = f" **{prose(rule.fix)}**" if rule.fix.strip() else ""
    return f"{code(rule.id)}: {prose(rule.title)}{source}.{fix}"


def fitting(lines: Iterable[str], size: int, total: int, thing: str, head: int = 0) -> Iterator[str]:
    """As many of the lines as `size` bytes hold, and a line that counts the rest of the `total`.

    The first `head` lines are not counted.
    """
    for number, line in enumerate(lines):
        size -= _size([line])
        if size < 0:
            yield from ("", f"**{many(total - max(0, number - head), thing)} more, left out for lack of room.**")
            return
        yield line


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def _head(report: Report) -> Iterator[str]:
    yield from ("# Personal information on screens", "", f"**{prose(sentence(report))}**", "")
    severities, types = report.counts.severities, report.counts.types
    if severities:
        yield from table(["Severity", "Exposures"], ([s, f"{severities[s]:,}"] for s in WORST_FIRST if severities[s]))
        yield ""
        yield from table(["Type", "Exposures"], ([code(t), f"{n:,}"] for t, n in types.most_common()))


def _exposures(report: Report, size: int) -> Iterator[str]:
    """A table of the exposures by screen, within a size."""
    if not report.summary.exposures:
        return
    head = ["Screen", "Severity", "Type", "Label", "Shows", "Left, top", "Clause"]
    most = max(1, size // MIN_ROW_BYTES)
    rows = (_row(finding) for _, found in worst_sources(report, most) for finding in found)
    lines = fitting(table(head, rows), size, report.summary.exposures, "exposure", HEAD_LINES)
    yield from ("## Exposures", "", *lines, "")


def _row(finding: Record) -> list[str]:
    more = f" and {len(finding.rules) - 1} more" if len(finding.rules) > 1 else ""
    return [
        *(code(finding.source), finding.severity, code(finding.type), code(finding.label), code(finding.preview)),
        *(place(finding), code(main_rule(finding)) + more),
    ]


def _clauses(report: Report) -> Iterator[str]:
    """The clauses that give the exposures their severity, those that most of them break first."""
    known = rules_of(report)
    counts = Counter(rule_of(f, known) for f in report.exposures() if f.rules)
    if counts:
        lines = (f"- {many(count, 'exposure')}, {clause(rule)}" for rule, count in counts.most_common())
        yield from ("## What to do", "", *fitting(lines, OTHER_BYTES, len(counts), "clause"), "")


def _unread(report: Report) -> Iterator[str]:
    if report.counts.unread:
        rows = ([code(one.source + on_frame(one.position)), code(one.reason)] for one in report.unread())
        lines = fitting(table(["Screen", "Why"], rows), OTHER_BYTES, report.counts.unread, "screen", HEAD_LINES)
        yield from ("## Not fully read", "", *lines, "")
