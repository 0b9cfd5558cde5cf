"""Of real screens the evidence alone is kept: no text, in an order that tells nothing."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

from models.generator.page import Truth
from models.learn.records import Record, load, record, write
from models.real import of_folder
from screenpii.scorer.explain import in_words

SAMPLES = Path(__file__).parent.parent.parent / "samples"


def test_records_come_back_without_words_and_order(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "evidence.json.gz"
    kept = [
        record("PHONE", ("label:left", "with:BRAND", "page:2", "kind:customer"), None),
        record("EMAIL", ("check", "akin"), Truth("EMAIL", "associate", False, "a@b.example", ()), ("role", "bar")),
    ]
    write(path, kept)
    assert sorted(load(path), key=lambda one: one.type) == [
        Record("EMAIL", ("akin", "check"), True, ("bar", "role"), "associate"),
        Record("PHONE", ("label:left",), False),
    ]
    first = path.read_bytes()
    write(path, kept[::-1])
    assert path.read_bytes() == first
    assert load(tmp_path / "none.gz") == []


def test_a_screen_leaves_its_evidence_alone(tmp_path: Path) -> None:
    for name in ("customer-record.png", "customer-record.json"):
        shutil.copy(SAMPLES / name, tmp_path)
    found = list(of_folder(tmp_path))
    assert {"PERSON_NAME", "EMAIL"} <= {one.type for one in found if one.right}
    assert any(not one.right for one in found)
    names = {name for one in found for piece in one.evidence for name in piece.split("&")}
    assert [name for name in names if in_words(name) == name] == []
    assert list(of_folder(tmp_path, only=set())) == []
    write(tmp_path / "out.gz", found)
    data = json.loads(gzip.decompress((tmp_path / "out.gz").read_bytes()))
    assert set(data) == {"names", "records"}
