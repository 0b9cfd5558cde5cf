"""Training gives the same bytes each time, and something that works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from screenpii.scorer.weigh import SUBJECTS

ROOT = Path(__file__).parent.parent.parent


def made(folder: Path, seed: str) -> dict[str, bytes]:
    """What a process of its own trains, with another order of its sets."""
    command = [sys.executable, "-m", "models.train", str(folder), "--share", "0.003"]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_the_same_bytes_twice(tmp_path: Path) -> None:
    first, second = (made(tmp_path / seed, seed) for seed in ("1", "2"))
    assert first.keys() == second.keys()
    assert {"scorer.json", "tagger/screen_crf/crf.bin", "tagger/config.cfg"} <= first.keys()
    assert [name for name in first if first[name] != second[name]] == []
    weights = json.loads(first["scorer.json"])
    assert set(weights["subjects"]["company"]) == set(SUBJECTS)
    assert "PERSON_NAME" in weights["types"]["company"]
