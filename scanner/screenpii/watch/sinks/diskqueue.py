"""Messages that wait on disk, one file each in a folder of mode 0700, so that they outlive the process."""

from __future__ import annotations

import os
import re
import secrets
import stat
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from screenpii.errors import UsageError, cause
from screenpii.files import write_whole, writing

MAX_QUEUE_BYTES = 50_000_000  # bytes on disk; at one block an event some 12,000 events
BLOCK_BYTES = 4_096  # bytes that a small file takes on common file systems
NAME = re.compile(r"\d{20}-[0-9a-f]{8}\.json")


@dataclass(frozen=True, slots=True)
class _Message:
    """The size of a message on disk; its content too, if it could not be written."""

    size: int
    data: bytes | None = None


class DiskQueue:
    """The messages of a folder, oldest first, those of earlier processes too; as `courier.Queue`.

    What cannot be written waits in memory, and `complain` hears of it once. Raises UsageError if the folder cannot be
    made, or if others may read it.
    """

    def __init__(self, folder: Path, complain: Callable[[str], None]) -> None:
        self.lost = 0
        self._folder, self._complain = folder, complain
        self._failed = False
        self._last = 0
        with writing(folder):
            folder.mkdir(0o700, parents=True, exist_ok=True)
            if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
                raise UsageError(f"{folder}: others may look into this folder; chmod 700 it")
            found = sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))
            self._waiting = OrderedDict((path.name, _Message(_size(path.stat().st_size))) for path in found)
        self._bytes = sum(message.size for message in self._waiting.values())

    def put(self, data: bytes) -> None:
        """As `Queue`."""
        self._last = max(self._last + 1, time.time_ns())  # in order even if the clock jumps back
        name = f"{self._last:020d}-{secrets.token_hex(4)}.json"
        kept = None if self._written(name, data) else data
        self._waiting[name] = _Message(_size(len(data)), kept)
        self._bytes += _size(len(data))
        while self._bytes > MAX_QUEUE_BYTES and len(self._waiting) > 1:
            self.done(next(iter(self._waiting)))
            self.lost += 1

    def first(self) -> tuple[str, bytes] | None:
        """As `Queue`; a file that somebody has removed counts as lost."""
        while self._waiting:
            name, message = next(iter(self._waiting.items()))
            if message.data is not None:
                return name, message.data
            with suppress(OSError):
                return name, (self._folder / name).read_bytes()
            self.done(name)
            self.lost += 1
        return None

    def done(self, name: str) -> None:
        """As `Queue`."""
        message = self._waiting.pop(name, None)
        if message:
            self._bytes -= message.size
            with suppress(OSError):
                (self._folder / name).unlink()

    def close(self) -> int:
        """As `Queue`: what is on disk is delivered by the next process; what is in memory alone is written now."""
        return sum(m.data is not None and not self._written(name, m.data) for name, m in self._waiting.items())

    def _written(self, name: str, data: bytes) -> bool:
        try:
            write_whole(self._folder / name, [data])
        except OSError as error:
            if not self._failed:
                self._complain(f"{self._folder}: cannot be written ({cause(error)}); events wait in memory")
            self._failed = True
            return False
        self._failed = False
        return True


def _size(length: int) -> int:
    """The bytes that a file of this length takes on disk."""
    return -(-max(length, 1) // BLOCK_BYTES) * BLOCK_BYTES
