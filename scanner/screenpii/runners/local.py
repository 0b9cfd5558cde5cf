"""Worker processes on this machine, each with one frame in flight; a frame that kills its worker costs itself alone.

Ours rather than Pebble 5.2, whose workers share one pipe. Under `kill -9` at random moments of 400 tasks, it lost tasks
that no kill had hit in 1 of 11 runs with small results and in 9 of 10 with results of 2 MB (2 hung); this in 0 of 22.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING

from screenpii.errors import MissingEngineError, ScreenpiiError
from screenpii.runners.worker import ALIVE, Load, end, work
from screenpii.scratch import sweep
from screenpii.sources import Item
from screenpii.types import Reading, Skipped

if TYPE_CHECKING:
    from screenpii.config import Settings

MAX_LOADING_SECONDS = 180.0
"""Seconds that an engine may take to load."""
MAX_FAILED_LOADS = 3
"""How often in a row loading may kill its worker before the run is given up."""
MAX_WORK_AHEAD = 64
"""How many items, and how many frames of one item, are worked on before the results of the first are out."""


def run(items: Iterable[Item | Skipped], settings: Settings, load: Load) -> Generator[Reading | Skipped, None, None]:
    """The results in the order of the items and their frames; `load` is called once in each worker.

    Raises MissingEngineError (or what else of our errors `load` raises). Closing the iterator kills the workers.
    """
    pool = _Pool(iter(items), settings, pickle.dumps(load))
    try:
        yield from pool.results()
    finally:
        pool.close()


@dataclass(slots=True)
class _Task:
    """An item under way: the next frame to come, and the results that wait for their turn.

    `barren` counts the workers in a row that were lost before they had decoded anything of it.
    """

    item: Item | Skipped
    next: int = 0
    reading: bool = False
    barren: int = 2
    done: bool = False
    results: deque[Reading | Skipped] = field(default_factory=deque)


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    deadline: float
    ready: bool = False
    task: _Task | None = None


class _Pool:
    def __init__(self, items: Iterator[Item | Skipped], settings: Settings, load: bytes) -> None:
        self.items, self.settings, self.load = items, settings, load
        self.jobs = settings.jobs or cores()
        self.workers: list[_Worker] = []
        self.order: deque[_Task] = deque()
        self.waiting: deque[_Task] = deque()
        self.failed_loads = 0

    def results(self) -> Iterator[Reading | Skipped]:
        while self._look_ahead():
            self._hand_out()
            self._listen()
            while self.order:
                first = self.order[0]
                while first.results:
                    yield first.results.popleft()
                if not first.done:
                    break
                self.order.popleft()

    def close(self) -> None:
        for worker in list(self.workers):
            self._end(worker)

    def _look_ahead(self) -> bool:
        """Take items up to the bound, no more than workers can use soon, for to make one may take its time.

        False when nothing is left to do.
        """
        while len(self.order) < MAX_WORK_AHEAD and len(self.waiting) <= self.jobs and (item := next(self.items, None)):
            task = _Task(item)
            self.order.append(task)
            if isinstance(item, Skipped):
                task.results.append(item)
                task.done = True
            else:
                self.waiting.append(task)
        return bool(self.order)

    def _hand_out(self) -> None:
        """Give each idle worker an item, and start as many workers as the waiting items can use."""
        for worker in [w for w in self.workers if w.ready and not w.task]:
            if self.waiting:
                self._give(worker, self.waiting.popleft())
        loading = sum(not w.ready for w in self.workers)
        for _ in range(min(self.jobs - len(self.workers), len(self.waiting) - loading)):
            self._start()

    def _give(self, worker: _Worker, task: _Task) -> None:
        try:
            worker.pipe.send((task.item, task.next))
        except OSError:  # it died while idle
            self.waiting.appendleft(task)
            self._end(worker)
            return
        worker.task, worker.deadline = task, time.monotonic() + self.settings.timeout

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self.settings, self.load), daemon=True)
        with _uninterrupted():
            process.start()
            self.workers.append(_Worker(process, ours, time.monotonic() + MAX_LOADING_SECONDS))
        theirs.close()

    def _listen(self) -> None:
        """Wait for the next messages, deaths and deadlines, and act on them."""
        first = self.order[0]
        if first.done:
            return
        heard = {
            w.pipe: w for w in self.workers if not w.task or w.task is first or len(w.task.results) < MAX_WORK_AHEAD
        }
        left = min(w.deadline for w in heard.values()) - time.monotonic()
        ready = wait(list(heard), min(max(0.0, left), 3600.0))
        now = time.monotonic()
        for pipe, worker in heard.items():
            if pipe in ready:
                self._receive(worker)
            elif worker.deadline <= now:
                limit = self.settings.timeout if worker.ready else MAX_LOADING_SECONDS
                self._lost(worker, f"took longer than {limit:g} s")

    def _receive(self, worker: _Worker) -> None:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(1)
            self._lost(worker, f"worker died ({_ending(worker.process.exitcode)})")
            return
        if isinstance(message, ScreenpiiError):
            raise message
        task = worker.task
        if not task:  # it says that it is ready
            worker.ready, worker.deadline, self.failed_loads = True, math.inf, 0
        elif message == ALIVE:
            worker.deadline = time.monotonic() + self.settings.timeout
        elif isinstance(message, int):
            task.next, task.reading, task.barren = message, True, 0
        elif message is None:
            task.done, worker.task, worker.deadline = True, None, math.inf
        else:
            task.results.append(message)
            task.next, task.reading = message.frame + 1, False
            worker.deadline = time.monotonic() + self.settings.timeout

    def _lost(self, worker: _Worker, reason: str) -> None:
        """End a worker. Its frame is skipped if it is to blame, and what follows of the item waits for another worker.

        A frame that was being read is to blame at once, one that was being decoded at the second loss: the first may
        have come between two frames. A file of which two frames in a row, or the very first, cannot be decoded is done.
        """
        self._end(worker)
        task = worker.task
        if task:
            if task.reading or task.barren:
                task.results.append(Skipped(task.item.source, reason, task.next))
                task.next += 1
            task.done = task.barren == 2 and not task.reading
            task.reading, task.barren = False, 0 if task.reading else task.barren + 1
            if not task.done:
                self.waiting.appendleft(task)
        elif not worker.ready:
            self.failed_loads += 1
            if self.failed_loads >= MAX_FAILED_LOADS:
                raise MissingEngineError(f"{self.settings.engine} cannot be loaded: {reason}; see `screenpii doctor`")

    def _end(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        if worker.process.pid:
            end(worker.process.pid)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        sweep()


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _ending(code: int | None) -> str:
    if code is None:
        return "it closed its pipe"
    return f"signal {-code}" if code < 0 else f"exit {code}"


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back, also for the process started meanwhile: it inherits this and must not print a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
