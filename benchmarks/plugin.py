"""What one 1080p screenshot costs in a test run, and what a cold command costs: `python -m benchmarks.plugin`.

The sample pages are shot at 1920 x 1080. Each picture goes through the warm plug-in's checker and through plain
pytesseract (one thread), in turns; then `screenpii scan` runs on some of them in a process of its own. No picture
follows a similar one, so nothing is saved by reading only changes. Figures are seconds of CPU, and of the clock.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import pytesseract
from PIL import Image
from playwright.sync_api import sync_playwright

from screenpii.config import Settings
from screenpii.pytest_plugin.checker import Checker
from screenpii.pytest_plugin.shots import Shot
from screenpii.sources.web import browser

PAGES = Path(__file__).parent.parent / "samples" / "pages"
COMMAND = [sys.executable, "-c", "from screenpii.cli import main; main()", "scan", "--jobs", "1", "--exit-zero"]
Time = tuple[float, float]  # CPU, clock


def main(arguments: Sequence[str] | None = None) -> None:
    """Shoot, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=28)
    parser.add_argument("--cold", type=int, default=5, help="pictures for the command")
    options = parser.parse_args(arguments)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    shots = screenshots(options.pages)
    checker = Checker(Settings(), b"k" * 32)
    loading = timed(lambda: checker.results(Shot(shots[-1]), "first.png", (), ()))
    warm, plain = [], []
    for number, shot in enumerate(shots):
        other = Shot(shot + b"\0")  # the first of them is known already
        warm.append(timed(partial(checker.results, other, f"{number}.png", (), ())))
        plain.append(timed(partial(tesseract, shot)))
    cold = [timed(partial(command, shot)) for shot in shots[: options.cold]]
    print(f"{len(shots)} pictures of 1920 x 1080; medians, seconds of CPU (of the clock)")
    for name, times in (("plug-in, first", [loading]), ("plug-in, warm", warm), ("plain", plain), ("command", cold)):
        print(f"{name:15} {median(t[0] for t in times):.2f} ({median(t[1] for t in times):.2f})")
    ratios = [one[0] / other[0] for one, other in zip(warm, plain, strict=True)]
    more = [one[0] - other[0] for one, other in zip(cold, warm, strict=False)]
    print(f"warm beside plain: median {median(ratios):.2f}, all together {total(warm) / total(plain):.2f}")
    print(f"command beside warm: {median(more):.2f} s of CPU more")


def total(times: Sequence[Time]) -> float:
    """Seconds of CPU."""
    return sum(cpu for cpu, _ in times)


def timed(work: Callable[[], object]) -> Time:
    """Seconds that it takes, of CPU in this process and its children, and of the clock."""
    began, clock = _cpu(), time.perf_counter()
    work()
    return _cpu() - began, time.perf_counter() - clock


def _cpu() -> float:
    whos = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whos))


def tesseract(shot: bytes) -> None:
    """Read one picture as pytesseract comes."""
    pytesseract.image_to_data(Image.open(io.BytesIO(shot)))


def command(shot: bytes) -> None:
    """Scan one picture in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shot.png"
        file.write_bytes(shot)
        subprocess.run([*COMMAND, str(file)], check=True, capture_output=True)


def screenshots(count: int) -> list[bytes]:
    """The first sample pages as PNG, 1920 x 1080."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser())
        page = running.new_page(viewport={"width": 1920, "height": 1080})
        found = []
        for file in sorted(PAGES.glob("*.html"))[:count]:
            page.goto(file.as_uri())
            found.append(page.screenshot())
        running.close()
    return found


if __name__ == "__main__":
    main()
