"""No value of a screen in what pytest prints, in JUnit XML, in reports, or in what xdist sends."""

from __future__ import annotations

import base64
import pickle
from pathlib import Path

import pytest

from screenpii.config import Settings
from screenpii.pytest_plugin.checker import Checker
from screenpii.pytest_plugin.outcome import packed
from screenpii.pytest_plugin.shots import Shot
from tests.pytest_plugin.conftest import Run
from tests.test_canary import leaks, shots

__all__ = ["shots"]


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_output_and_files(run: Run, shots: Path, pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    tests = f"""
IMAGE = {str(shots / "record.png")!r}

def test_it(assert_no_pii):
    assert_no_pii(IMAGE)
"""
    files = ("--junitxml", "junit.xml", "--screenpii-report", "html=r.html", "--screenpii-report", "json=r.json")
    result = run(tests, "--screenpii", "-l", "--full-trace", "-vv", *files, *workers)
    result.assert_outcomes(failed=1)
    assert "PAYMENT_CARD" in result.stdout.str()
    assert leaks((result.stdout.str() + result.stderr.str()).encode()) == []
    found = {path.name: leaks(path.read_bytes()) for path in pytester.path.rglob("*") if path.is_file()}
    assert {"junit.xml", "r.html", "r.json"} <= set(found)
    assert {name: values for name, values in found.items() if values} == {}


def test_what_travels(shots: Path) -> None:
    """Also unpacked: the text that is sent is base64 of a pickle."""
    checker = Checker(Settings(), b"k" * 32)
    results = checker.results(Shot((shots / "record.png").read_bytes()), "a.png", (), ())
    text = packed(list(enumerate(results)), set())
    sent = base64.b64decode(text)
    assert any(finding.verdict == "exposed" for finding in pickle.loads(sent)[0][0][1].findings)
    assert leaks(text.encode()) == []
    assert leaks(sent) == []


def test_a_fault_in_a_detector_tells_no_value(run: Run, shots: Path) -> None:
    tests = f"""
import screenpii.policy.judge as judge

def fail(kind, text):
    raise ValueError(text)

def test_it(assert_no_pii, monkeypatch):
    monkeypatch.setattr(judge, "masking_of", fail)
    assert_no_pii({str(shots / "record.png")!r})
"""
    result = run(tests, "--screenpii", "-l", "--full-trace")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*was not read: failed: ValueError"])
    assert leaks(result.stdout.str().encode()) == []
