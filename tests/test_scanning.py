"""A run from its inputs to its sinks: in bounded memory, told to all, whatever one of them cannot do."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from screenpii import Kept, Settings, Sink, scanning
from screenpii.errors import UsageError
from screenpii.summary import Report
from screenpii.types import Result
from tests.runners.conftest import children

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "pos-checkout.png"


class Broken(Sink):
    """Cannot do its part."""

    def finish(self, report: Report | None) -> None:
        raise UsageError("out.json: cannot be written")


def test_memory_does_not_grow_with_the_number_of_results() -> None:
    """All formats that need no whole table; `benchmarks/flat.py` says what twenty thousand take."""
    command = [sys.executable, "-m", "benchmarks.flat", "--results", "300", "3000", "--formats"]
    done = subprocess.run([*command, "csv", "html", "json"], capture_output=True, text=True, cwd=ROOT, check=True)
    few, many = map(int, re.findall(r"peak (\d+) MB", done.stdout))
    assert many - few < 10


def test_a_sink_that_fails_keeps_no_other_from_its_report() -> None:
    kept = Kept()
    with pytest.raises(UsageError, match=r"^out\.json: cannot be written; out\.json: cannot be written$"):
        scanning.scan([SAMPLE], Settings(jobs=1), [Broken(), kept, Broken()])
    assert kept.exposures


def test_a_run_that_is_cut_short_is_told_and_raised() -> None:
    class Interrupting(Sink):
        def add(self, result: Result) -> None:
            raise KeyboardInterrupt

    kept = Kept()
    with pytest.raises(KeyboardInterrupt):
        scanning.scan([SAMPLE, ROOT / "samples" / "stock-list.png"], Settings(jobs=1), [Interrupting(), kept])
    assert kept.report
    assert (kept.report.run.complete, len(kept.readings)) == (False, 1)
    assert not children()


def test_a_run_that_reads_nothing_has_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    class Told(Sink):
        reports: list[Report | None] = []  # noqa: RUF012

        def finish(self, report: Report | None) -> None:
            self.reports.append(report)

    def broken(*_: object) -> Iterator[Result]:
        raise ValueError("4242 4242 4242 4242")
        yield

    told = Told()
    monkeypatch.setattr(scanning, "run", broken)
    with pytest.raises(ValueError, match="4242"):
        scanning.scan([SAMPLE], Settings(jobs=1), [told])
    assert told.reports == [None]
