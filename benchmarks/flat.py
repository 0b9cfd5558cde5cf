"""Peak memory of a run by how many results it has: `python -m benchmarks.flat --results 2000 20000`.

The results are made up: thirty views of an application, on each capture four findings and a picture of 4 kB. They go
the way of a run's: through the fold and the spool into reports of every format but the table of all rows. Each
run is a process of its own, whose peak the system tells (`ru_maxrss`).
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from screenpii import ReportFile, Settings, scan, scanning
from screenpii.reports import formats
from screenpii.types import FIRST, Box, Masking, Reading, Record, Result, Severity

VIEW_COUNT = 30  # different screens
WORDS_PER_VIEW = 40  # static words of a screen
FINDINGS_PER_FRAME = 4  # findings of a frame
PICTURE_BYTES = 4_000  # bytes of a frame's picture for reports
SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high", "critical")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run each number of results in a process, print its peak and time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=int, nargs="+", default=[2_000, 20_000])
    parser.add_argument("--formats", nargs="+", default=sorted({*formats.load()} - {"table"}))
    options = parser.parse_args(arguments)
    for count in options.results:
        program = f"from benchmarks.flat import measured; measured({count}, {options.formats!r})"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        peak, seconds = map(float, done.stdout.split())
        print(f"{count:>7,} results: peak {peak:.0f} MB, {seconds:.1f} s")


def measured(count: int, names: Sequence[str]) -> None:
    """Print the peak of this process in megabytes, and the seconds, after a run with so many results."""

    def made(*_: object) -> Generator[Result, None, None]:
        yield from results(count)

    vars(scanning)["run"] = made
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.png").touch()
        sinks = [ReportFile(name, Path(folder) / f"report.{name}") for name in names]
        scan([Path(folder) / "a.png"], Settings(), sinks)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, time.perf_counter() - began)


def results(count: int) -> Iterator[Result]:
    """So many captures of the views, one a file."""
    for number in range(count):
        source, view = f"shots/{number:06}.png", number % VIEW_COUNT
        found = tuple(_record(source, number, k) for k in range(FINDINGS_PER_FRAME))
        words = tuple(f"{view:02x}{k:010x}" for k in range(WORDS_PER_VIEW))
        picture = bytes(PICTURE_BYTES)
        yield Reading(source, FIRST, 1366, 768, 0.5, found, words=words, title=f"View {view}", wireframe=picture)


def _record(source: str, number: int, k: int) -> Record:
    box, severity = Box(100, 40 * k, 300, 40 * k + 20), SEVERITIES[k % 4]
    rule, mark = "default/contact-data", f"v1:{number * FINDINGS_PER_FRAME + k:032x}"
    given = (source, FIRST, Masking("none"), "exposed", severity, (rule,), "a•••@e•••.com", mark)
    return Record("EMAIL", "customer", (box,), 0.9, f"Label {k}", *given, clause=rule)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
