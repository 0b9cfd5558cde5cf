"""Files that are dropped into a folder, told once each is written; the folder may go and come back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from screenpii.errors import MissingEngineError
from screenpii.sources import Item
from screenpii.sources.names import text_of
from screenpii.sources.walk import is_picture
from screenpii.types import Skipped

SETTLED_SECONDS = 0.4  # that a file's size and time must stay as they are: it is still being written before
LOOK_SECONDS = 0.2  # between two looks at what is still being written
INSTALL = "pip install 'screenpii[watch]'"


class Arrivals:
    """Tells of each file that comes into a folder, or below it, from `start` to `close`; of one that changes, again.

    What was there before is left alone. Files that are no images are left alone too, as by a scan.
    """

    def __init__(self, folder: Path, tell: Callable[[Item | Skipped], None]) -> None:
        """Raises MissingEngineError without watchdog."""
        try:
            from watchdog.observers import Observer
        except ImportError:
            raise MissingEngineError(f"folders need watchdog: {INSTALL}") from None
        self.folder, self.tell = folder, tell
        self._observer: Any = None
        self._make: Callable[[], Any] = Observer
        self._pending: dict[Path, tuple[int, int, float]] = {}
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._settler = threading.Thread(target=self._settle, daemon=True)

    def start(self) -> None:
        """Begin; what comes from now on is told, from another thread."""
        self._observe()
        self._settler.start()

    def close(self) -> None:
        """End, and wait until nothing more is told."""
        self._stop.set()
        self._settler.join()
        self._unobserve()

    def dispatch(self, event: Any) -> None:
        """Called by watchdog, in a thread of its own: remember a file that was made, changed or moved here."""
        if event.is_directory or event.event_type not in ("created", "modified", "moved", "closed"):
            return
        path = Path(event.dest_path if event.event_type == "moved" else event.src_path)
        if path.is_relative_to(self.folder):
            with self._lock:
                self._pending[path] = (-1, -1, time.monotonic())

    def _observe(self) -> None:
        self._observer = self._make()
        self._observer.schedule(self, str(self.folder), recursive=True)
        self._observer.start()

    def _unobserve(self) -> None:
        observer, self._observer = self._observer, None
        if observer:
            observer.stop()
            observer.join()

    def _settle(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            self._check_folder()
            with self._lock:
                waiting = list(self._pending.items())
            for path, known in waiting:
                self._look(path, known)

    def _check_folder(self) -> None:
        """A folder that is gone is told, and observed anew once it is back."""
        there = self.folder.is_dir()
        if not there and self._observer:
            self._unobserve()
            self.tell(Skipped(self.folder.name, "the folder is gone"))
        elif there and not self._observer:
            self._observe()

    def _look(self, path: Path, known: tuple[int, int, float]) -> None:
        """Tell of a file that has stayed as it is for long enough."""
        size, changed, since = known
        try:
            status = path.stat()
        except OSError:  # moved on, or removed before it was whole
            with self._lock:
                self._pending.pop(path, None)
            return
        now = time.monotonic()
        if (status.st_size, status.st_mtime_ns) != (size, changed):
            with self._lock:
                self._pending[path] = (status.st_size, status.st_mtime_ns, now)
        elif now - since >= SETTLED_SECONDS:
            with self._lock:
                self._pending.pop(path, None)
            self._arrived(path)

    def _arrived(self, path: Path) -> None:
        if is_picture(path):
            name = text_of(str(path.relative_to(self.folder)))
            self.tell(Item(f"{text_of(self.folder.name)}/{name}", path))
