"""`markdown`: a summary for GitHub's job page or a wiki: worst screens first, the clauses, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from screenpii.reports import reports
from screenpii.reports.escape import code, prose
from screenpii.reports.ranking import (
    WORST_FIRST,
    by_source,
    main_rule,
    many,
    on_frame,
    place,
    rule_of,
    rules_of,
    sentence,
    unread,
)
from screenpii.types import Record, Report, Rule

MAX_SUMMARY_BYTES = 1_000_000
"""GitHub shows no summary of more than 1 MiB for a step."""
SHARE = MAX_SUMMARY_BYTES // 10  # of that, for everything but the exposures


@reports.register("markdown")
def render(report: Report) -> bytes:
    """Headings, tables and lists; what does not fit is counted."""
    before = [*_head(report), ""]
    after = [*_clauses(report), *_unread(report), *(prose(note) for note in report.notes)]
    left = MAX_SUMMARY_BYTES - _size(before) - _size(after) - 200
    return ("\n".join([*before, *_exposures(report, left), *after]).rstrip() + "\n").encode()


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table; its cells are made safe by who gives them."""
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def clause(rule: Rule) -> str:
    """What a clause says, where it stands, and what to do."""
    source = f" ({prose(rule.source.rstrip('.'))})" if rule.source else ""
    fix = f" **{prose(rule.fix)}**" if rule.fix.strip() else ""
    return f"{code(rule.id)}: {prose(rule.title)}{source}.{fix}"


def fitting(lines: Sequence[str], size: int, thing: str) -> list[str]:
    """As many of the lines as `size` bytes hold, and a line that counts the rest."""
    for number, line in enumerate(lines):
        size -= _size([line])
        if size < 0:
            rest = len(lines) - number
            return [*lines[:number], "", f"**{many(rest, thing)} more, left out for lack of room.**"]
    return list(lines)


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def _head(report: Report) -> Iterator[str]:
    yield from ("# Personal information on screens", "", f"**{prose(sentence(report))}**", "")
    found = report.exposures
    if found:
        severities, types = Counter(f.severity for f in found), Counter(f.type for f in found)
        counted = [[s, f"{severities[s]:,}"] for s in WORST_FIRST if severities[s]]
        yield from table(["Severity", "Exposures"], counted)
        yield ""
        yield from table(["Type", "Exposures"], [[code(t), f"{n:,}"] for t, n in types.most_common()])


def _exposures(report: Report, size: int) -> Iterator[str]:
    """A table of the exposures by screen, within a size."""
    rows = [_row(finding) for _, found in by_source(report.exposures) for finding in found]
    if not rows:
        return
    head = ["Screen", "Severity", "Type", "Label", "Shows", "Left, top", "Clause"]
    first, second, *lines = table(head, rows)
    yield from ("## Exposures", "", first, second, *fitting(lines, size, "exposure"), "")


def _row(finding: Record) -> list[str]:
    more = f" and {len(finding.rules) - 1} more" if len(finding.rules) > 1 else ""
    return [
        *(code(finding.source), finding.severity, code(finding.type), code(finding.label), code(finding.preview)),
        *(place(finding), code(main_rule(finding)) + more),
    ]


def _clauses(report: Report) -> Iterator[str]:
    """The clauses that give the exposures their severity, those that most of them break first."""
    known = rules_of(report)
    counts = Counter(rule_of(f, known) for f in report.exposures if f.rules)
    if counts:
        yield from ("## What to do", "")
        lines = [f"- {many(count, 'exposure')}, {clause(rule)}" for rule, count in counts.most_common()]
        yield from (*fitting(lines, SHARE, "clause"), "")


def _unread(report: Report) -> Iterator[str]:
    rows = [[code(source + on_frame(frame)), code(why)] for source, frame, why in unread(report)]
    if rows:
        first, second, *lines = table(["Screen", "Why"], rows)
        yield from ("## Not fully read", "", first, second, *fitting(lines, SHARE, "screen"), "")
