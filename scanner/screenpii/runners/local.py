"""Worker processes on this machine, each with one frame in flight; a frame that kills its worker costs itself alone.

Ours rather than Pebble, whose workers share one pipe: killed at random moments, it loses tasks that no kill has hit.
`python -m benchmarks.pools` counts that for both.
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
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic

from screenpii.errors import MissingEngineError
from screenpii.runners.messages import Alive, Begun, Done, Failed, Job, Member, Over, R, Ready
from screenpii.runners.worker import end, work
from screenpii.scratch import sweep
from screenpii.sources import Item, Range, Sandbox, sandbox_of
from screenpii.types import Position, Skipped

MAX_LOADING_SECONDS = 180.0
"""Seconds that an engine may take to load."""
MAX_FAILED_LOADS = 3
"""How often in a row loading may kill its worker before the run is given up."""
MAX_WORK_AHEAD = 64
"""How many items, and how many frames of one item, are worked on before the results of the first are out."""
IDLE_SECONDS = 0.2
"""Before items are asked again that have said that there is none yet."""
MAX_WAIT_SECONDS = 3600.0
"""For a message of a worker, before its deadline is looked at again."""
MAX_SWEEPS = 100
"""How often the files of workers are looked for that are gone: a browser's programs die a moment after it."""


def run(items: Iterable[Item | Skipped | None], job: Job[R]) -> Generator[R | Skipped, None, None]:
    """The results in the order of the items and their frames; members follow the item that they are in.

    None among the items says that there is none yet: they are asked again a little later.

    Raises MissingEngineError (or what else of our errors the job raises). Closing the iterator kills the workers.
    """
    pool = _Pool(iter(items), job)
    try:
        yield from pool.results()
    finally:
        pool.close()


@dataclass(slots=True)
class _Task(Generic[R]):
    """An item under way: the next frame to come, and the results that wait for their turn.

    `barren` counts the workers in a row that were lost before they had decoded anything of it.
    """

    item: Item | Skipped
    sandbox: Sandbox
    next: int = 0
    reading: bool = False
    barren: int = 2
    done: bool = False
    members: list[_Task[R]] = field(default_factory=list)
    results: deque[R | Skipped] = field(default_factory=deque)


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    sandbox: Sandbox
    deadline: float
    ready: bool = False
    task: _Task[Any] | None = None


class _Pool(Generic[R]):
    def __init__(self, items: Iterator[Item | Skipped | None], job: Job[R]) -> None:
        self.items, self.settings, self.job = items, job.settings, pickle.dumps(job)
        self.jobs = self.settings.jobs or cores()
        self.workers: list[_Worker] = []
        self.order: deque[_Task[R]] = deque()
        self.waiting: deque[_Task[R]] = deque()
        self.failed_loads = 0
        self.open = True
        self.idle = False

    def results(self) -> Iterator[R | Skipped]:
        while self._look_ahead():
            if not self.order:
                time.sleep(IDLE_SECONDS)
                continue
            self._hand_out()
            self._listen()
            while self.order:
                first = self.order[0]
                while first.results:
                    yield first.results.popleft()
                if not first.done:
                    break
                self.order.popleft()
                self.order.extendleft(reversed(first.members))

    def close(self) -> None:
        for worker in list(self.workers):
            self._end(worker)
        for _ in range(MAX_SWEEPS):
            if sweep():
                break
            time.sleep(0.05)

    def _look_ahead(self) -> bool:
        """Take items up to the bound, no more than workers can use soon, for to make one may take its time.

        False when nothing is left to do.
        """
        self.idle = False
        while self.open and len(self.order) < MAX_WORK_AHEAD and len(self.waiting) <= self.jobs:
            item = next(self.items, self)
            if isinstance(item, _Pool):
                self.open = False
            elif item is None:
                self.idle = True
                break
            else:
                self.order.append(task := self._task(item))
                self.waiting += [] if task.done else [task]
        return self.open or bool(self.order)

    def _task(self, item: Item | Skipped) -> _Task[R]:
        if isinstance(item, Skipped):
            return _Task(item, Sandbox(), done=True, results=deque([item]))
        return _Task(item, sandbox_of(item), item.range.start)

    def _hand_out(self) -> None:
        """Give waiting items to idle workers of their sandboxes, and start as many as the others can use."""
        loading = [worker.sandbox for worker in self.workers if not worker.ready]
        for task in list(self.waiting):
            idle = [worker for worker in self.workers if worker.ready and not worker.task]
            if not idle and len(self.workers) >= self.jobs:
                break
            fitting = next((worker for worker in idle if worker.sandbox == task.sandbox), None)
            if fitting:
                self.waiting.remove(task)
                self._give(fitting, task)
            elif task.sandbox in loading:
                loading.remove(task.sandbox)
            elif len(self.workers) < self.jobs:
                self._start(task.sandbox)
            elif idle:
                self._end(idle[0])
                self._start(task.sandbox)

    def _give(self, worker: _Worker, task: _Task[R]) -> None:
        assert isinstance(task.item, Item)  # noqa: S101
        wanted = Range(task.next, task.item.range.stop)
        try:
            worker.pipe.send(replace(task.item, range=wanted))
        except OSError:  # it died while idle
            self.waiting.appendleft(task)
            self._end(worker)
            return
        worker.task = task
        self._allow(worker, worker.sandbox.grace_seconds)

    def _allow(self, worker: _Worker, grace: float = 0.0) -> None:
        """Give a worker the time of a frame from now on."""
        worker.deadline = time.monotonic() + self.settings.timeout + grace

    def _start(self, sandbox: Sandbox) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self.settings, sandbox, self.job), daemon=True)
        with _uninterrupted():
            process.start()
            self.workers.append(_Worker(process, ours, sandbox, time.monotonic() + MAX_LOADING_SECONDS))
        theirs.close()

    def _listen(self) -> None:
        """Wait for the next messages, deaths and deadlines, and act on them."""
        first = self.order[0]
        if first.done:
            return
        heard = {w.pipe: w for w in self.workers if self._is_heard(w, first)}
        left = min(w.deadline for w in heard.values()) - time.monotonic()
        ready = wait(list(heard), min(max(0.0, left), IDLE_SECONDS if self.idle else MAX_WAIT_SECONDS))
        now = time.monotonic()
        for pipe, worker in heard.items():
            if pipe in ready:
                self._receive(worker)
            elif worker.deadline <= now:
                limit = self.settings.timeout + worker.sandbox.grace_seconds if worker.ready else MAX_LOADING_SECONDS
                self._lost(worker, f"took longer than {limit:g} s")

    def _is_heard(self, worker: _Worker, first: _Task[R]) -> bool:
        """Whether there is room for what a worker says; if the first item has no worker yet, there must be."""
        task = worker.task
        return not task or task is first or first in self.waiting or len(task.results) < MAX_WORK_AHEAD

    def _receive(self, worker: _Worker) -> None:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(1)
            self._lost(worker, f"worker died ({_ending(worker.process.exitcode)})")
            return
        match message:
            case Failed(error):
                raise error
            case Ready():
                worker.ready, worker.deadline, self.failed_loads = True, math.inf, 0
            case _ if worker.task:
                self._heard(worker, worker.task, message)

    def _heard(self, worker: _Worker, task: _Task[R], message: object) -> None:
        """Act on what a worker says of its item."""
        match message:
            case Alive():
                self._allow(worker)
            case Begun(position):
                task.next, task.reading, task.barren = position.index, True, 0
                if worker.sandbox.grace_seconds:
                    self._allow(worker)
            case Member(item):
                task.members.append(self._task(item))
                self.waiting.append(task.members[-1])
            case Done(result, position):
                task.results.append(result)
                task.next, task.reading = (position.index + 1 if position else task.next), False
                self._allow(worker, worker.sandbox.grace_seconds)
            case Over():
                task.done, worker.task, worker.deadline = True, None, math.inf

    def _lost(self, worker: _Worker, reason: str) -> None:
        """End a worker. Its frame is skipped if it is to blame, and what follows of the item waits for another worker.

        A frame that was being read is to blame at once, one that was being decoded at the second loss: the first may
        have come between two frames. A file of which two frames in a row, or the very first, cannot be decoded is done.
        """
        self._end(worker)
        task = worker.task
        if task:
            if task.reading or task.barren:
                task.results.append(Skipped(task.item.source, reason, Position(task.next), file=task.item.file))
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
