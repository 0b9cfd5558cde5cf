from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from screenpii import assembly
from screenpii.cli import run
from tests.cli import fakes


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def screens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Make small images of these names in a folder, which is then the current one."""
    folder = tmp_path / "screens"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)

    def make(*names: str) -> Path:
        for name in names:
            Image.new("RGB", (8, 8), "white").save(folder / name)
        return folder

    return make


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run a command line in this process, on the fake pipeline."""
    monkeypatch.setattr(assembly, "load", fakes.load)
    monkeypatch.setattr(assembly, "describe", fakes.describe)

    def ran(*arguments: object) -> Ran:
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capfd.readouterr())

    return ran
