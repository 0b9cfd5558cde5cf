"""Masks of one card that hide different digits on different frames: put together they show more than each may.

PCI SSC FAQ 1117: truncated forms of one number must not be joined to a longer one. A card is taken for the same if the
numbers are as long, end in the same four digits, and disagree nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from screenpii.lexicon.masks import runs
from screenpii.policy.pack import Clause, Pack
from screenpii.types import Reading, Record

CARD_LENGTHS_DIGITS = range(13, 20)  # digits of a card number
COMPARED_END_DIGITS = 4
MAX_READABLE_DIGITS = 10  # digits that may be read of a number: first six and last four
Digits = tuple[str, ...]  # a digit, or "" where it is hidden


def recombined(readings: Sequence[Reading], packs: Iterable[Pack]) -> list[Reading]:
    """The readings with those masked numbers exposed that others of the run complete, if a pack has such a clause."""
    clauses = [(pack, clause) for pack in packs for clause in pack.clauses if clause.across]
    if not clauses:
        return list(readings)
    pack, clause = clauses[0]
    told = _completed([f for reading in readings for f in reading.findings if f.type in clause.applies.types])
    rule = pack.rule(clause)
    return [
        replace(r, findings=tuple(_exposed(f, rule, clause) if id(f) in told else f for f in r.findings))
        for r in readings
    ]


def _completed(findings: Iterable[Record]) -> set[int]:
    """The findings, by identity, that together show more digits than a number may."""
    groups: dict[tuple[int, Digits], list[tuple[Record, Digits]]] = defaultdict(list)
    for finding in findings:
        digits = finding.digits
        if finding.verdict in ("masked", "exposed") and digits and all(digits[-COMPARED_END_DIGITS:]):
            groups[len(digits), digits[-COMPARED_END_DIGITS:]].append((finding, digits))
    return {id(f) for group in groups.values() for f in _joined(group)}


def _joined(group: Sequence[tuple[Record, Digits]]) -> list[Record]:
    """Those of a group that agree with one another and that others add to, if all together show too much."""
    for _, first in group:
        agreeing = [(f, digits) for f, digits in group if _agree(first, digits)]
        whole = first
        for _, digits in agreeing:
            if _agree(whole, digits):
                whole = tuple(a or b for a, b in zip(whole, digits, strict=True))
        parts = [f for f, digits in agreeing if _agree(whole, digits) and _count(digits) < _count(whole)]
        if _count(whole) > MAX_READABLE_DIGITS and len(parts) > 1:
            return parts
    return []


def _agree(one: Digits, other: Digits) -> bool:
    return all(a == b or not a or not b for a, b in zip(one, other, strict=True))


def _count(digits: Digits) -> int:
    return sum(map(bool, digits))


def digits_of(text: str) -> Digits:
    """The digits of a masked number, hidden ones empty; nothing if it is not clear how many are hidden."""
    masked = {k for start, end in runs(text) for k in range(start, end)}
    if "…" in text:
        return ()
    found = tuple(
        "" if k in masked else c for k, c in enumerate(text) if (k in masked and c not in " -") or c in "0123456789"
    )
    return found if len(found) in CARD_LENGTHS_DIGITS and len(masked) > 0 else ()


def _exposed(finding: Record, rule: str, clause: Clause) -> Record:
    return replace(
        finding,
        verdict="exposed",
        severity=clause.severity,
        rules=(*finding.rules, rule),
        clause=rule,
        reason=f"{rule}: {clause.title}",
    )
