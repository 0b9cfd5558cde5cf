"""The one way in which a value becomes a hash that reports may show."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

from scanner.types import Entity

SECRET = frozenset({"CARD_CVV", "CREDENTIAL"})  # of these not even a keyed hash is kept


def keyed(version: str, key: bytes, *parts: str) -> str:
    """`version:` and the first 128 bits of the HMAC-SHA-256 of the parts, as hexadecimal digits."""
    return f"{version}:" + hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()[:32]


def key_id(key: bytes) -> str:
    """A name for a key that tells nothing of it: which fingerprints can be compared."""
    return keyed("k1", key, "id")[:11]


def fingerprint(entity: Entity, key: bytes) -> str:
    """`v1:` and the keyed hash of key id, type and normalised value; of a secret one that tells nothing of it."""
    value = "" if entity.type in SECRET else normal(entity.type, entity.text)
    return keyed("v1", key, key_id(key), entity.type, value)


def normal(kind: str, text: str) -> str:
    """A value without what its spelling adds: case, accents, spaces and punctuation; of a phone the digits alone."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if c.isalnum())
    digits = "".join(c for c in kept if c.isdigit())
    return digits if kind == "PHONE" and digits else kept
