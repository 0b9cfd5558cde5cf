"""`sarif`: SARIF 2.1.0 for GitHub code scanning and other viewers: clauses are its rules, exposures its results.

Its paths are below the repository's root, as GitHub wants them. Files outside of it are below a base, whose folder is
told once, in `originalUriBaseIds` (3.14.14), where it can be taken out.

GitHub takes 25,000 results a run and files of 10 MB (compressed), and shows the first 5,000; so the worst come first.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from screenpii import __version__
from screenpii.addresses import is_page
from screenpii.reports import renders
from screenpii.reports.escape import visible
from screenpii.reports.ranking import many, on_frame, place, rule_of, rules_of, worst
from screenpii.summary import Report
from screenpii.types import Record, Result, Rule, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 25_000
MAX_SHOWN_RESULTS = 5_000
MAX_LOG_BYTES = 10_000_000
MAX_UNREAD_NAMED = 1_000
RESULT_INDENT = "\n    "  # before a line of a result: it is nested in a list in a run in a list in the log
# SARIF's level of each severity
LEVELS: dict[Severity, str] = {"low": "note", "medium": "warning", "high": "error", "critical": "error"}
# GitHub's `security-severity`: critical over 9.0, high from 7.0, medium from 4.0, low below
SECURITY_SEVERITIES: dict[Severity, str] = {"low": "2.5", "medium": "5.5", "high": "8.0", "critical": "9.5"}
# pictures have no lines, but GitHub wants one; the place in pixels is in the properties
FIRST_CHARACTER_REGION = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}


class _Files:
    """Where the files of some screens lie; `bases` names the folders outside of the repository."""

    def __init__(self, report: Report, sources: Container[str]) -> None:
        files = {one.source: one.file for one in report.results if one.file and one.source in sources}
        folders = dict.fromkeys(file.folder for file in files.values() if file.folder)
        self.files = files
        self.bases = {folder: f"OUTSIDE{number}" for number, folder in enumerate(folders, 1)}

    def location(self, source: str) -> dict[str, Any]:
        """The location of a screen."""
        file = self.files.get(source)
        if file:
            artifact = {"uri": quote(file.path, safe="/", errors="surrogateescape")}
            artifact |= {"uriBaseId": self.bases[file.folder]} if file.folder else {}
        else:
            safe = "/:?&=#" if is_page(source) else "/"
            artifact = {"uri": quote(source, safe=safe, errors="surrogatepass")}
        return {"physicalLocation": {"artifactLocation": artifact, "region": FIRST_CHARACTER_REGION}}

    def folders(self) -> dict[str, Any]:
        """The property of a run that says where its bases lie, if it has any."""
        about = {"text": "A folder outside of the repository."}
        bases = {
            name: {"uri": Path(folder).as_uri().removesuffix("/") + "/", "description": about}
            for folder, name in self.bases.items()
        }
        return {"originalUriBaseIds": bases} if bases else {}


@renders("sarif")
def render(report: Report) -> Iterator[bytes]:
    """One run; as many results as the limits let, and a notification that counts the others."""
    found = worst(report.exposures(), MAX_RESULTS)
    left = list(islice(report.unread(), MAX_UNREAD_NAMED))
    files = _Files(report, {*(finding.source for finding in found), *(one.source for one in left)})
    known = rules_of(report)
    known.update({rule.id: rule for rule in (rule_of(f, known) for f in found)})
    results = list(_results(files, found, known))
    while True:
        log = _log(report, known, files, _invocation(report, left, files, len(results)))
        parts = list(_parts(json.dumps(log, indent=1), results))
        if not results or _fits(parts):
            yield from parts
            return
        del results[len(results) * 3 // 4 :]


def _parts(log: str, results: Sequence[bytes]) -> Iterator[bytes]:
    """The log with the results in it."""
    head, tail = log.split('"results": []')  # a key: in a text its quotes would be escaped
    yield f'{head}"results": ['.encode()
    yield from results
    yield f"{RESULT_INDENT[:-1] if results else ''}]{tail}\n".encode()


def _fits(parts: Sequence[bytes]) -> bool:
    if sum(map(len, parts)) <= MAX_LOG_BYTES:
        return True
    packer = zlib.compressobj(6)
    return sum(len(packer.compress(part)) for part in parts) + len(packer.flush()) <= MAX_LOG_BYTES


def _log(report: Report, known: Mapping[str, Rule], files: _Files, invocation: dict[str, Any]) -> dict[str, Any]:
    """The log but for its results."""
    about = report.run
    run = {
        "tool": {"driver": _driver(list(known.values()))},
        **files.folders(),
        "invocations": [invocation],
        "results": [],
        "columnKind": "unicodeCodePoints",
        "properties": {"engine": about.engine, "model": about.model, "key": about.key, "role": visible(about.role)},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(rules: list[Rule]) -> dict[str, Any]:
    return {
        "name": "screenpii",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    source = f" ({rule.source})" if rule.source else ""
    return {
        "id": visible(rule.id),
        "shortDescription": {"text": _text(rule.title)},
        "fullDescription": {"text": _text(rule.title + source)},
        "help": {"text": _text(rule.fix or rule.title)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"security-severity": SECURITY_SEVERITIES[rule.severity], "tags": ["privacy", "security"]},
    }


def _results(files: _Files, found: Sequence[Record], known: Mapping[str, Rule]) -> Iterator[bytes]:
    """The results of the list; equal findings of a frame differ by their number."""
    seen: Counter[tuple[str, int, str, str]] = Counter()
    index = {name: number for number, name in enumerate(known)}
    for number, finding in enumerate(found):
        rule = rule_of(finding, known)
        same = (finding.source, finding.frame, rule.id, finding.fingerprint)
        seen[same] += 1
        result = _result(finding, files.location(finding.source), rule, index[rule.id], seen[same])
        text = json.dumps(result, indent=1).replace("\n", RESULT_INDENT)
        yield f"{',' if number else ''}{RESULT_INDENT}{text}".encode()


def _result(finding: Record, location: dict[str, Any], rule: Rule, number: int, nth: int) -> dict[str, Any]:
    label = f" under {finding.label}" if finding.label else ""
    message = f"{finding.type} {finding.preview} shows{label} at {place(finding)}. {rule.title}. {rule.fix}"
    digits = finding.fingerprint.rpartition(":")[2]
    return {
        "ruleId": visible(rule.id),
        "ruleIndex": number,
        "level": LEVELS[finding.severity],
        "message": {"text": _text(message)},
        "locations": [location],
        # GitHub compares the first alone, and would else make it of lines of text, which a picture has not.
        "partialFingerprints": {
            "primaryLocationLineHash": f"{digits}{finding.frame or ''}:{nth}",
            "screenpii/v1": finding.fingerprint,
        },
        "properties": {
            "boxes": [list(box.xywh) for box in finding.boxes],
            "frame": finding.frame,
            "severity": finding.severity,
            "score": finding.score,
            "subject": finding.subject,
            "rules": [visible(one) for one in finding.rules],
        },
    }


def _invocation(report: Report, left: list[Result], files: _Files, kept: int) -> dict[str, Any]:
    told = [
        {
            "level": "warning",
            "message": {"text": _text(f"Not fully read{on_frame(one.position)}: {one.reason}")},
            "locations": [files.location(one.source)],
        }
        for one in left
    ]
    return {
        "executionSuccessful": report.run.complete,
        "toolExecutionNotifications": told + [_said(text) for text in _notes(report, kept)],
    }


def _notes(report: Report, kept: int) -> list[str]:
    notes = list(report.run.notes)
    if report.summary.exposures > kept:
        rest = many(report.summary.exposures - kept, "exposure")
        notes.append(f"{rest} left out, the least severe: a run may have {MAX_RESULTS:,} results and 10 MB.")
    if kept > MAX_SHOWN_RESULTS:
        notes.append(f"GitHub shows the first {MAX_SHOWN_RESULTS:,} results.")
    if report.counts.unread > MAX_UNREAD_NAMED:
        notes.append(f"{report.counts.unread - MAX_UNREAD_NAMED} more screens were not fully read.")
    return notes


def _said(text: str) -> dict[str, Any]:
    return {"level": "note", "message": {"text": _text(text)}}


def _text(text: str) -> str:
    """The text in a message, where brackets make links and braces placeholders (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    escaped = re.sub(r"([\\\[\]])", r"\\\1", visible(text))
    return escaped.replace("{", "{{").replace("}", "}}")
