"""`sarif`: SARIF 2.1.0 for GitHub code scanning and other viewers: clauses are its rules, exposures its results.

Its paths are below the repository's root, as GitHub wants them. Files outside of it are below a base, whose folder is
told once, in `originalUriBaseIds` (3.14.14), where it can be taken out.

GitHub takes 25,000 results a run and files of 10 MB (compressed), and shows the first 5,000; so the worst come first.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from screenpii import __version__
from screenpii.addresses import is_page
from screenpii.reports import reports
from screenpii.reports.escape import visible
from screenpii.reports.ranking import many, on_frame, place, rule_of, rules_of, unread, worst_first
from screenpii.types import Location, Record, Report, Rule, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 25_000
MAX_SHOWN_RESULTS = 5_000
MAX_FILE_BYTES = 10_000_000
MAX_UNREAD_NAMED = 1_000
LEVELS: dict[Severity, str] = {"low": "note", "medium": "warning", "high": "error", "critical": "error"}
# GitHub's scale: over 9.0 critical, from 7.0 high, from 4.0 medium, below low.
SCORES: dict[Severity, str] = {"low": "2.5", "medium": "5.5", "high": "8.0", "critical": "9.5"}
# Pictures have no lines, and GitHub wants one; where it is in pixels stands in the properties.
REGION = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}


class _Files:
    """Where the files of screens lie; `bases` names the folders outside of the repository."""

    def __init__(self, files: Mapping[str, Location]) -> None:
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
        return {"physicalLocation": {"artifactLocation": artifact, "region": REGION}}

    def folders(self) -> dict[str, Any]:
        """The property of a run that says where its bases lie, if it has any."""
        about = {"text": "A folder outside of the repository."}
        bases = {
            name: {"uri": Path(folder).as_uri().removesuffix("/") + "/", "description": about}
            for folder, name in self.bases.items()
        }
        return {"originalUriBaseIds": bases} if bases else {}


@reports.register("sarif")
def render(report: Report) -> bytes:
    """One run; as many results as the limits let, and a notification that counts the others."""
    found = worst_first(report.exposures)
    most = min(len(found), MAX_RESULTS)
    while True:
        data = json.dumps(_log(report, found[:most], len(found)), indent=1).encode() + b"\n"
        if len(data) <= MAX_FILE_BYTES or not most or len(gzip.compress(data, 6)) <= MAX_FILE_BYTES:
            return data
        most = most * 3 // 4


def _log(report: Report, found: list[Record], total: int) -> dict[str, Any]:
    known, files = rules_of(report), _Files(report.files)
    known.update({rule.id: rule for rule in (rule_of(f, known) for f in found)})
    index = {name: number for number, name in enumerate(known)}
    run = {
        "tool": {"driver": _driver(list(known.values()))},
        **files.folders(),
        "invocations": [_invocation(report, files, len(found), total)],
        "results": _results(files, found, known, index),
        "columnKind": "unicodeCodePoints",
        "properties": {"engine": report.engine, "model": report.model, "key": report.key, "role": visible(report.role)},
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
        "properties": {"security-severity": SCORES[rule.severity], "tags": ["privacy", "security"]},
    }


def _results(files: _Files, found: list[Record], known: dict[str, Rule], index: dict[str, int]) -> list[dict[str, Any]]:
    """The results; equal findings of a frame are told apart by their number."""
    seen: Counter[tuple[str, int, str, str]] = Counter()
    results = []
    for finding in found:
        rule = rule_of(finding, known)
        same = (finding.source, finding.frame, rule.id, finding.fingerprint)
        seen[same] += 1
        location = files.location(finding.source)
        results.append(_result(finding, location, rule, index[rule.id], seen[same]))
    return results


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


def _invocation(report: Report, files: _Files, kept: int, total: int) -> dict[str, Any]:
    left = unread(report)
    told = [
        {
            "level": "warning",
            "message": {"text": _text(f"Not fully read{on_frame(frame)}: {why}")},
            "locations": [files.location(source)],
        }
        for source, frame, why in left[:MAX_UNREAD_NAMED]
    ]
    return {
        "executionSuccessful": report.complete,
        "toolExecutionNotifications": told + [_said(text) for text in _notes(report, kept, total, len(left))],
    }


def _notes(report: Report, kept: int, total: int, left: int) -> list[str]:
    notes = list(report.notes)
    if total > kept:
        rest = many(total - kept, "exposure")
        notes.append(f"{rest} left out, the least severe: a run may have {MAX_RESULTS:,} results and 10 MB.")
    if kept > MAX_SHOWN_RESULTS:
        notes.append(f"GitHub shows the first {MAX_SHOWN_RESULTS:,} results.")
    if left > MAX_UNREAD_NAMED:
        notes.append(f"{left - MAX_UNREAD_NAMED} more screens were not fully read.")
    return notes


def _said(text: str) -> dict[str, Any]:
    return {"level": "note", "message": {"text": _text(text)}}


def _text(text: str) -> str:
    """The text in a message, where brackets make links and braces placeholders (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    escaped = re.sub(r"([\\\[\]])", r"\\\1", visible(text))
    return escaped.replace("{", "{{").replace("}", "}}")
