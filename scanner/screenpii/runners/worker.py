"""What happens inside a worker process: load, then work on one item after the other, in a sandbox."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from screenpii.errors import MissingEngineError, ScreenpiiError
from screenpii.runners.frames import failed
from screenpii.runners.messages import Done, Failed, Job, Over, Ready, Work
from screenpii.sources import Item, Sandbox
from screenpii.types import Position, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screenpii.config import Settings
    from screenpii.runners.messages import Message

DISPLAY_VARIABLES = (
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
)  # by which programs find a display
NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})  # audit events
CALLS = frozenset({"socket.connect", "socket.sendto", "socket.bind"})  # those with an address


def work(pipe: Connection, settings: Settings, sandbox: Sandbox, job: bytes) -> None:
    """Serve items from the pipe until it closes; `job` comes pickled so that its imports follow the limits."""
    _confine(settings.limits.memory if sandbox.limited else 0, sandbox)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            begun: Job[Any] = pickle.loads(job)  # noqa: S301 - from our own parent
            do = begun.load()
        except ScreenpiiError as error:
            return pipe.send(Failed(error))
        except Exception as error:  # whatever an engine raises; its message may be long or private
            reason = f"{settings.engine} cannot be loaded: {type(error).__name__}"
            return pipe.send(Failed(MissingEngineError(reason)))
        pipe.send(Ready())
        while True:
            for message in messages(pipe.recv(), do):
                pipe.send(message)


def messages(item: Item, do: Work[Any]) -> Iterator[Message[Any]]:
    """What the parent hears of one item; never raises an Exception."""
    try:
        yield from do(item)
    except ScreenpiiError as error:
        yield Failed(error)
    except Exception as error:
        position = Position(item.range.start)
        yield Done(Skipped(item.source, failed(error), position, file=item.file), position)
    yield Over()


def _confine(memory: int, sandbox: Sandbox) -> None:
    """Limit what this process can do to the machine and to the terminal; must come before numeric libraries.

    `memory` is its address space in bytes, 0 without a limit.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C
    threading.Thread(target=_die_with_parent, daemon=True).start()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT"):
        os.environ[name] = "1"
    for name in () if sandbox.display else DISPLAY_VARIABLES:
        os.environ.pop(name, None)
    if not sandbox.network:
        sys.addaudithook(_without_network)
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


def _without_network(event: str, arguments: tuple[Any, ...]) -> None:
    """PermissionError where Python code would send something; sockets with paths are this machine's own."""
    if event in NAMES or (event in CALLS and not isinstance(arguments[1], (str, bytes))):
        raise PermissionError("this worker has no network")


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
