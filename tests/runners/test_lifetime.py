"""However a run ends, no process outlives it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from screenpii.config import Settings
from screenpii.runners import local
from screenpii.runners.frames import FrameJob
from screenpii.runners.local import run
from screenpii.sources import Item
from tests.runners import fakes
from tests.runners.conftest import Make, children, wait_until


def test_closing_early_leaves_no_process(make: Make) -> None:
    stream = run(make(*(f"{n}.png" for n in range(9))), FrameJob(Settings(jobs=2), fakes.load))
    next(stream)
    assert children()
    stream.close()
    assert not children()


def test_an_interrupt_leaves_no_process(make: Make) -> None:
    def items() -> Iterator[Item]:
        yield from make(*(f"{n}.png" for n in range(local.MAX_WORK_AHEAD)))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(run(items(), FrameJob(Settings(jobs=2), fakes.load)))
    assert not children()


def test_programs_of_an_engine_die_with_their_worker(make: Make) -> None:
    (result,) = run(make("a.png"), FrameJob(Settings(jobs=1), fakes.load_parent))
    wait_until(lambda: not alive(int(result.reason)))


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_workers_die_with_their_parent(make: Make) -> None:
    (item,) = make("hang.png")
    code = (
        "from pathlib import Path; from screenpii.config import Settings; from screenpii.runners.local import run;"
        "from screenpii.runners.frames import FrameJob;"
        "from screenpii.sources import Item; from tests.runners import fakes;"
        f"list(run([Item('hang.png', Path({str(item.path)!r}))], FrameJob(Settings(jobs=1), fakes.load)))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2])
    process = psutil.Process(parent.pid)

    def working() -> bool:
        return any("spawn_main" in " ".join(child.cmdline()) for child in process.children())

    wait_until(working)
    workers = [child for child in process.children() if "spawn_main" in " ".join(child.cmdline())]
    parent.kill()
    parent.wait()
    wait_until(lambda: not any(alive(worker.pid) for worker in workers))
