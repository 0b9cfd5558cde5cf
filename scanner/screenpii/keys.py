"""The project's key for fingerprints, from the environment or from a file that only its owner can read."""

from __future__ import annotations

import binascii
import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

from screenpii.errors import UsageError, cause
from screenpii.userfiles import read_private

KEY_VARIABLE = "SCREENPII_KEY"  # environment variable of the key
KEY_BYTES = 32  # bytes of a key, as many as SHA-256 has
MAX_KEY_FILE_BYTES = 1_000  # bytes of a key file
KEY_PREFIX = "screenpii-key-1:"  # first characters of a key file
NOT_LASTING = (
    "Fingerprints are under a key of this run alone and will not match the next one's: "
    "`screenpii keys new FILE`, and name it as `key` in the configuration, or set SCREENPII_KEY."
)


def new() -> bytes:
    """A random key."""
    return secrets.token_bytes(KEY_BYTES)


def written(key: bytes) -> str:
    """A key as text, for a file or the environment."""
    return KEY_PREFIX + urlsafe_b64encode(key).decode()


def save(key: bytes, path: Path) -> None:
    """Write a key into a new file that only its owner may read; UsageError if it is there or cannot be written."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(written(key) + "\n")
    except FileExistsError:
        raise UsageError(f"{path}: is there already; fingerprints of another key match nothing") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({cause(error)})") from None


def find(path: str) -> bytes | None:
    """The key of the environment, else of the file `path` if one is named, else None.

    Raises UsageError for anything but a key, and for a file that others can read.
    """
    text = os.environ.get(KEY_VARIABLE, "")
    if text:
        return _read(text, KEY_VARIABLE)
    if not path:
        return None
    return _read(read_private(Path(path), MAX_KEY_FILE_BYTES, "key").decode("ascii", "replace"), path)


def of_run(path: str) -> tuple[bytes, bool]:
    """The key of a run, and whether it lasts; without one in the environment or the file `path`, a random one."""
    key = find(path)
    return key or new(), key is not None


def keyed(version: str, key: bytes, *parts: str) -> str:
    """`version:` and the first 128 bits of the HMAC-SHA-256 of the parts, as hexadecimal digits.

    The only way in which data of a screen gets into a report unmasked.
    """
    return f"{version}:" + hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()[:32]


def key_id(key: bytes) -> str:
    """A name for a key that reveals nothing of it: it tells which fingerprints can be compared."""
    return keyed("k1", key, "id")[:11]


def _read(text: str, where: str) -> bytes:
    try:
        key = urlsafe_b64decode(text.strip().removeprefix(KEY_PREFIX))
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise UsageError(f"{where}: holds no key; make one with `screenpii keys new FILE`")
    return key
