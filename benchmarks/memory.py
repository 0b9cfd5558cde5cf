"""The peak memory of another process, watched from outside."""

from __future__ import annotations

import contextlib
import threading


class Memory:
    """Watches a process from outside while the context lasts: its peak, and that of its largest child, added up."""

    def __init__(self, pid: int) -> None:
        import psutil

        self._process = psutil.Process(pid)
        self._own = self._child = self.megabytes = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self.megabytes = (self._own + self._child) / 1e6

    def _watch(self) -> None:
        import psutil

        own: list[str] = []
        while not self._stop.wait(0.02):
            with contextlib.suppress(psutil.Error):
                own = own or self._process.cmdline()
                self._own = max(self._own, self._process.memory_info().rss)
            for child in self._process.children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    if child.cmdline() != own:  # before it starts its program a child shows its parent's memory
                        self._child = max(self._child, child.memory_info().rss)
