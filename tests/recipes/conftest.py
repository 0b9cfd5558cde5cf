"""The recipes of the pages under docs/ are run as their readers run them: on a copy, with the command on the path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def screenpii(tmp_path: Path) -> Path:
    """The command, as it would be installed."""
    file = tmp_path / "bin" / "screenpii"
    file.parent.mkdir()
    program = "from screenpii.cli import main; main()"
    file.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT}/scanner exec {sys.executable} -c "{program}" "$@"\n')
    file.chmod(0o755)
    return file


@pytest.fixture
def run(screenpii: Path) -> Run:
    """Run a command in a folder, with `screenpii` and the programs of this environment on the path."""
    path = os.pathsep.join((str(screenpii.parent), str(Path(sys.executable).parent), os.environ["PATH"]))

    def ran(folder: Path, *command: object, **variables: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PATH": path, **variables}
        words = list(map(str, command))
        return subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)

    return ran


@pytest.fixture
def recipes(tmp_path: Path) -> Path:
    """A copy of the recipes."""
    return Path(shutil.copytree(ROOT / "samples/recipes", tmp_path / "recipes"))
