"""Findings without their values, for other processes and for reports."""

from __future__ import annotations

from dataclasses import fields

from screenpii.policy.recombine import digits_of
from screenpii.types import Finding, Record

# fields of a finding that the policy decides
DECISION_FIELDS = tuple(field.name for field in fields(Finding) if field.name != "entity")


def record_of(finding: Finding) -> Record:
    """The record of a finding: its place and the decisions about it, without the value."""
    entity = finding.entity
    return Record(
        type=entity.type,
        subject=entity.subject,
        boxes=entity.boxes,
        score=entity.score,
        label=entity.label,
        digits=digits_of(entity.text),
        **{name: getattr(finding, name) for name in DECISION_FIELDS},
    )
