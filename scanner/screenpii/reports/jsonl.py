"""`jsonl`: one line of JSON a frame, with its findings as in the JSON report, and a last line for the run.

While a scan runs, each line says what is known of its frame by then: findings that a baseline accepts still count, and
masked numbers that only add up with those of later frames do not yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from screenpii.reports import renders
from screenpii.reports.escape import ascii_json
from screenpii.reports.json import finding_of, frame_of, results, run_of, tool_of
from screenpii.summary import Report
from screenpii.types import Reading, Result

SCHEMA = "screenpii/lines/1"


def line(result: Result) -> bytes:
    """The line of one frame; `kind` tells it from that of the run."""
    findings = result.findings if isinstance(result, Reading) else ()
    return ascii_json({"kind": "frame", **frame_of(result), "findings": [finding_of(f) for f in findings]})


@renders("jsonl", line=line)
def render(report: Report) -> Iterator[bytes]:
    """Frames in the order of the sources, then those that were skipped, then the run."""
    yield from map(line, results(report))
    yield ascii_json({"kind": "run", "schema": SCHEMA, "tool": tool_of(report), "run": run_of(report)})
