"""Engines that misbehave on purpose. A file's name says what happens to which frame: `hang@2.gif`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from screenpii.config import Settings
from screenpii.errors import MissingEngineError
from screenpii.scratch import folder
from screenpii.types import Frame, Reading


def load(settings: Settings) -> Callable[[Frame], Reading]:
    return read


def read(frame: Frame) -> Reading:
    act, _, index = Path(frame.source).stem.partition("@")
    if act in ACTS and int(index or 0) == frame.index:
        ACTS[act]()
    return Reading(frame.source, frame.position, frame.width, frame.height, 0.0)


def load_missing(settings: Settings) -> Callable[[Frame], Reading]:
    raise MissingEngineError("nosuch is not installed: pip install nosuch")


def load_broken(settings: Settings) -> Callable[[Frame], Reading]:
    raise RuntimeError("4242 4242 4242 4242")


def load_dying(settings: Settings) -> Callable[[Frame], Reading]:
    os._exit(7)


def load_shouting(settings: Settings) -> Callable[[Frame], Reading]:
    print("a library says hello on stdout")
    return read


def load_limits(settings: Settings) -> Callable[[Frame], Reading]:
    """Readings whose reason tells how the worker is confined."""
    import resource

    def look(frame: Frame) -> Reading:
        facts = (resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CORE)[0])
        threads = os.environ["OMP_NUM_THREADS"]
        return Reading(frame.source, frame.position, 1, 1, 0.0, reason=f"{facts[0]} {facts[1]} {threads}")

    return look


def load_pid(settings: Settings) -> Callable[[Frame], Reading]:
    """Readings whose reason is the number of the worker process."""
    return lambda frame: Reading(frame.source, frame.position, 1, 1, 0.0, reason=str(os.getpid()))


def load_slow(settings: Settings) -> Callable[[Frame], Reading]:
    def slow(frame: Frame) -> Reading:
        time.sleep(0.01)
        return read(frame)

    return slow


def load_parent(settings: Settings) -> Callable[[Frame], Reading]:
    """An engine that runs another program, as Tesseract does; the reason is that program's number."""

    def start(frame: Frame) -> Reading:
        program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
        return Reading(frame.source, frame.position, 1, 1, 0.0, reason=str(program.pid))

    return start


def load_scratch(settings: Settings) -> Callable[[Frame], Reading]:
    """An engine that hangs while files of a screen lie in a folder, whose name it leaves behind."""

    def read(frame: Frame) -> Reading:
        with folder() as place:
            (place / "sheet.png").write_text("4242 4242 4242 4242")
            Path("scratch.txt").write_text(str(place))
            hang()
        raise AssertionError("it hangs")

    return read


def fail() -> None:
    raise ValueError("4242 4242 4242 4242 stood on the screen")


def hang() -> None:
    while True:
        time.sleep(60)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    os._exit(5)


ACTS: dict[str, Callable[[], None]] = {"fail": fail, "hang": hang, "kill": kill, "leave": leave}
