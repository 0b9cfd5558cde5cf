"""`ocsf`: exposures as Data Security Findings (class 2006) of OCSF 1.6.0, one JSON object a line, for SIEM systems.

Events of targets are no findings, and are left out. https://schema.ocsf.io/1.6.0/classes/data_security_finding
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from screenpii.reports.escape import ascii_json, visible
from screenpii.reports.ocsf import Activity, data_security, finding_class, metadata
from screenpii.types import Rule
from screenpii.watch.events import Event, Exposure, Kind
from screenpii.watch.sinks import Around, Sink, sinks
from screenpii.watch.sinks.jsonl import FileOptions
from screenpii.watch.sinks.linefile import LineFile
from screenpii.watch.sinks.words import sentence

ACTIVITIES: dict[Kind, Activity] = {"opened": "Create", "again": "Update", "closed": "Close"}


@sinks.register("ocsf")
class Ocsf(Sink):
    """A finding is created when it opens, updated when it shows again, and closed when it is gone."""

    options = FileOptions

    def __init__(self, options: FileOptions, around: Around) -> None:
        self._file = LineFile(Path(around.folder, options.path), around.complain)

    def tell(self, event: Event) -> None:
        """Add its line, if it is about an exposure."""
        if event.exposure:
            self._file.add(ascii_json(document(event, event.exposure)))

    def probe(self, event: Event) -> str:
        """Whether the file can be written; a test is no finding."""
        return self._file.retry()

    def tick(self, now: float) -> None:
        """Try again what could not be written."""
        self._file.retry()

    def close(self) -> None:
        """Write what waits."""
        self._file.close()


def document(event: Event, exposure: Exposure) -> dict[str, Any]:
    """An event of OCSF; times and lengths of time in milliseconds."""
    rule = Rule(exposure.clause or f"type/{exposure.type}", f"{exposure.type} shows", "", "", exposure.severity)
    return {
        **finding_class(exposure.severity, ACTIVITIES[event.kind]),
        "time": _milliseconds(event.at),
        "start_time": _milliseconds(exposure.first),
        "end_time": _milliseconds(exposure.last),
        "duration": _milliseconds(exposure.seconds),
        "count": exposure.times,
        "message": sentence(event),
        "is_alert": event.kind != "closed",
        "metadata": metadata(),
        "finding_info": {
            "uid": visible(exposure.id),
            "title": visible(f"{exposure.type} shows on a screen"),
            "types": [visible(exposure.type)],
            "created_time": _milliseconds(exposure.first),
            "first_seen_time": _milliseconds(exposure.first),
            "last_seen_time": _milliseconds(exposure.last),
            "modified_time": _milliseconds(event.at),
        },
        "data_security": data_security(exposure.type, rule, {}),
        "unmapped": {
            "target": visible(event.target),
            **{name: visible(getattr(exposure, name)) for name in ("screen", "title", "channel", "label", "preview")},
            "rules": [visible(name) for name in exposure.rules],
            "fingerprint": visible(exposure.fingerprint),
        },
    }


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1_000)
