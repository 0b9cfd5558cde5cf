"""Findings without their values, for other processes and for reports."""

from __future__ import annotations

from screenpii.policy.recombine import digits_of
from screenpii.types import Finding, Record


def record_of(finding: Finding) -> Record:
    """What is kept of a finding after its frame is done: where it is and what was decided, not what it says."""
    entity = finding.entity
    return Record(
        type=entity.type,
        subject=entity.subject,
        boxes=entity.boxes,
        score=entity.score,
        label=entity.label,
        source=finding.source,
        frame=finding.frame,
        masking=finding.masking,
        verdict=finding.verdict,
        severity=finding.severity,
        rules=finding.rules,
        preview=finding.preview,
        fingerprint=finding.fingerprint,
        identity=finding.identity,
        clause=finding.clause,
        reason=finding.reason,
        selector=finding.selector,
        digits=digits_of(entity.text),
    )
