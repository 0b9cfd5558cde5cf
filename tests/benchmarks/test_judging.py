"""What is compared with what."""

from __future__ import annotations

from benchmarks.judging import judged
from screenpii.policy.record import record_of
from screenpii.types import FIRST, Box, Entity, Finding, Masking, MaskState, Record, Subject, Verdict

PLACE = [10, 10, 80, 12]


def item(subject: str = "customer", masked: bool = False, kind: str = "PHONE") -> dict[str, object]:
    return {"type": kind, "text": "x", "boxes": [PLACE], "subject": subject, "masked": masked}


def finding(subject: Subject, state: MaskState, verdict: Verdict, kind: str = "PHONE") -> Record:
    entity = Entity(kind, subject, 0, 1, "x", (Box(10, 10, 90, 22),), 0.9)
    return record_of(Finding(entity, "a.png", FIRST, Masking(state), verdict, "low", (), "•", "v1:"))


def told(items: list[dict[str, object]], *findings: Record) -> tuple[int, ...]:
    found = judged({"a.png": {"image": "a.png", "pii": items}}, findings)
    return found.values, found.met, found.subject, found.masking, found.exposed, found.wrong


def test_right() -> None:
    assert told([item()], finding("customer", "none", "exposed")) == (1, 1, 1, 1, 1, 0)
    assert told([item("unknown")], finding("customer", "none", "exposed")) == (1, 1, 1, 1, 1, 0)
    assert told([item(masked=True)], finding("customer", "full", "masked")) == (1, 1, 1, 1, 0, 0)


def test_wrong() -> None:
    assert told([item("business")], finding("customer", "none", "exposed")) == (1, 1, 0, 1, 1, 1)
    assert told([item(masked=True)], finding("customer", "none", "exposed")) == (1, 1, 1, 0, 1, 1)
    assert told([item()], finding("associate", "none", "allowed")) == (1, 1, 0, 1, 0, 0)


def test_what_is_not_met_is_not_judged() -> None:
    assert told([item()], finding("customer", "none", "exposed", "EMAIL")) == (1, 0, 0, 0, 1, 0)
