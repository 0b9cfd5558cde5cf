"""What holds for all tests: generated examples are bound by no clock, and can be generated again."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import hypothesis
import pytest

from screenpii import scratch

hypothesis.settings.register_profile("screenpii", deadline=None, print_blob=True)
hypothesis.settings.load_profile("screenpii")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the seed of generated examples, unless one is given; processes of pytest-xdist are given it."""
    if config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = str(random.SystemRandom().getrandbits(32))


def pytest_report_header(config: pytest.Config) -> str:
    """Print the seed."""
    return f"generated examples: --hypothesis-seed={config.option.hypothesis_seed}"


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the file system in memory, and another for the system's temporary files."""
    for name in ("memory", "disk"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(scratch, "MEMORY_FOLDER", tmp_path / "memory")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "disk"))
    return tmp_path / "memory"
