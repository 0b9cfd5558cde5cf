"""`csv`: one row a finding, for spreadsheets and databases. RFC 4180, UTF-8 without a byte order mark.

Excel reads the file as UTF-8 if it is imported (Data, From Text/CSV); a mark would become part of the first column's
name for most other readers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from screenpii.reports import reports
from screenpii.reports.escape import cell
from screenpii.reports.ranking import box_of
from screenpii.types import Reading, Record, Report

# No text of others in the first column: a line of output that began with `::` would be a command to GitHub Actions.
COLUMNS = (
    *("severity", "verdict", "type", "source", "frame", "left", "top", "width", "height", "label", "preview"),
    *("masking", "leading", "trailing", "middle", "subject", "channel", "rules", "reason", "score"),
    *("fingerprint", "identity"),
)


@reports.register("csv")
def render(report: Report) -> bytes:
    """All findings in the order of the report, whatever their verdict."""
    return written(COLUMNS, (_row(f, reading) for reading in report.readings for f in reading.findings))


def written(columns: Sequence[str], rows: Iterable[Sequence[str | float]]) -> bytes:
    """A table whose texts are no formulas, and show what else they hold that cannot be seen."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(columns)
    table.writerows([cell(value) if isinstance(value, str) else value for value in row] for row in rows)
    return out.getvalue().encode()


def _row(finding: Record, reading: Reading) -> tuple[str | float, ...]:
    masking = finding.masking
    return (
        *(finding.severity, finding.verdict, finding.type, finding.source, finding.frame, *box_of(finding).xywh),
        *(finding.label, finding.preview, masking.state, masking.leading, masking.trailing, masking.middle),
        *(finding.subject, reading.channel, " ".join(finding.rules), finding.reason, round(finding.score, 4)),
        *(finding.fingerprint, finding.identity),
    )
