"""`junit`: a test case an image, for the test pages of GitLab, Jenkins and others.

A case fails if something is exposed on its image, and is an error if not all of it could be read. The annotated
pictures, where there are any, are named as attachments.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from screenpii.reports import reports
from screenpii.reports.escape import visible
from screenpii.reports.ranking import by_severity, main_rule, many, on_frame, place, worst_first
from screenpii.types import Reading, Record, Report, Skipped


@dataclass(slots=True)
class _Case:
    """All that a report knows of one image."""

    seconds: float = 0.0
    found: list[Record] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


@reports.register("junit")
def render(report: Report) -> bytes:
    """One suite; its cases are in the order of the report."""
    cases = _cases(report)
    counts = {
        "tests": str(len(cases)),
        "failures": str(sum(bool(c.found) for c in cases.values())),
        "errors": str(sum(bool(c.unread and not c.found) for c in cases.values())),
        "time": f"{report.seconds:.3f}",
    }
    root = ET.Element("testsuites", {"name": "screenpii", **counts})
    suite = ET.SubElement(
        root, "testsuite", {"name": "screenpii", "timestamp": report.started[:19], "skipped": "0", **counts}
    )
    for source, case in cases.items():
        _add(suite, source, case)
    if report.notes or not report.complete:
        notes = [*report.notes, *(() if report.complete else ("The run was interrupted: not all images are here.",))]
        ET.SubElement(suite, "system-out").text = _lines(map(visible, notes))
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, "unicode")}\n'.encode()


def _cases(report: Report) -> dict[str, _Case]:
    cases: dict[str, _Case] = {}
    for reading in report.readings:
        case = cases.setdefault(reading.source, _Case())
        case.seconds += reading.seconds
        case.found += reading.exposures
        case.unread += [_why(reading)] if reading.reason else []
        case.pictures += [reading.picture] if reading.picture else []
    for skipped in report.skipped:
        cases.setdefault(skipped.source, _Case()).unread.append(_why(skipped))
    return cases


def _why(result: Reading | Skipped) -> str:
    return f"not fully read{on_frame(result.frame)}: {result.reason}"


def _add(suite: ET.Element, source: str, case: _Case) -> None:
    about = {"name": visible(source), "classname": "screenpii", "time": f"{case.seconds:.3f}"}
    element = ET.SubElement(suite, "testcase", about)
    if case.found:
        message = f"{many(len(case.found), 'exposure')} ({by_severity(case.found)})"
        _result(element, "failure", message, worst_first(case.found)[0].severity, [*_told(case), *case.unread])
    elif case.unread:
        _result(element, "error", case.unread[0], "unread", case.unread)
    pictures = [path for path in case.pictures if "]]" not in path and visible(path) == path]
    if pictures:
        ET.SubElement(element, "system-out").text = _lines(f"[[ATTACHMENT|{path}]]" for path in pictures)


def _result(case: ET.Element, kind: str, message: str, name: str, lines: Iterable[str]) -> None:
    ET.SubElement(case, kind, {"message": visible(message), "type": name}).text = _lines(map(visible, lines))


def _told(case: _Case) -> Iterator[str]:
    for finding in worst_first(case.found):
        label = f" under {finding.label}" if finding.label else ""
        rule = f" ({main_rule(finding)})" if finding.rules else ""
        yield f"{finding.severity} {finding.type} {finding.preview}{label} at {place(finding)}{rule}"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
