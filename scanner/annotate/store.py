"""Pictures → files that mirror the names of their sources, for their owner's eyes only."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path, PurePosixPath

from PIL.Image import Image

UNSAFE = frozenset('%\\:*?"<>|')


def save(image: Image, folder: Path, source: str, frame: int) -> None:
    """Write a PNG below the folder, whole or not at all, with mode 0600 in folders of mode 0700.

    Raises OSError if that fails, also where a link in the folder leads out of it.
    """
    name = name_of(source, frame)
    target = folder / name
    if not target.parent.resolve().is_relative_to(folder.resolve()):
        raise NotADirectoryError(errno.ENOTDIR, "a link leads out of the folder")
    for parent in reversed(name.parents[:-1]):
        (folder / parent).mkdir(0o700, exist_ok=True)
    handle, draft = tempfile.mkstemp(".tmp", ".", target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            image.save(file, "PNG", compress_level=3)  # twice as fast as the default, and hardly larger
        os.replace(draft, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise


def name_of(source: str, frame: int) -> PurePosixPath:
    """The relative path of a frame's picture: a different one for each source and frame, and never out of its folder.

    The source's own path with `.png` behind it; frames after the first have their number before that.
    """
    parts = [_safe(part) for part in source.split("/")]
    parts[-1] = re.sub(r"\.(?=\d{4,}\Z)", "%2e", parts[-1])  # no frame of another source, though it looks like one
    number = f".{frame:04}" if frame else ""
    return PurePosixPath(*parts[:-1], f"{parts[-1]}{number}.png")


def _safe(part: str) -> str:
    """The part of a path with all that a system could take for something else as %XX of its UTF-8 bytes."""
    if not part.strip("."):
        return part.replace(".", "%2e") or "%"
    return "".join(c if c.isprintable() and c not in UNSAFE else _percent(c) for c in part)


def _percent(char: str) -> str:
    return "".join(f"%{byte:02x}" for byte in char.encode("utf-8", "surrogatepass"))
