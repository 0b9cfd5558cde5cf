"""What watching a display costs, and how soon it tells: `python -m benchmarks.watch`.

A watcher looks at an X display (Xvfb) with a window of Chromium on it. Idle: nothing changes. A changed line: a value
on the screen is replaced by another, over and over; each is a new exposure. The latency is from the change in the page
to the time of the event. CPU seconds are those of the watcher and its worker. Memory: captures, made up, go through the
folds of a watcher.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

from benchmarks.flat import results
from screenpii.config import Settings, Watch, WatchTarget
from screenpii.sources.display import display_of
from screenpii.types import Reading
from screenpii.watch.targets import Target
from screenpii.watch.watcher import Watcher
from tests.watch.screen import Watching, display, wait_until, watching

PAGE = """<title>Till</title><body style="font:20px sans-serif; margin:50px"><h1>Order desk</h1>
<p>Customer: <span id=who>Amara Okafor</span></p><p>E-mail: <span id=mail>nobody</span></p>
<p>Total: 49.90</p><p>Status: Paid</p>"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Watch, change, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--idle", type=float, default=30.0, help="seconds without a change")
    parser.add_argument("--changes", type=int, default=30)
    parser.add_argument("--frames", type=int, default=10_000)
    options = parser.parse_args(arguments)
    with display() as screen, sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            headless=False,
            args=["--no-sandbox", "--window-position=0,0", "--window-size=1200,700"],
            env={"DISPLAY": screen.name},
        )
        page = chromium.new_page(viewport={"width": 1180, "height": 560})
        page.set_content(PAGE)
        with watching(Path(folder), "--display", 1, "--linger", 1, on=screen.name) as watcher:
            watcher.await_event("opened", type="PERSON_NAME")
            time.sleep(3)
            before = cpu(watcher)
            time.sleep(options.idle)
            idle = (cpu(watcher) - before) / options.idle
            print(f"idle: {idle:.2%} of a core, one look a second")
            before, late = cpu(watcher), []
            for number in range(options.changes):
                late.append(latency(watcher, page, number))
            spent = (cpu(watcher) - before) / options.changes
            print(f"a changed line: {1000 * spent:.0f} ms of CPU, looks and reading")
            late.sort()
            print(
                f"from the change to the event: median {statistics.median(late):.2f} s,"
                f" 95th percentile {late[int(0.95 * len(late))]:.2f} s, longest {late[-1]:.2f} s"
            )
        chromium.close()
    print(f"memory after {options.frames:,} captures: {growth(options.frames):.1f} MB more")


def cpu(watcher: Watching) -> float:
    """The CPU seconds of the watcher and its workers so far."""
    process = psutil.Process(watcher.process.pid)
    return float(sum(p.cpu_times().user + p.cpu_times().system for p in [process, *process.children(recursive=True)]))


def latency(watcher: Watching, page: object, number: int) -> float:
    """The seconds from a new value on the screen to the event that tells it."""
    known = len(watcher.events())
    page.evaluate(f"document.getElementById('mail').textContent = 'guest{number}.{number * 7919}@example.com'")  # type: ignore[attr-defined]
    began = time.time()

    def told() -> bool:
        return any(e["event"] == "opened" and e["exposure"]["type"] == "EMAIL" for e in watcher.events()[known:])

    wait_until(told)
    took = time.time() - began
    time.sleep(1.5)
    return took


def growth(frames: int) -> float:
    """By how many megabytes the watcher's own memory grows over so many captures."""
    settings = Settings(watch=Watch(targets=(WatchTarget(display="1"),)))
    with tempfile.TemporaryDirectory() as folder:
        target = Target("till", settings, 1.0, display_of("1", 1.0))
        watcher = Watcher([target], [], lambda target: None, Path(folder) / "state.json")  # type: ignore[arg-type,return-value]
        early = 0
        for number, result in enumerate(results(frames)):
            assert isinstance(result, Reading)
            watcher._take(watcher.watched["till"], result)
            for one in watcher.watched.values():
                one.episodes.open.clear()  # as if each had been gone for long
            if number == frames // 10:
                gc.collect()
                early = psutil.Process().memory_info().rss
        gc.collect()
        return float((psutil.Process().memory_info().rss - early) / 1e6)


if __name__ == "__main__":
    main()
