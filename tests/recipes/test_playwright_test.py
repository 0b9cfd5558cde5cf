"""The recipe for Playwright Test, with the package from npm and the system's Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recipes.conftest import Run
from tests.recipes.reports import SHOWN, exposed

INSTALL = ("npm", "install", "--no-audit", "--no-fund", "--no-package-lock")


@pytest.mark.slow
def test_what_shows_is_found_and_what_is_masked_is_not(recipes: Path, run: Run) -> None:
    folder = recipes / "playwright-test"
    installed = run(folder, *INSTALL, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD="1")
    assert installed.returncode == 0, installed.stderr
    tested = run(folder, "npm", "test")
    assert (tested.returncode, "3 passed" in tested.stdout) == (0, True), tested.stdout
    scanned = run(folder, "npm", "run", "screens")
    assert scanned.returncode == 1, scanned.stderr
    assert exposed(folder / "screens.xml") == {
        "screens-till/test-finished-1.png": SHOWN,
        "screens-stock/test-finished-1.png": set(),
        "masked-till/till.png": set(),
    }
