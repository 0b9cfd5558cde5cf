"""The one way in which a value becomes a hash that reports may show."""

from __future__ import annotations

import hashlib
import hmac


def keyed(version: str, key: bytes, *parts: str) -> str:
    """`version:` and the first 128 bits of the HMAC-SHA-256 of the parts, as hexadecimal digits."""
    return f"{version}:" + hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()[:32]
