"""Results that are lost when workers are killed: `pip install pebble`, then `python -m benchmarks.pools --runs 10`.

Each run gives both pools the same number of items, and kills workers with `kill -9` at random moments. A kill may cost
the item that its worker had; every other result that is missing is the pool's loss. Pebble is no dependency.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psutil
from PIL import Image

from screenpii.config import Settings
from screenpii.runners.frames import FrameJob, Read
from screenpii.runners.local import run
from screenpii.sources import Item
from screenpii.types import Frame, Reading, Skipped

ITEM_COUNT = 400  # items of a run
KILL_COUNT = 8  # workers that are killed
WORKER_COUNT = 2  # worker processes
WORK_SECONDS = 0.005  # seconds that an item takes
MAX_SECONDS = 120.0  # seconds of a run; a pool that takes longer hangs


@dataclass(frozen=True)
class Outcome:
    """What came of the items of a run: results, failures that a pool told, and whether it came to its end."""

    results: int
    failures: int
    ended: bool

    def lost(self, kills: int) -> int:
        """The items without a result that no kill can have cost."""
        return max(0, ITEM_COUNT - self.results - kills)


@dataclass(frozen=True)
class Filled:
    """Loads what gives readings with so many bytes."""

    size: int

    def __call__(self, settings: Settings) -> Read:
        return self.read

    def read(self, frame: Frame) -> Reading:
        time.sleep(WORK_SECONDS)
        return Reading(frame.source, frame.position, 1, 1, 0.0, wireframe=bytes(self.size))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run both pools, print what they lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--bytes", type=int, nargs="+", default=[1_000, 2_000_000], help="sizes of a result")
    options = parser.parse_args(arguments)
    pools: dict[str, Callable[[int], Outcome]] = {"screenpii": ours, f"Pebble {version('pebble')}": pebbles}
    for size in options.bytes:
        for name, pool in pools.items():
            runs = [killed(pool, size, seed) for seed in range(options.runs)]
            lossy = sum(outcome.lost(kills) > 0 for outcome, kills in runs)
            hung = sum(not outcome.ended for outcome, _ in runs)
            lost = sum(outcome.lost(kills) for outcome, kills in runs)
            print(f"{size:>9,} bytes, {name}: lost results in {lossy} of {len(runs)} runs, {lost} in all; {hung} hung")


def killed(pool: Callable[[int], Outcome], size: int, seed: int) -> tuple[Outcome, int]:
    """What comes of a run during which workers are killed, and how many were."""
    stop, kills = threading.Event(), [0]
    killer = threading.Thread(target=_kill, args=(random.Random(seed), stop, kills), daemon=True)
    killer.start()
    outcome = pool(size)
    stop.set()
    killer.join()
    return outcome, kills[0]


def _kill(chance: random.Random, stop: threading.Event, kills: list[int]) -> None:
    while kills[0] < KILL_COUNT and not stop.wait(chance.uniform(0.05, 0.3)):
        workers = [child for child in psutil.Process().children() if _works(child)]
        if workers:
            with suppress(psutil.Error):
                os.kill(chance.choice(workers).pid, signal.SIGKILL)
                kills[0] += 1


def _works(child: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return "resource_tracker" not in " ".join(child.cmdline())
    return False


def ours(size: int) -> Outcome:
    """Our pool on a picture, over and over."""
    with _picture() as path:
        items = (Item(f"{number}.png", path) for number in range(ITEM_COUNT))
        settings = Settings(jobs=WORKER_COUNT, timeout=20)
        results = list(run(items, FrameJob(settings, Filled(size))))
    failures = sum(isinstance(one, Skipped) for one in results)
    return Outcome(len(results) - failures, failures, True)


def pebbles(size: int) -> Outcome:
    """Pebble's pool with the same work."""
    from pebble import ProcessPool  # type: ignore[import-not-found]

    results = failures = 0
    pool = ProcessPool(max_workers=WORKER_COUNT)
    futures = [pool.schedule(_filled, args=(size,), timeout=20) for _ in range(ITEM_COUNT)]
    until = time.monotonic() + MAX_SECONDS
    for future in futures:
        try:
            future.result(timeout=max(0.1, until - time.monotonic()))
            results += 1
        except TimeoutError:
            if time.monotonic() > until:
                break
            failures += 1
        except Exception:
            failures += 1
    ended = time.monotonic() <= until
    pool.stop()
    pool.join()
    return Outcome(results, failures, ended)


def _filled(size: int) -> bytes:
    time.sleep(WORK_SECONDS)
    return bytes(size)


@contextmanager
def _picture() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.png"
        Image.new("L", (8, 8)).save(path)
        yield path


if __name__ == "__main__":
    main()
