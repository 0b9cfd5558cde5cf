"""Temporary folders for files of other programs: private, in memory if possible, removed afterwards."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

PREFIX = "screenpii-scratch-"
# folder with a short path: the path of a browser's socket must have less than 108 characters
SHORT = Path("/tmp") if Path("/tmp").is_dir() else Path(tempfile.gettempdir())  # noqa: S108 - likewise
MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 - folders in it get names that nobody guesses


@contextmanager
def folder(where: Path | None = None) -> Iterator[Path]:
    """A new folder of mode 0700, which is removed at the end; its lock tells others that its process is alive.

    It is in memory unless a place is given.
    """
    path, lock = _made(where or place())
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(lock)


def place() -> Path:
    """Where folders are made: in memory, if the system has a writable file system for that."""
    return (
        MEMORY_FOLDER
        if MEMORY_FOLDER.is_dir() and os.access(MEMORY_FOLDER, os.W_OK | os.X_OK)
        else Path(tempfile.gettempdir())
    )


def sweep() -> bool:
    """Remove this user's folders whose processes have died, in all places.

    Whether all of them are gone: programs that die with a process may write into its folder for a moment longer.
    """
    gone = True
    for where in {MEMORY_FOLDER, SHORT, Path(tempfile.gettempdir())} if fcntl else ():
        for path in where.glob(f"{PREFIX}*"):
            with suppress(OSError):
                if _is_ours(path):
                    lock = _locked(path)
                    shutil.rmtree(path, ignore_errors=True)
                    os.close(lock)
                    gone = gone and not path.exists()
    return gone


def _is_ours(path: Path) -> bool:
    status = path.lstat()
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()


def _made(where: Path) -> tuple[Path, int]:
    """A new folder and its lock; made again if another process swept it away before it was locked."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=where))
        with suppress(BlockingIOError, FileNotFoundError):
            return path, _locked(path)


def _locked(path: Path) -> int:
    """A handle that holds the folder's lock until it is closed or its process dies.

    BlockingIOError if another process has the lock, FileNotFoundError if the folder is gone.
    """
    if fcntl is None:
        return os.open(os.devnull, os.O_RDONLY)
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.stat(path)
    except BaseException:
        os.close(handle)
        raise
    return handle
