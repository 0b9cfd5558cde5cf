"""Masks of one card that hide different digits on different frames, and together show too many.

PCI SSC FAQ 1117: truncated forms of one number must not be joined to a longer one. Two masked
numbers count as the same card if length and last four digits are equal and no shown digit differs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import replace

from screenpii.lexicon.masks import runs
from screenpii.policy.pack import Clause, Pack
from screenpii.types import Reading, Record

CARD_LENGTHS_DIGITS = range(13, 20)  # digits of a card number
COMPARED_END_DIGITS = 4  # last digits by which masked numbers are compared
MAX_READABLE_DIGITS = 10  # readable digits of a number in all its masks together: first six and last four
Digits = tuple[str, ...]  # a digit, or "" where it is hidden
NO_CLAUSE: tuple[str, Clause | None] = "", None


class Recombination:
    """The masked numbers of a run, added one by one; those of several runs can be merged. Grows with them only."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        """The first clause of the packs about numbers across screens counts; without one, nothing adds up."""
        clauses = ((pack.rule(clause), clause) for pack in packs for clause in pack.clauses if clause.across)
        self._rule, self._clause = next(clauses, NO_CLAUSE)
        self._groups: dict[tuple[int, Digits], Counter[Digits]] = defaultdict(Counter)

    def add(self, reading: Reading) -> None:
        """Take in the masked numbers of a frame."""
        for finding in reading.findings:
            if self._counts(finding):
                self._groups[_group(finding.digits)][finding.digits] += 1

    def merge(self, other: Recombination) -> None:
        """Take in the numbers of another part of the run."""
        for key, group in other._groups.items():
            self._groups[key] += group

    def completed(self) -> frozenset[Digits]:
        """The masks that together show more digits than a number may."""
        return frozenset(digits for group in self._groups.values() for digits in _joined(group))

    def exposed(self, reading: Reading, completed: Container[Digits]) -> Reading:
        """The reading with its numbers exposed that others of the run complete."""
        return replace(reading, findings=tuple(self._exposed(f, completed) for f in reading.findings))

    def _counts(self, finding: Record) -> bool:
        """Whether a finding is a masked number of a kind that the clause is about, with its end showing."""
        if self._clause is None or finding.type not in self._clause.applies.types:
            return False
        shown = finding.digits and all(finding.digits[-COMPARED_END_DIGITS:])
        return bool(shown) and finding.verdict in ("masked", "exposed")

    def _exposed(self, finding: Record, completed: Container[Digits]) -> Record:
        if self._clause is None or finding.digits not in completed or not self._counts(finding):
            return finding
        return replace(
            finding,
            verdict="exposed",
            severity=self._clause.severity,
            rules=(*finding.rules, self._rule),
            clause=self._rule,
            reason=f"{self._rule}: {self._clause.title}",
        )


def _group(digits: Digits) -> tuple[int, Digits]:
    return len(digits), digits[-COMPARED_END_DIGITS:]


def _joined(group: Counter[Digits]) -> list[Digits]:
    """The numbers of a group that agree and complete one another, if together they show too much."""
    for first in group:
        agreeing = [digits for digits in group if _agree(first, digits)]
        whole = first
        for digits in agreeing:
            if _agree(whole, digits):
                whole = tuple(a or b for a, b in zip(whole, digits, strict=True))
        parts = [digits for digits in agreeing if _agree(whole, digits) and _count(digits) < _count(whole)]
        if _count(whole) > MAX_READABLE_DIGITS and sum(group[digits] for digits in parts) > 1:
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
