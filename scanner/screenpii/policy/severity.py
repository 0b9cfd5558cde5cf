"""Severity of exposures: that of the clauses, and the six factors of NIST SP 800-122."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from screenpii.policy.pack import Factors, Pack
from screenpii.types import SEVERITIES, Finding, Severity


def worst(severities: Iterable[Severity]) -> Severity:
    """The highest of severities; low if there are none."""
    return max(severities, key=SEVERITIES.index, default="low")


def by_factors(findings: Sequence[Finding], packs: Sequence[Pack], channel: str) -> list[Finding]:
    """The findings of a frame with their severities raised as far as a pack with factors says (SP 800-122, 3.2).

    Identifiability, quantity, sensitivity, context, obligations and location each add to a sum, whose level is the
    severity of every exposure on the frame.
    """
    exposed = [f for f in findings if f.verdict == "exposed"]
    pack = next((pack for pack in packs if pack.factors), None)
    if not pack or not pack.factors or not exposed:
        return list(findings)
    level, words = _level(pack.factors, exposed, len(packs) - 1, channel)
    return [_raised(f, level, f"{pack.id}: {words}") if f.verdict == "exposed" else f for f in findings]


def _level(factors: Factors, exposed: Sequence[Finding], others: int, channel: str) -> tuple[Severity, str]:
    """The level that the sum of the factors reaches, and the sum in words."""
    types = {f.entity.type for f in exposed}
    people = len({f.identity or f.fingerprint for f in exposed if f.entity.type == "PERSON_NAME"}) or 1
    parts = {
        "identifiability": max((factors.identifies.get(t, 0) for t in types), default=0),
        "quantity": sum(people >= edge for edge in factors.quantity),
        "sensitivity": max((factors.sensitive.get(t, 0) for t in types), default=0),
        "context": factors.context.get(channel, 0),  # type: ignore[call-overload]
        "obligations": factors.obligation if others else 0,
        "location": factors.location.get(channel, 0),  # type: ignore[call-overload]
    }
    total = sum(parts.values())
    reached = [level for level, least in factors.levels.items() if total >= least]
    return worst(reached), ", ".join(f"{name} {n}" for name, n in parts.items() if n) + f", together {total}"


def _raised(finding: Finding, level: Severity, reason: str) -> Finding:
    if SEVERITIES.index(level) <= SEVERITIES.index(finding.severity):
        return finding
    return replace(finding, severity=level, reason=reason)
