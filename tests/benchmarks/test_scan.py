from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.scan import Count, compare, covered, main, table, touch
from screenpii.policy.record import record_of
from screenpii.types import FIRST, Box, Entity, Finding, Masking, Record, Verdict


def finding(kind: str, box: Box, verdict: Verdict = "exposed") -> Record:
    entity = Entity(kind, "customer", 0, 1, "x", (box,), 0.9)
    return record_of(Finding(entity, "folder/a.png", FIRST, Masking("none"), verdict, "low", (), "•", "v1:0"))


def item(kind: str, box: list[int], subject: str = "customer", masked: bool = False) -> dict[str, object]:
    return {"type": kind, "boxes": [box], "subject": subject, "masked": masked, "text": "x"}


SAMPLES = Path(__file__).parents[2] / "samples"
TRUTH = {
    "pii": [
        item("EMAIL", [0, 0, 100, 20]),
        item("PHONE", [0, 40, 100, 20], subject="unknown"),
        item("PHONE", [0, 80, 100, 20], masked=True),
        item("PHONE", [0, 120, 100, 20], subject="associate"),
    ],
    "ignore": [{"boxes": [[0, 200, 100, 20]]}],
}


def test_compare_counts_by_type() -> None:
    findings = [
        finding("EMAIL", Box(0, 0, 50, 20)),
        finding("PHONE", Box(0, 40, 49, 60)),
        finding("PHONE", Box(0, 80, 100, 100)),
        finding("PHONE", Box(0, 200, 100, 220)),
        finding("ORDER_ID", Box(300, 0, 400, 20)),
        finding("ORDER_ID", Box(300, 40, 400, 60), "allowed"),
    ]
    counts = compare({"a.png": TRUTH}, findings)
    assert dict(counts) == {
        "EMAIL": Count(shown=1, found=1, reported=1, right=1),
        "PHONE": Count(shown=1, found=0, reported=2, right=1),
        "ORDER_ID": Count(reported=1),
    }
    core, whole = (" ".join(row.split()) for row in table(counts)[-2:])
    assert core == "core types 2 1 50.0 % 3 2 66.7 %"
    assert whole == "all types 2 1 50.0 % 4 2 50.0 %"


@pytest.mark.parametrize(
    ("cover", "area"),
    [
        ([], 0),
        ([Box(0, 0, 10, 10)], 100),
        ([Box(0, 0, 10, 10), Box(5, 0, 15, 10)], 150),
        ([Box(-5, -5, 2, 2)], 4),
        ([Box(-9, -9, -3, -3), Box(20, 10, 30, 20)], 0),
    ],
)
def test_covered_is_the_area_under_the_union(cover: list[Box], area: int) -> None:
    assert covered([Box(0, 0, 20, 10)], cover) == area


def test_touch_needs_a_tenth_of_the_smaller() -> None:
    assert touch([Box(0, 0, 10, 10)], [Box(9, 0, 100, 10)])
    assert not touch([Box(0, 0, 10, 10)], [Box(9, 1, 100, 11)])
    assert not touch([], [Box(0, 0, 10, 10)])


def test_a_folder_with_one_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for ending in ("png", "json"):
        shutil.copy(SAMPLES / f"kiosk-locker.{ending}", tmp_path)
    main([str(tmp_path), "--jobs", "1"])
    assert "1 images, 0 not read" in capsys.readouterr().out
