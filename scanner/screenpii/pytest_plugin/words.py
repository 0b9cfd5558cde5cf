"""The message of a failed check: what is exposed, where, the broken clause, the fix, and how to accept it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence

from screenpii.reports.escape import visible
from screenpii.reports.ranking import main_rule, many, on_frame, place, worst_first
from screenpii.selectors import lines
from screenpii.types import Reading, Record, Rule, Skipped

MAX_FINDINGS_LISTED = 20  # findings that are listed for one picture


def fault(results: Sequence[Reading | Skipped], rules: Mapping[str, Rule], accept: str, strict: bool) -> str:
    """Why the results of a picture fail a test, or an empty string; values are masked.

    A picture that was not read fails the test; one that was read in part fails it if `strict`. `accept` is the command
    that accepts the exposures.
    """
    parts = [part for result in results for part in (*_unread(result, strict), *_shown(result, rules))]
    if any(isinstance(result, Reading) and exposures(result) for result in results):
        parts += [f"To accept it: {accept}", 'To allow a type: @pytest.mark.screenpii(allow=["TYPE"])']
    return "\n".join(parts)


def exposures(reading: Reading) -> list[Record]:
    """The exposures on a frame, worst first."""
    return worst_first(reading.exposures)


def command(nodeid: str, baseline: str) -> str:
    """The command line that accepts the exposures of a test; those of all tests if `nodeid` is empty."""
    parts = ("pytest", *([nodeid] if nodeid else []), "--screenpii", f"--screenpii-baseline={baseline}")
    return visible(f"{shlex.join(parts)} --screenpii-accept=WHY --screenpii-owner=WHO")


def unread(results: Sequence[Reading | Skipped], strict: bool) -> str:
    """Why the results fail a test whose exposures are accepted."""
    return "\n".join(part for result in results for part in _unread(result, strict))


def _unread(result: Reading | Skipped, strict: bool) -> Iterator[str]:
    name = visible(result.source) + on_frame(result.position)
    if isinstance(result, Skipped):
        yield f"{name} was not read: {visible(result.reason)}"
    elif strict and result.reason:
        yield f"{name} was not fully read: {visible(result.reason)}"


def _shown(result: Reading | Skipped, rules: Mapping[str, Rule]) -> Iterator[str]:
    found = exposures(result) if isinstance(result, Reading) else []
    if isinstance(result, Skipped) or not found:
        return
    name = visible(result.source) + on_frame(result.position)
    verb = "s" * (len(found) == 1)
    yield f"{many(len(found), 'value')} of customers show{verb} on {name}, {result.width} x {result.height} pixels:"
    yield from _clauses(found[:MAX_FINDINGS_LISTED], rules)
    if len(found) > MAX_FINDINGS_LISTED:
        yield f"  and {len(found) - MAX_FINDINGS_LISTED} more"
    if hiding := dict(lines(found)).get("Playwright"):
        yield f"To hide it: page.screenshot({visible(hiding)})"
    if result.picture:
        yield f"Annotated picture, with the data unmasked: {visible(result.picture)}"
    elif result.note:
        yield visible(result.note)


def _clauses(found: Sequence[Record], rules: Mapping[str, Rule]) -> Iterator[str]:
    """The findings under the clauses that they break, the worst clause first."""
    groups: dict[str, list[Record]] = {}
    for finding in found:
        groups.setdefault(main_rule(finding), []).append(finding)
    for name, group in groups.items():
        yield from map(_line, group)
        rule = rules.get(name)
        if rule:
            yield f"    breaks {rule.id}: {visible(rule.title)}"
            yield f"    Fix: {visible(rule.fix)}"


def _line(finding: Record) -> str:
    label = f' under "{visible(finding.label)}"' if finding.label else ""
    return f"  {finding.severity} {finding.type} {visible(finding.preview)}{label} at {place(finding)}"
