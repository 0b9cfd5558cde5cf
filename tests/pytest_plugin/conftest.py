"""Runs of pytest with the plug-in, as if it were installed, in a process of their own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHOWS, MASKED = ROOT / "samples/pos-checkout.png", ROOT / "samples/customer-masked.png"
FILTERS = "  error\n  ignore:Session-scoped fixtures:DeprecationWarning"  # of pytest-playwright, by pytest 9.2
Run = Callable[..., pytest.RunResult]
SYSTEMS_BROWSER = """
from pathlib import Path
import pytest

@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}
"""


def installed(folder: Path) -> Path:
    """A folder for PYTHONPATH in which the plug-in's entry point is, as if screenpii were installed there."""
    about = folder / "screenpii_here-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: screenpii-here\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[pytest11]\nscreenpii = screenpii.pytest_plugin\n")
    return folder


def settle(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The environment of a run of pytest: the plug-in, no key, and no CI, under which pytest says everything twice."""
    path = (str(ROOT / "scanner"), str(installed(folder)), os.environ.get("PYTHONPATH", ""))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path))
    for name in ("SCREENPII_KEY", "CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run pytest on a test file that knows SHOWS and MASKED."""
    settle(monkeypatch, tmp_path / "site")

    def ran(tests: str, *options: object, ini: str = "") -> pytest.RunResult:
        if tests:
            pytester.makepyfile(test_till=f"SHOWS, MASKED = {str(SHOWS)!r}, {str(MASKED)!r}\n{tests}")
        pytester.makeini(f"[pytest]\naddopts = -p no:randomly --strict-markers\nfilterwarnings =\n{FILTERS}\n{ini}")
        return pytester.runpytest_subprocess(*map(str, options))

    return ran
