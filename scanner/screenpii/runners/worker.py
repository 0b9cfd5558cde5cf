"""What happens inside a worker process: load the engine, then decode and read one item after the other.

Messages to the parent: READY once; then for an item the number of each frame that is decoded, followed by its
Reading or Skipped, and at the end None. What works on whole items says ALIVE after each frame, and gives one
result. If the engine cannot be loaded, the error instead of READY.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Protocol

from screenpii.errors import MissingEngineError, ScreenpiiError
from screenpii.sources import Item, frames
from screenpii.types import Frame, Reading, Skipped

if TYPE_CHECKING:
    from screenpii.config import Limits, Settings

Read = Callable[[Frame], Reading]


class Whole(Protocol):
    """Reads items as a whole; if its worker is lost, the item is not begun again."""

    def item(self, item: Item, limits: Limits) -> Iterator[Reading | Skipped | None]:
        """None whenever a frame's work is done, which must not take longer than a frame may; at the end the result."""


Load = Callable[["Settings"], Read | Whole]
Message = int | str | Reading | Skipped | ScreenpiiError | None

READY, ALIVE = "ready", "alive"


def work(pipe: Connection, settings: Settings, load: bytes) -> None:
    """Serve items from the pipe until it closes; `load` comes pickled so that its imports follow the limits."""
    _confine(settings.limits.memory)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            read: Read | Whole = pickle.loads(load)(settings)  # noqa: S301 - from our own parent
        except ScreenpiiError as error:
            return pipe.send(error)
        except Exception as error:  # whatever an engine raises; its message may be long or private
            return pipe.send(MissingEngineError(f"{settings.engine} cannot be loaded: {type(error).__name__}"))
        pipe.send(READY)
        while True:
            item, start = pipe.recv()
            for message in messages(item, start, read, settings.limits):
                pipe.send(message)


def messages(item: Item, start: int, read: Read | Whole, limits: Limits) -> Iterator[Message]:
    """What the parent hears of one item, from frame `start` on; never raises an Exception."""
    index = start
    try:
        if not callable(read):
            yield from (ALIVE if result is None else result for result in read.item(item, limits))
            yield None
            return
        for found in frames(item, limits, start):
            if isinstance(found, Skipped):
                index = found.frame
                yield found
            else:
                index = found.index
                yield index
                yield _result(found, read)
            index += 1
    except Exception as error:  # a fault in a source costs the rest of its item, not the run
        yield Skipped(item.source, _failed(error), index)
    yield None


def _result(frame: Frame, read: Read) -> Reading | Skipped:
    try:
        return read(frame)
    except Exception as error:  # a fault in an engine or a detector costs its frame, not the run
        return Skipped(frame.source, _failed(error), frame.index)


def _failed(error: Exception) -> str:
    """The class alone: the message of an exception may hold what stood on the screen."""
    return f"failed: {type(error).__name__}"


def _confine(memory: int) -> None:
    """Limit what this process can do to the machine and to the terminal; must come before numeric libraries."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C
    threading.Thread(target=_die_with_parent, daemon=True).start()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT"):
        os.environ[name] = "1"
    with suppress(OSError):
        os.dup2(2, 1)  # stdout belongs to the report
    if sys.platform == "win32":
        return
    import resource

    os.setpgid(0, 0)  # so that the programs which an engine starts die with this process
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the screen
    if memory:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _die_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        end(os.getpid())


def end(pid: int) -> None:
    """Kill a worker and the programs that it has started."""
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            os.kill(pid, signal.SIGTERM)
        else:
            os.killpg(pid, signal.SIGKILL)
