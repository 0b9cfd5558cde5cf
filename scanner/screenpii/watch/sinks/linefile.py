"""A file that grows line by line: never read, rotated by the system, and no line is lost when the disk is full."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from screenpii.errors import cause
from screenpii.files import writing
from screenpii.reports.ranking import many
from screenpii.userfiles import OPEN_FLAGS

MAX_WAITING_LINES = 10_000  # lines kept in memory while the file cannot be written; some 700 bytes each


class LineFile:
    """Appends lines to a file of mode 0600, which is made if need be, and again after somebody has moved it.

    What cannot be written waits, the oldest lines go when too many do; `complain` hears of that once, and once when it
    is over. Raises UsageError if the file cannot be opened at first.
    """

    def __init__(self, path: Path, complain: Callable[[str], None]) -> None:
        self.path, self._complain = path, complain
        self._waiting: deque[bytes] = deque()
        self._written = 0  # bytes of the first line that waits
        self._lost = 0
        self._reason = ""
        with writing(path):
            self._handle: int | None = _opened(path)

    def add(self, line: bytes) -> str:
        """Write a line, after those that wait: why that fails, or nothing."""
        if len(self._waiting) >= MAX_WAITING_LINES:
            del self._waiting[1 if self._written else 0]  # half a line must become a whole one
            self._lost += 1
        self._waiting.append(line)
        return self.retry()

    def retry(self) -> str:
        """Write what waits: why that fails, or nothing."""
        before, self._reason = self._reason, self._drained()
        if self._reason and not before:
            self._complain(f"{self.path}: cannot be written ({self._reason}); events wait in memory")
        elif before and not self._reason:
            lost = f"; {many(self._lost, 'event')} lost" if self._lost else ""
            self._complain(f"{self.path}: is written again{lost}")
            self._lost = 0
        return self._reason

    def close(self) -> None:
        """Write what waits, if that can be done, and close the file."""
        if self._waiting and self.retry():
            self._complain(f"{self.path}: {many(len(self._waiting) + self._lost, 'event')} lost")
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _drained(self) -> str:
        try:
            while self._waiting:
                self._write(self._waiting[0])
                self._waiting.popleft()
                self._written = 0
        except OSError as error:
            return cause(error)
        return ""

    def _write(self, line: bytes) -> None:
        """The rest of a line; all of it into a new file if the old one was moved meanwhile."""
        if self._handle is None or _moved(self._handle, self.path):
            if self._handle is not None:
                os.close(self._handle)
            self._handle, self._written = None, 0
            self._handle = _opened(self.path)
        while self._written < len(line):
            self._written += os.write(self._handle, line[self._written :])


def _opened(path: Path) -> int:
    """The file, at its end; what a process that was killed has left of a line is ended first."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | OPEN_FLAGS, 0o600)
    if _ends_within_a_line(path):
        with suppress(OSError):
            os.write(handle, b"\n")
    return handle


def _ends_within_a_line(path: Path) -> bool:
    try:
        if not path.is_file() or not path.stat().st_size:
            return False
        with path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read() != b"\n"
    except OSError:
        return False


def _moved(handle: int, path: Path) -> bool:
    try:
        return not os.path.samestat(os.stat(path), os.fstat(handle))
    except FileNotFoundError:
        return True
