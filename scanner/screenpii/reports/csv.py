"""`csv`: one row a finding, for spreadsheets and databases. RFC 4180, UTF-8 without a byte order mark.

Excel reads the file as UTF-8 if it is imported (Data, From Text/CSV); a mark would become part of the first column's
name for most other readers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from screenpii.reports import renders
from screenpii.reports.escape import cell
from screenpii.reports.ranking import box_of
from screenpii.summary import Report
from screenpii.types import Reading, Record

# No text of others in the first column: a line of output that began with `::` would be a command to GitHub Actions.
COLUMNS = (
    *("severity", "verdict", "type", "source", "frame", "left", "top", "width", "height", "label", "preview"),
    *("masking", "leading", "trailing", "middle", "subject", "channel", "rules", "reason", "score"),
    *("fingerprint", "identity"),
)


@renders("csv")
def render(report: Report) -> Iterator[bytes]:
    """All findings in the order of the report, whatever their verdict."""
    return written(COLUMNS, (_row(f, reading) for reading in report.readings() for f in reading.findings))


def written(columns: Sequence[str], rows: Iterable[Sequence[str | float]]) -> Iterator[bytes]:
    """A table, row by row, whose texts are no formulas, and show what else they hold that cannot be seen."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    for row in chain([columns], ([cell(v) if isinstance(v, str) else v for v in row] for row in rows)):
        table.writerow(row)
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def _row(finding: Record, reading: Reading) -> tuple[str | float, ...]:
    masking = finding.masking
    return (
        *(finding.severity, finding.verdict, finding.type, finding.source, finding.frame, *box_of(finding).xywh),
        *(finding.label, finding.preview, masking.state, masking.leading, masking.trailing, masking.middle),
        *(finding.subject, reading.channel, " ".join(finding.rules), finding.reason, round(finding.score, 4)),
        *(finding.fingerprint, finding.identity),
    )
