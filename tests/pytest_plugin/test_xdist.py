"""Several workers: one report, one engine in each, and what a crash or many screenshots do."""

from __future__ import annotations

import json

import pytest

from tests.pytest_plugin.conftest import Run

MANY = """
import io
from pathlib import Path
import pytest
from PIL import Image

COUNT = {count}

@pytest.mark.parametrize("n", range(COUNT))
def test_it(assert_no_pii, n):
    image = Image.open(MASKED if n else SHOWS).convert("RGB")
    image.putpixel((0, 0), (n, 0, 0))
    assert_no_pii(image, allow=["VEHICLE_PLATE"])
"""


def test_four_workers_make_one_report(run: Run, pytester: pytest.Pytester) -> None:
    options = ("--screenpii", "-n", "4", "--screenpii-report", "json=report.json", "--screenpii-report", "html=r.html")
    result = run(MANY.replace("{count}", "12"), *options)
    result.assert_outcomes(passed=11, failed=1)
    report = json.loads((pytester.path / "report.json").read_text())
    assert len(report["frames"]) == 12
    assert {f["source"] for f in report["findings"] if f["verdict"] == "exposed"} == {"test_till.py/test_it[0]/1.png"}
    assert (pytester.path / "r.html").stat().st_size > 10_000


def test_a_crashed_worker_costs_its_test_alone(run: Run, pytester: pytest.Pytester) -> None:
    tests = """
import os, pytest

@pytest.mark.parametrize("n", range(6))
def test_it(assert_no_pii, n):
    if n == 3:
        os._exit(9)
    assert_no_pii(MASKED, allow=["VEHICLE_PLATE"])
"""
    result = run(tests, "--screenpii", "-n", "2", "--screenpii-report", "json=report.json")
    result.assert_outcomes(passed=5, failed=1)
    result.stdout.fnmatch_lines(["A worker died in test_till.py::test_it?3?: its screenshots are not in here."])
    report = json.loads((pytester.path / "report.json").read_text())
    assert len(report["frames"]) == 5
    assert "clean" not in result.stdout.str().rsplit("= screenpii =", 1)[1]


@pytest.mark.slow
def test_a_hundred_screenshots(run: Run) -> None:
    result = run(MANY.replace("{count}", "100"), "--screenpii")
    result.assert_outcomes(passed=99, failed=1)
    result.stdout.fnmatch_lines(["100 frames in * s; 6 exposures in 1 file *"])


def test_one_engine_a_worker_and_one_reading_a_picture(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeconftest(
        "import os\n"
        "from screenpii import assembly, pipeline\n"
        "def noting(name, work):\n"
        "    def noted(*args, **options):\n"
        "        with open('calls.txt', 'a') as file:\n"
        "            file.write(f'{name} {os.getpid()}\\n')\n"
        "        return work(*args, **options)\n"
        "    return noted\n"
        "assembly.load = noting('load', assembly.load)\n"
        "pipeline.Pipeline.__call__ = noting('read', pipeline.Pipeline.__call__)\n"
    )
    tests = """
import pytest

@pytest.mark.parametrize("n", range(12))
def test_it(assert_no_pii, n):
    assert_no_pii(MASKED, allow=["VEHICLE_PLATE"])
"""
    run(tests, "--screenpii", "-n", "4").assert_outcomes(passed=12)
    calls = (pytester.path / "calls.txt").read_text().splitlines()
    assert 1 <= len(calls) <= 8
    assert len(set(calls)) == len(calls)
