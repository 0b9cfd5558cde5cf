"""`json`: the report for other programs, as `schema/report-1.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from screenpii import __version__
from screenpii.reports import renders
from screenpii.summary import Report
from screenpii.types import Reading, Record, Result, Skipped

SCHEMA = "screenpii/report/1"


@renders("json")
def render(report: Report) -> Iterator[bytes]:
    """UTF-8, indented, keys in the order of the schema; masked values only."""
    head = _text({"schema": SCHEMA, "tool": tool_of(report), "run": run_of(report)})
    yield _bytes(head.removesuffix("\n}"))
    yield from _array("frames", map(frame_of, results(report)))
    yield from _array("findings", map(finding_of, report.findings()))
    yield b"\n}\n"


def _array(key: str, items: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """A key of the outermost object with a list, one item at a time, as if all had been written at once."""
    yield _bytes(f',\n "{key}": [')
    empty = True
    for item in items:
        yield _bytes(("\n" if empty else ",\n") + _indented(_text(item)))
        empty = False
    yield b"]" if empty else b"\n ]"


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _indented(text: str) -> str:
    return "  " + text.replace("\n", "\n  ")


def _bytes(text: str) -> bytes:
    return text.encode(errors="backslashreplace")  # half characters of a file name, as JSON itself writes them


def results(report: Report) -> Iterator[Result]:
    """All frames in the order of the sources, then what was skipped."""
    return chain(report.readings(), report.skipped())


def tool_of(report: Report) -> dict[str, Any]:
    """What made the report."""
    return {
        "name": "screenpii",
        "version": __version__,
        "engine": report.run.engine,
        "model": report.run.model,
        "policies": [{"id": name, "version": version} for name, version in report.run.policies],
        "key": report.run.key,
    }


def run_of(report: Report) -> dict[str, Any]:
    """How the run went, with the counts of what it found."""
    run, counts = report.run, report.counts
    return {
        "started": run.started,
        "seconds": run.seconds,
        "exit_code": report.summary.exit_code,
        "complete": run.complete,
        "frames": counts.frames,
        "skipped": counts.skipped,
        "other_files": run.others,
        "verdicts": dict(sorted(counts.verdicts.items())),
        "types": dict(sorted(counts.types.items())),
        "severities": dict(sorted(counts.severities.items())),
    }


def frame_of(result: Result) -> dict[str, Any]:
    """A frame, or what was to be one."""
    frame = _read(result) if isinstance(result, Reading) else _skipped(result)
    page, seconds = result.position.page, result.position.seconds
    return {
        **frame,
        **({} if page is None else {"page": page}),
        **({} if seconds is None else {"at": round(seconds, 3)}),
        **({"retried": True} if result.retried else {}),
    }


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
