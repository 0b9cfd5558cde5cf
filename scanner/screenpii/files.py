"""Files that are written whole or not at all, and names below a folder that lead nowhere else."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from screenpii.errors import UsageError, cause

UNSAFE_CHARS = frozenset('%\\:*?"<>|')  # characters that are not taken into file names


def write_whole(path: Path, parts: Iterable[bytes], mode: int | None = 0o600) -> None:
    """Put the parts in place of the file at once, so that no reader sees half of it; OSError if that fails.

    Without a mode it is that of any new file of this user.
    """
    draft = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else 0o600)
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())  # some disks report only here that they are full
        if mode is not None:
            os.chmod(draft, mode)
        os.replace(draft, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise


def write_below(folder: Path, name: PurePosixPath, data: bytes, mode: int = 0o600) -> None:
    """As `write_whole`, below the folder in folders of mode 0700, which are made.

    Raises OSError if that fails, also where a link in the folder leads out of it.
    """
    target = folder / name
    if not target.parent.resolve().is_relative_to(folder.resolve()):
        raise NotADirectoryError(errno.ENOTDIR, "a link leads out of the folder")
    for parent in reversed(name.parents[:-1]):
        (folder / parent).mkdir(0o700, exist_ok=True)
    write_whole(target, [data], mode)


def safe_path(source: str) -> PurePosixPath:
    """The relative path that mirrors a source's: a different one for each, and never out of its folder."""
    return PurePosixPath(*map(_safe, source.split("/")))


def _safe(part: str) -> str:
    """The part of a path with all that a system could take for something else as %XX of its UTF-8 bytes."""
    if not part.strip("."):
        return part.replace(".", "%2e") or "%"
    return "".join(c if c.isprintable() and c not in UNSAFE_CHARS else _percent(c) for c in part)


def _percent(char: str) -> str:
    return "".join(f"%{byte:02x}" for byte in char.encode("utf-8", "surrogatepass"))


@contextmanager
def writing(path: Path | str) -> Iterator[None]:
    """Turn an OSError into a UsageError that names the path."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({cause(error)})") from None
