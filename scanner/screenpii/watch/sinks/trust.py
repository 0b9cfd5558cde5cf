"""Whom a sink trusts, and what it is trusted by: TLS, and secrets out of the environment or a file."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

from screenpii.errors import UsageError, cause
from screenpii.userfiles import read_private

MAX_SECRET_BYTES = 4_096  # bytes of a file with a secret
MIN_SECRET_BYTES = 16  # bytes; NIST SP 800-131A Rev. 2 disallows HMAC keys below 112 bits


def tls(ca_file: str, folder: Path) -> ssl.SSLContext:
    """TLS 1.2 or newer that checks certificate and host name, against the authorities of a file or of the system.

    Raises UsageError if the file, relative to the folder, has none.
    """
    try:
        context = ssl.create_default_context(cafile=str(folder / ca_file) if ca_file else None)
    except OSError as error:  # ssl.SSLError is one
        raise UsageError(f"{folder / ca_file}: no certificates can be read ({cause(error)})") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def secret(variable: str, file: str, folder: Path) -> bytes:
    """What a variable of the environment holds, or else a file, relative to the folder, that only its owner may read.

    Raises UsageError if there is none, or if it is too short.
    """
    where = variable or str(folder / file)
    if variable:
        found = os.fsencode(os.environ.get(variable, ""))
    else:
        found = read_private(folder / file, MAX_SECRET_BYTES, "secret").strip()
    if len(found) < MIN_SECRET_BYTES:
        raise UsageError(f"{where}: holds no secret of {MIN_SECRET_BYTES} characters or more")
    return found
