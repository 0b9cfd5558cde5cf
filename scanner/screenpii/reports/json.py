"""`json`: the report for other programs, as `schema/report-1.json` describes it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from screenpii import __version__
from screenpii.reports import reports
from screenpii.types import Reading, Record, Report, Skipped

SCHEMA = "screenpii/report/1"


@reports.register("json")
def render(report: Report) -> bytes:
    """UTF-8, indented, keys in the order of the schema; masked values only."""
    text = json.dumps(document(report), ensure_ascii=False, indent=1) + "\n"
    return text.encode(errors="backslashreplace")  # half characters of a file name, as JSON itself writes them


def document(report: Report) -> dict[str, Any]:
    """The report as plain dictionaries and lists."""
    return {
        "schema": SCHEMA,
        "tool": tool_of(report),
        "run": run_of(report),
        "frames": [frame_of(result) for result in results(report)],
        "findings": [finding_of(f) for f in report.findings],
    }


def results(report: Report) -> tuple[Reading | Skipped, ...]:
    """All frames in the order of the sources, then what was skipped."""
    return (*report.readings, *report.skipped)


def tool_of(report: Report) -> dict[str, Any]:
    """What made the report."""
    return {
        "name": "screenpii",
        "version": __version__,
        "engine": report.engine,
        "model": report.model,
        "policies": [{"id": name, "version": version} for name, version in report.policies],
        "key": report.key,
    }


def run_of(report: Report) -> dict[str, Any]:
    """How the run went, with the counts of what it found."""
    exposed = report.exposures
    return {
        "started": report.started,
        "seconds": report.seconds,
        "exit_code": report.exit_code,
        "complete": report.complete,
        "frames": len(report.readings),
        "skipped": len(report.skipped),
        "other_files": report.others,
        "verdicts": _count(f.verdict for f in report.findings),
        "types": _count(f.type for f in exposed),
        "severities": _count(f.severity for f in exposed),
    }


def _count(values: Any) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def frame_of(result: Reading | Skipped) -> dict[str, Any]:
    """A frame, or what was to be one."""
    frame = _read(result) if isinstance(result, Reading) else _skipped(result)
    return {**frame, "retried": True} if result.retried else frame


def _read(reading: Reading) -> dict[str, Any]:
    return {
        "source": reading.source,
        "frame": reading.frame,
        "width": reading.width,
        "height": reading.height,
        "status": "partial" if reading.reason else "read",
        "reason": reading.reason,
        "screen": reading.screen,
        "channel": reading.channel,
        "seconds": reading.seconds,
    }


def _skipped(skipped: Skipped) -> dict[str, Any]:
    return {
        "source": skipped.source,
        "frame": skipped.frame,
        "width": 0,
        "height": 0,
        "status": "skipped",
        "reason": skipped.reason,
        "screen": "",
        "channel": "",
        "seconds": 0.0,
    }


def finding_of(finding: Record) -> dict[str, Any]:
    """A finding, masked."""
    masking = finding.masking
    return {
        "source": finding.source,
        "frame": finding.frame,
        "type": finding.type,
        "boxes": [list(box.xywh) for box in finding.boxes],
        "subject": finding.subject,
        "masking": {
            "state": masking.state,
            "leading": masking.leading,
            "trailing": masking.trailing,
            "middle": masking.middle,
        },
        "verdict": finding.verdict,
        "severity": finding.severity,
        "rules": list(finding.rules),
        "reason": finding.reason,
        "score": finding.score,
        "label": finding.label,
        "preview": finding.preview,
        "fingerprint": finding.fingerprint,
        "identity": finding.identity,
        **({"selector": finding.selector} if finding.selector else {}),
    }
