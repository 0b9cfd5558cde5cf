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


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run pytest on a test file that knows SHOWS and MASKED; the entry point comes from a distribution made here."""
    about = tmp_path / "site" / "screenpii_here-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: screenpii-here\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[pytest11]\nscreenpii = scanner.pytest_plugin\n")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(ROOT), str(about.parent), os.environ.get("PYTHONPATH", ""))))
    for name in ("SCREENPII_KEY", "CI", "BUILD_NUMBER"):  # with the last two, pytest says everything twice
        monkeypatch.delenv(name, raising=False)

    def ran(tests: str, *options: object, ini: str = "") -> pytest.RunResult:
        if tests:
            pytester.makepyfile(test_till=f"SHOWS, MASKED = {str(SHOWS)!r}, {str(MASKED)!r}\n{tests}")
        pytester.makeini(f"[pytest]\naddopts = -p no:randomly --strict-markers\nfilterwarnings =\n{FILTERS}\n{ini}")
        return pytester.runpytest_subprocess(*map(str, options))

    return ran
