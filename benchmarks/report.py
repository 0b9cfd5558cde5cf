"""How large the HTML report of many frames is, and how long a browser takes to open it: `python -m benchmarks.report`.

The frames are those of the samples, over and over under other names, with pictures of random pixels, which compress
worst.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

from screenpii import Kept, Settings, scan
from screenpii.reports.html import render
from screenpii.summary import Report
from screenpii.types import Reading
from screenpii.wireframe import MAX_WIDTH_PX, WEBP_QUALITY

SAMPLES = Path(__file__).parent.parent / "samples"


def main(arguments: Sequence[str] | None = None) -> None:
    """Scan, multiply, write, open, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frames", type=int, default=5_000)
    parser.add_argument("--screens", type=int, default=300, help="different views among them")
    options = parser.parse_args(arguments)
    kept = Kept()
    scan([str(SAMPLES)], Settings(), [kept])
    assert kept.report
    began = time.perf_counter()
    results = list(many(kept.readings, options.frames, options.screens))
    page = b"".join(render(Report.of(kept.report.run, results)))
    took = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_bytes(page)
        opened, shown = opening(file)
    print(f"{options.frames:,} frames, {options.screens} screens: {len(page) / 1e6:.1f} MB, rendered in {took:.1f} s")
    print(f"Chromium: loaded and filtered {shown} screens in {opened:.2f} s")


def many(readings: Sequence[Reading], frames: int, screens: int) -> Iterator[Reading]:
    """So many readings, whose pictures are noise."""
    rng = np.random.default_rng(1)
    pictures = [noise(rng) for _ in range(20)]
    for k in range(frames):
        one = readings[k % len(readings)]
        yield replace(one, source=f"{k:05}.png", screen=f"s1:{k % screens:08x}", wireframe=pictures[k % 20])


def noise(rng: np.random.Generator) -> bytes:
    """A picture as large as wireframes are."""
    out = io.BytesIO()
    pixels = rng.integers(0, 256, (MAX_WIDTH_PX * 5 // 8 // 8, MAX_WIDTH_PX // 8, 3), np.uint8)
    Image.fromarray(pixels).resize((MAX_WIDTH_PX, MAX_WIDTH_PX * 5 // 8)).save(out, "WEBP", quality=WEBP_QUALITY)
    return out.getvalue()


def opening(file: Path) -> tuple[float, int]:
    """Seconds until the page is loaded and its script has counted the screens, and how many it shows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        began = time.perf_counter()
        page.goto(file.as_uri(), wait_until="load")
        page.wait_for_function("document.querySelector('output').value !== ''")
        took = time.perf_counter() - began
        shown = page.locator("article").count()
        browser.close()
    return took, shown


if __name__ == "__main__":
    main()
