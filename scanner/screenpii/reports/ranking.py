"""What reports have in common: worst first, which clause counts, and one sentence that sums up."""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from screenpii.summary import Report
from screenpii.types import SEVERITIES, Box, Masking, Position, Record, Rule, Severity

WORST_FIRST = tuple(reversed(SEVERITIES))


def rank(finding: Record) -> int:
    """The higher, the worse."""
    return SEVERITIES.index(finding.severity)


def worst_first(findings: Iterable[Record]) -> list[Record]:
    """By severity, then by score, the highest first."""
    return sorted(findings, key=_order)


def worst(findings: Iterable[Record], most: int) -> list[Record]:
    """As many of the findings, the worst first; no more than those are in memory at once."""
    return heapq.nsmallest(most, findings, key=_order)


def _order(finding: Record) -> tuple[int, float]:
    return -rank(finding), -finding.score


def by_source(report: Report) -> Iterator[tuple[str, list[Record]]]:
    """The exposures file by file, each file's worst first, in the order of the report."""
    for source, results in groupby(report.readings(), key=lambda reading: reading.source):
        found = [finding for reading in results for finding in reading.exposures]
        if found:
            found.sort(key=lambda f: (-rank(f), f.frame, -f.score))
            yield source, found


def worst_sources(report: Report, most: int) -> list[tuple[str, list[Record]]]:
    """As many files with their exposures, those with the worst first."""
    return heapq.nsmallest(most, by_source(report), key=lambda item: (badness(f.severity for f in item[1]), item[0]))


def badness(severities: Iterable[Severity]) -> list[int]:
    """How many there are of each severity, the worst first, negative: the smaller, the worse."""
    counts = Counter(severities)
    return [-counts[s] for s in WORST_FIRST]


def main_rule(finding: Record) -> str:
    """The id of the clause that gives a finding its severity, or else of the first one that it breaks."""
    return finding.clause if finding.clause in finding.rules else next(iter(finding.rules), "")


def rule_of(finding: Record, rules: Mapping[str, Rule]) -> Rule:
    """The clause of a finding; one that says no more than the type of the value if the report does not know it."""
    name = main_rule(finding) or f"type/{finding.type}"
    return rules.get(name) or Rule(name, f"{finding.type} shows", "", "", finding.severity)


def rules_of(report: Report) -> dict[str, Rule]:
    """The clauses of the report's policies by their ids."""
    return {rule.id: rule for rule in report.run.rules}


def box_of(finding: Record) -> Box:
    """The box around a finding's boxes."""
    return Box.around(finding.boxes)


def place(finding: Record) -> str:
    """Left and top of where a finding begins, in pixels."""
    box = finding.boxes[0]
    return f"{box.left},{box.top}" + on_frame(finding.position)


def on_frame(position: Position) -> str:
    """What to add to a place or a name for a frame that is not the first: its page, its time in a film, its number."""
    if not position.index:
        return ""
    if position.page is not None:
        return f" page {position.page}"
    return f" frame {position.index}" if position.seconds is None else f" at {position.seconds:.1f} s"


def shows(masking: Masking) -> str:
    """How much of a value can be read, in words."""
    if masking.state == "none":
        return "all"
    parts = {"first": masking.leading, "last": masking.trailing, "middle": masking.middle}
    return ", ".join(f"{name} {count}" for name, count in parts.items() if count) or "nothing"


def mark(finding: Record) -> str:
    """The same for one value in one place of one file in every run under one key; it tells nothing of the value."""
    parts = (finding.fingerprint, finding.source, finding.frame, *box_of(finding).xywh)
    text = "\0".join(map(str, parts))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def many(count: int, thing: str) -> str:
    """A count with its noun."""
    return f"{count:,} {thing}{'s' * (count != 1)}"


def by_severity(counts: Mapping[str, int]) -> str:
    """The counts of the severities that there are, worst first."""
    return ", ".join(f"{counts[s]} {s}" for s in WORST_FIRST if counts.get(s))


def sentence(report: Report) -> str:
    """One sentence that sums up; it says "clean" only if everything was read and nothing is exposed."""
    summary, counts, run = report.summary, report.counts, report.run
    parts = [f"{many(counts.frames, 'frame')} in {run.seconds:.1f} s"]
    if summary.exposures:
        files = many(counts.sources, "file")
        parts.append(f"{many(summary.exposures, 'exposure')} in {files} ({by_severity(counts.severities)})")
    if counts.unread:
        parts.append(f"{counts.unread} not fully read")
    if run.others:
        parts.append(f"{many(run.others, 'other file')} not looked at")
    if not run.complete:
        parts.append("interrupted, incomplete")
    if summary.exit_code == 0:
        parts.append("clean")
    elif not summary.exposures:
        parts.append("nothing found in what was read")
    return "; ".join(parts)
