"""The recipe for Robot Framework, with SeleniumLibrary and the system's Chromium and chromedriver."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.recipes.conftest import Run
from tests.recipes.reports import SHOWN, exposed

BROWSER = 'binary_location="/usr/bin/chromium";add_argument("--headless=new")'
AS_ROOT = ["--variable", f'BROWSER:{BROWSER};add_argument("--no-sandbox")'] if os.geteuid() == 0 else []


def robot(folder: Path, run: Run, *options: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "robot", "--outputdir", "out", *AS_ROOT, *options, "screens.robot")


@pytest.mark.slow
def test_fails_for_what_shows(recipes: Path, run: Run) -> None:
    ran = robot(recipes / "robot", run)
    assert ran.returncode == 2, ran.stdout + ran.stderr  # the number of tests that failed: the teardown is of all
    assert "Suite teardown failed" in ran.stdout
    assert "PAYMENT_CARD" in ran.stdout
    assert exposed(recipes / "robot/out/screens.xml") == {"stock.png": set(), "till.png": SHOWN}


@pytest.mark.slow
def test_passes_for_what_is_clean(recipes: Path, run: Run) -> None:
    ran = robot(recipes / "robot", run, "--test", "Stock")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert exposed(recipes / "robot/out/screens.xml") == {"stock.png": set()}
