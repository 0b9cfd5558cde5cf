"""`github`: workflow commands that GitHub Actions shows as annotations of a run; print it on stdout in a step.

GitHub shows ten errors and ten warnings of a step; the rest is counted in a notice.
"""

from __future__ import annotations

from screenpii.reports import reports
from screenpii.reports.escape import visible
from screenpii.reports.ranking import many, on_frame, place, rule_of, rules_of, sentence, unread, worst_first
from screenpii.types import Record, Report, Rule

MAX_ANNOTATIONS = 10
MAX_UNREAD_NAMED = 20  # screens that were not read, in the notice


@reports.register("github")
def render(report: Report) -> bytes:
    """Errors for critical and high exposures, warnings for the others, then one notice."""
    found, rules = worst_first(report.exposures), rules_of(report)
    errors = [f for f in found if f.severity in ("critical", "high")]
    warnings = [f for f in found if f.severity not in ("critical", "high")]
    lines = [_annotation("error", f, report, rules) for f in errors[:MAX_ANNOTATIONS]]
    lines += [_annotation("warning", f, report, rules) for f in warnings[:MAX_ANNOTATIONS]]
    hidden = max(0, len(errors) - MAX_ANNOTATIONS) + max(0, len(warnings) - MAX_ANNOTATIONS)
    return "".join(f"{line}\n" for line in (*lines, _notice(report, hidden))).encode()


def _annotation(kind: str, finding: Record, report: Report, rules: dict[str, Rule]) -> str:
    rule, file = rule_of(finding, rules), report.files.get(finding.source)
    path = file.path if file and not file.folder else finding.source
    label = f" under {finding.label}" if finding.label else ""
    message = f"{finding.preview}{label} at {place(finding)}. {rule.id}: {rule.title}. {rule.fix}"
    return f"::{kind} file={_property(path)},title={_property(f'{finding.type} shows')}::{_data(message)}"


def _notice(report: Report, hidden: int) -> str:
    parts = [sentence(report)]
    if hidden:
        parts.append(f"{many(hidden, 'exposure')} more without an annotation; GitHub shows ten errors and ten warnings")
    left = unread(report)
    parts += [f"not fully read: {source}{on_frame(frame)} ({why})" for source, frame, why in left[:MAX_UNREAD_NAMED]]
    if len(left) > MAX_UNREAD_NAMED:
        parts.append(f"and {len(left) - MAX_UNREAD_NAMED} more")
    return f"::notice title=screenpii::{'%0A'.join(_data(part) for part in (*parts, *report.notes))}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
