"""Fingerprints: values normalised and hashed under the run's key."""

from __future__ import annotations

import unicodedata

from screenpii.keys import key_id, keyed
from screenpii.types import SECRET, Entity


def fingerprint(entity: Entity, key: bytes) -> str:
    """`v1:` and the keyed hash of key id, type and normalised value; of a secret one that tells nothing of it."""
    value = "" if entity.type in SECRET else normal(entity.type, entity.text)
    return keyed("v1", key, key_id(key), entity.type, value)


def normal(kind: str, text: str) -> str:
    """A value without case, accents, spaces and punctuation; of a phone number the digits alone."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if c.isalnum())
    digits = "".join(c for c in kept if c.isdigit())
    return digits if kind == "PHONE" and digits else kept
