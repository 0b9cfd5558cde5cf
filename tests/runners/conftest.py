"""What the tests of the runners share."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
import pytest
from PIL import Image

from screenpii.config import Settings
from screenpii.runners.frames import FrameJob, Read
from screenpii.runners.local import run
from screenpii.sources import Item
from screenpii.types import Skipped
from tests.runners import fakes

Make = Callable[..., list[Item]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Items of the given names: a .gif has four frames, anything else is one small picture."""

    def files(*names: str) -> list[Item]:
        for name in names:
            pages = [Image.new("L", (8, 8), 20 * k) for k in range(4 if name.endswith(".gif") else 1)]
            pages[0].save(tmp_path / name, save_all=len(pages) > 1, append_images=pages[1:])
        return [Item(name, tmp_path / name) for name in names]

    return files


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def results(
    items: Sequence[Item | Skipped], load: Callable[[Settings], Read] = fakes.load, **options: object
) -> list[tuple[str, int, str]]:
    """What came out: source, frame and reason of each."""
    settings = Settings.model_validate({"jobs": 2, "timeout": 20, **options})
    return [(r.source, r.frame, r.reason) for r in run(items, FrameJob(settings, load))]


def children() -> set[int]:
    """Our child processes but for Python's own resource tracker, which lives as long as we do."""
    found = set()
    for child in psutil.Process().children(recursive=True):
        try:
            if "resource_tracker" not in " ".join(child.cmdline()):
                found.add(child.pid)
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
    return found


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it never came true")
