"""Tests that are run again, by pytest-rerunfailures: the report counts as pytest does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.pytest_plugin.conftest import Run

FLAKY = """
import pytest
from pathlib import Path

def again(name):
    \"\"\"How often this was called with the name, in whatever process.\"\"\"
    file = Path(name)
    file.write_text((file.read_text() if file.exists() else "") + "x")
    return len(file.read_text())

def test_shows_once(assert_no_pii):
    assert_no_pii(SHOWS if again("shows") < 3 else MASKED, allow=["VEHICLE_PLATE"])

def test_broken_once(assert_no_pii):
    if again("broken") == 1:
        assert_no_pii(b"no picture")

def test_fails_by_itself(assert_no_pii):
    assert_no_pii(MASKED, allow=["VEHICLE_PLATE"])
    assert again("fails") == 2
"""


def read(pytester: pytest.Pytester) -> dict[str, Any]:
    report: dict[str, Any] = json.loads((pytester.path / "report.json").read_text())
    return report


@pytest.mark.parametrize("workers", [[], ["-n", "2"]])
def test_what_passes_later_does_not_count_and_is_marked(
    run: Run, pytester: pytest.Pytester, workers: list[str]
) -> None:
    result = run(FLAKY, "--screenpii", "--reruns", "2", "--screenpii-report", "json=report.json", *workers)
    result.assert_outcomes(passed=3)
    assert result.ret == 0
    report = read(pytester)
    assert report["run"]["exit_code"] == 0
    frames = [(f["source"], f["status"], f.get("retried", False)) for f in report["frames"]]
    assert sorted(frames) == [
        ("test_till.py/test_broken_once/1.png", "skipped", True),
        ("test_till.py/test_fails_by_itself/1.png", "read", False),
        ("test_till.py/test_shows_once/1.png", "read", False),
        ("test_till.py/test_shows_once/1.png", "read", True),
    ]
    assert "exposed" not in {f["verdict"] for f in report["findings"]}
    reasons = {f["reason"] for f in report["findings"] if f["type"] == "PERSON_NAME" and f["verdict"] == "allowed"}
    assert "allowed: the test failed here, was run again and passed" in reasons
    result.stdout.fnmatch_lines(["2 pictures of failed tries, whose tests passed later, do not count."])


def test_what_never_passes_counts(run: Run, pytester: pytest.Pytester) -> None:
    tests = "def test_it(assert_no_pii):\n    assert_no_pii(SHOWS)\n"
    result = run(tests, "--screenpii", "--reruns", "1", "--screenpii-report", "json=report.json")
    result.assert_outcomes(failed=1)
    report = read(pytester)
    assert (result.ret, report["run"]["exit_code"]) == (1, 1)
    assert ["retried" in frame for frame in report["frames"]] == [False]


def test_a_picture_of_another_test_counts_for_that(run: Run, pytester: pytest.Pytester) -> None:
    """Though the very same picture is forgiven to one that passed later."""
    tests = """
import shutil

def test_first(assert_no_pii, request):
    shutil.copy(SHOWS if request.node.execution_count == 1 else MASKED, "till.png")
    assert_no_pii("till.png", allow=["VEHICLE_PLATE"])

def test_second(assert_no_pii):
    shutil.copy(SHOWS, "till.png")
    assert_no_pii("till.png")
"""
    result = run(tests, "--screenpii", "--reruns", "1", "--screenpii-report", "json=report.json")
    result.assert_outcomes(passed=1, failed=1)
    report = read(pytester)
    assert report["run"]["exit_code"] == 1
    assert "exposed" in {f["verdict"] for f in report["findings"]}


def test_a_shot_of_a_failed_try_is_not_looked_at_again_at_the_end(run: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "shots").mkdir()
    tests = """
import shutil

def test_it(assert_no_pii, request):
    count = request.node.execution_count
    assert_no_pii(shutil.copy(SHOWS if count == 1 else MASKED, f"shots/{count}.png"), allow=["VEHICLE_PLATE"])
"""
    options = ("--screenpii", "--reruns", "1", "--screenpii-report", "json=report.json")
    result = run(tests, *options, ini="screenpii_folders = shots")
    result.assert_outcomes(passed=1)
    assert result.ret == 0
    assert [(f["source"], "retried" in f) for f in read(pytester)["frames"]] == [
        ("shots/1.png", True),
        ("shots/2.png", False),
    ]
