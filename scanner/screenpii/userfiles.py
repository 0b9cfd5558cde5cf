"""Files that users name: opened without blocking, regular files alone, read up to a limit."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from screenpii.errors import UsageError, cause

# flags of open(): a pipe must not block, a terminal must not become the controlling one
OPEN_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The open file; OSError if it cannot be opened, or is no regular file but a device, a pipe or a socket."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | OPEN_FLAGS)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        yield file


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """What a file holds; UsageError that names it if it cannot be read, or is larger than that."""
    try:
        with opened(path) as file:
            return read_open(file, path, max_bytes)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({cause(error)})") from None


def read_private(path: Path, max_bytes: int, thing: str) -> bytes:
    """The same of a file that holds a `thing` which nobody else may know; UsageError also if others may read it."""
    try:
        with opened(path) as file:
            if os.name == "posix" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise UsageError(f"{path}: others may read this {thing}; chmod 600 it")
            return read_open(file, path, max_bytes)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({cause(error)})") from None


def read_open(file: BinaryIO, path: Path, max_bytes: int) -> bytes:
    """The same of a file that is open already."""
    data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise UsageError(f"{path}: larger than {max_bytes:,} bytes")
    return data


def read_text(path: Path, max_bytes: int) -> str:
    """The same as text; UsageError also if it is not UTF-8. Line ends become line feeds."""
    try:
        text = read_bytes(path, max_bytes).decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
