"""`junit`: a test case an image, for the test pages of GitLab, Jenkins and others.

A case fails if something is exposed on its image, and is an error if not all of it could be read. The annotated
pictures, where there are any, are named as attachments.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from screenpii.reports import renders
from screenpii.reports.escape import visible
from screenpii.reports.ranking import by_severity, main_rule, many, on_frame, place, worst_first
from screenpii.summary import Report
from screenpii.types import Reading, Record, Result


@dataclass(slots=True)
class _Case:
    """All that a report knows of one image."""

    source: str
    seconds: float = 0.0
    found: list[Record] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def add(self, result: Result) -> None:
        if result.reason:
            self.unread.append(_why(result))
        if isinstance(result, Reading):
            self.seconds += result.seconds
            self.found += result.exposures
            self.pictures += [result.picture] if result.picture else []


@renders("junit")
def render(report: Report) -> Iterator[bytes]:
    """One suite; its cases are in the order of the report."""
    kinds = Counter("failures" if case.found else "errors" if case.unread else "clean" for case in _cases(report))
    counts = {
        "tests": str(kinds.total()),
        "failures": str(kinds["failures"]),
        "errors": str(kinds["errors"]),
        "time": f"{report.run.seconds:.3f}",
    }
    suite = {"name": "screenpii", "timestamp": report.run.started[:19], "skipped": "0", **counts}
    yield b'<?xml version="1.0" encoding="utf-8"?>\n'
    yield _opened("testsuites", {"name": "screenpii", **counts}, 0)
    yield _opened("testsuite", suite, 1)
    for case in _cases(report):
        yield _written(_element(case))
    if told := _notes(report):
        element = ET.Element("system-out")
        element.text = told
        yield _written(element)
    yield b" </testsuite>\n</testsuites>\n"


def _cases(report: Report) -> Iterator[_Case]:
    for source, results in groupby(report.results, key=lambda result: result.source):
        case = _Case(source)
        for result in results:
            case.add(result)
        yield case


def _opened(name: str, attributes: dict[str, str], depth: int) -> bytes:
    """The opening tag of an element on a line of its own."""
    whole = ET.tostring(ET.Element(name, attributes), "unicode").removesuffix(" />")
    return f"{' ' * depth}{whole}>\n".encode()


def _written(element: ET.Element) -> bytes:
    """An element of the suite, indented."""
    ET.indent(element, " ", level=2)
    return f"  {ET.tostring(element, 'unicode')}\n".encode()


def _notes(report: Report) -> str:
    cut = () if report.run.complete else ("The run was interrupted: not all images are here.",)
    return _lines(map(visible, (*report.run.notes, *cut)))


def _why(result: Result) -> str:
    return f"not fully read{on_frame(result.position)}: {result.reason}"


def _element(case: _Case) -> ET.Element:
    about = {"name": visible(case.source), "classname": "screenpii", "time": f"{case.seconds:.3f}"}
    element = ET.Element("testcase", about)
    if case.found:
        message = f"{many(len(case.found), 'exposure')} ({by_severity(Counter(f.severity for f in case.found))})"
        _result(element, "failure", message, worst_first(case.found)[0].severity, [*_told(case), *case.unread])
    elif case.unread:
        _result(element, "error", case.unread[0], "unread", case.unread)
    pictures = [path for path in case.pictures if "]]" not in path and visible(path) == path]
    if pictures:
        ET.SubElement(element, "system-out").text = _lines(f"[[ATTACHMENT|{path}]]" for path in pictures)
    return element


def _result(case: ET.Element, kind: str, message: str, name: str, lines: Iterable[str]) -> None:
    ET.SubElement(case, kind, {"message": visible(message), "type": name}).text = _lines(map(visible, lines))


def _told(case: _Case) -> Iterator[str]:
    for finding in worst_first(case.found):
        label = f" under {finding.label}" if finding.label else ""
        rule = f" ({main_rule(finding)})" if finding.rules else ""
        yield f"{finding.severity} {finding.type} {finding.preview}{label} at {place(finding)}{rule}"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
