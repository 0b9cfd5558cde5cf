"""Training gives the same bytes each time, and something that works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models import train
from scanner.scorer.weigh import SUBJECTS


def made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    monkeypatch.setattr("sys.argv", ["train", str(folder), "--share", "0.003"])
    train.main()
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_the_same_bytes_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (made(tmp_path / name, monkeypatch) for name in ("one", "two"))
    assert first.keys() == second.keys()
    assert {"scorer.json", "tagger/screen_crf/crf.bin", "tagger/config.cfg"} <= first.keys()
    assert [name for name in first if first[name] != second[name]] == []
    weights = json.loads(first["scorer.json"])
    assert set(weights["subjects"]["company"]) == set(SUBJECTS)
    assert "PERSON_NAME" in weights["types"]["company"]
