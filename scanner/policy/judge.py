"""The verdict on an entity."""

from __future__ import annotations

from scanner.policy.keyed import keyed
from scanner.policy.masking import masking_of, preview
from scanner.policy.severity import severity_of
from scanner.types import Entity, Finding, Frame, Masking, Verdict

RULE = "default/no-customer-data"


def judge(entity: Entity, frame: Frame, key: bytes) -> Finding:
    """The finding for an entity: staff's and the store's own data is allowed, all other readable data is exposed."""
    masking = masking_of(entity.type, entity.text)
    verdict = _verdict(entity, masking)
    return Finding(
        entity=entity,
        source=frame.source,
        frame=frame.index,
        masking=masking,
        verdict=verdict,
        severity=severity_of(entity.type),
        rules=(RULE,) if verdict == "exposed" else (),
        preview=preview(entity.type, entity.text),
        fingerprint=fingerprint(entity, key),
    )


def _verdict(entity: Entity, masking: Masking) -> Verdict:
    if entity.subject in ("associate", "business"):
        return "allowed"
    return "masked" if masking.state == "full" else "exposed"


def fingerprint(entity: Entity, key: bytes) -> str:
    """`v1:` and the HMAC-SHA-256 of type and normalised value; a card's code gets one that tells nothing of it."""
    value = "" if entity.type == "CARD_CVV" else "".join(c for c in entity.text.casefold() if c.isalnum())
    return keyed("v1", key, entity.type, value)
