"""`github`: workflow commands that GitHub Actions shows as annotations of a run; print it on stdout in a step.

GitHub shows ten errors and ten warnings of a step; the rest is counted in a notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from screenpii.reports import renders
from screenpii.reports.escape import visible
from screenpii.reports.ranking import many, on_frame, place, rule_of, rules_of, sentence, worst
from screenpii.summary import Report
from screenpii.types import Location, Record, Rule, Severity

MAX_ANNOTATIONS = 10  # annotations of a step
# severities of each kind of annotation
ANNOTATION_SEVERITIES: dict[str, tuple[Severity, ...]] = {"error": ("critical", "high"), "warning": ("medium", "low")}
MAX_UNREAD_NAMED = 20  # frames that were not read and are named in the notice


@renders("github")
def render(report: Report) -> Iterator[bytes]:
    """Errors for critical and high exposures, warnings for the others, then one notice."""
    files: dict[str, Location] = {}
    shown = 0
    for kind, severities in ANNOTATION_SEVERITIES.items():
        found = worst((f for f in report.exposures() if f.severity in severities), MAX_ANNOTATIONS)
        sources = {finding.source for finding in found}
        files |= {r.source: r.file for r in report.readings() if r.file and r.source in sources}
        for finding in found:
            yield _line(_annotation(kind, finding, files.get(finding.source), rules_of(report)))
        shown += len(found)
    yield _line(_notice(report, report.summary.exposures - shown))


def _line(text: str) -> bytes:
    return f"{text}\n".encode()


def _annotation(kind: str, finding: Record, file: Location | None, rules: dict[str, Rule]) -> str:
    rule = rule_of(finding, rules)
    path = file.path if file and not file.folder else finding.source
    label = f" under {finding.label}" if finding.label else ""
    message = f"{finding.preview}{label} at {place(finding)}. {rule.id}: {rule.title}. {rule.fix}"
    return f"::{kind} file={_property(path)},title={_property(f'{finding.type} shows')}::{_data(message)}"


def _notice(report: Report, hidden: int) -> str:
    parts = [sentence(report)]
    if hidden:
        parts.append(f"{many(hidden, 'exposure')} more without an annotation; GitHub shows ten errors and ten warnings")
    named = islice(report.unread(), MAX_UNREAD_NAMED)
    parts += [f"not fully read: {one.source}{on_frame(one.position)} ({one.reason})" for one in named]
    if report.counts.unread > MAX_UNREAD_NAMED:
        parts.append(f"and {report.counts.unread - MAX_UNREAD_NAMED} more")
    return f"::notice title=screenpii::{'%0A'.join(_data(part) for part in (*parts, *report.run.notes))}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
