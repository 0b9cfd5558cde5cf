"""What reports have in common: worst first, what was not read, which clause counts, and one sentence that sums up."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from screenpii.types import SEVERITIES, Box, Masking, Reading, Record, Report, Rule, Severity, Skipped

WORST_FIRST = tuple(reversed(SEVERITIES))


def rank(finding: Record) -> int:
    """The higher, the worse."""
    return SEVERITIES.index(finding.severity)


def worst_first(findings: Iterable[Record]) -> list[Record]:
    """By severity, the surest of one severity first."""
    return sorted(findings, key=lambda f: (-rank(f), -f.score))


def by_source(findings: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    """Findings by file, each file's worst first, files with the worst findings first."""
    files: dict[str, list[Record]] = {}
    for finding in sorted(findings, key=lambda f: (f.frame, -rank(f), -f.score)):
        files.setdefault(finding.source, []).append(finding)
    for found in files.values():
        found.sort(key=lambda f: -rank(f))

    return sorted(files.items(), key=lambda item: (badness(f.severity for f in item[1]), item[0]))


def badness(severities: Iterable[Severity]) -> list[int]:
    """How many there are of each severity, the worst first, negative: the smaller, the worse."""
    counts = Counter(severities)
    return [-counts[s] for s in WORST_FIRST]


def unread(report: Report) -> list[tuple[str, int, str]]:
    """Source, frame and reason of all that was not, or not fully, read, and counts."""
    results: tuple[Skipped | Reading, ...] = (*report.skipped, *report.readings)
    return [(one.source, one.frame, one.reason) for one in results if one.reason and not one.retried]


def main_rule(finding: Record) -> str:
    """The id of the clause that gives a finding its severity, or else of the first one that it breaks."""
    return finding.clause if finding.clause in finding.rules else next(iter(finding.rules), "")


def rule_of(finding: Record, rules: dict[str, Rule]) -> Rule:
    """The clause of a finding; one that says no more than the type of the value if the report does not know it."""
    name = main_rule(finding) or f"type/{finding.type}"
    return rules.get(name) or Rule(name, f"{finding.type} shows", "", "", finding.severity)


def rules_of(report: Report) -> dict[str, Rule]:
    """The clauses of the report's policies by their ids."""
    return {rule.id: rule for rule in report.rules}


def box_of(finding: Record) -> Box:
    """The box around a finding's boxes."""
    return Box.around(finding.boxes)


def place(finding: Record) -> str:
    """Left and top of where a finding begins, in pixels."""
    box = finding.boxes[0]
    return f"{box.left},{box.top}" + on_frame(finding.frame)


def on_frame(frame: int) -> str:
    """What to add to a place or a name for a frame that is not the first."""
    return f" frame {frame}" if frame else ""


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


def by_severity(findings: Iterable[Record]) -> str:
    """The counts of the severities that there are, worst first."""
    counts = Counter(f.severity for f in findings)
    return ", ".join(f"{counts[s]} {s}" for s in WORST_FIRST if counts[s])


def sentence(report: Report) -> str:
    """One sentence that sums up; it says "clean" only if everything was read and nothing is exposed."""
    found, left = report.exposures, len(unread(report))
    parts = [f"{many(len(report.readings), 'frame')} in {report.seconds:.1f} s"]
    if found:
        files = many(len({f.source for f in found}), "file")
        parts.append(f"{many(len(found), 'exposure')} in {files} ({by_severity(found)})")
    if left:
        parts.append(f"{left} not fully read")
    if report.others:
        parts.append(f"{many(report.others, 'other file')} not looked at")
    if not report.complete:
        parts.append("interrupted, incomplete")
    if report.exit_code == 0:
        parts.append("clean")
    elif not found:
        parts.append("nothing found in what was read")
    return "; ".join(parts)
