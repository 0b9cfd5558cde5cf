"""The recognition benchmark on two samples, with the truth's text, and on findings made by hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from benchmarks.recognition import NOTHING, confusions, figures, main
from benchmarks.scan import Count
from screenpii.types import Box
from tests.benchmarks.test_scan import finding, item

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ("pos-checkout", "stock-list")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        for ending in ("json", "png"):
            shutil.copy(SAMPLES / f"{name}.{ending}", tmp_path)
    return tmp_path


@pytest.mark.parametrize("options", [[], ["--truth-text"]])
def test_two_samples(folder: Path, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    main([str(folder), *options, "--json", str(folder / "figures")])
    told = json.loads((folder / "figures").read_text("utf-8"))
    out = capsys.readouterr().out
    assert out.startswith("2 images, read by: the truth's text\n" if options else "2 images, read by: screen\n")
    assert set(told["templates"]) == {f"pages/{name}.html" for name in NAMES}
    assert set(told["conditions"]) == {"-", "dark"}
    assert told["templates"]["pages/stock-list.html"]["shown"] == 0
    email = told["types"]["EMAIL"]
    assert (email["shown"], email["found"], email["right"]) == (1, 1, 1)
    assert told["confusion"]["types"]["EMAIL"] == {"EMAIL": 1}
    assert sum(told["confusion"]["types"]["PERSON_NAME"].values()) == 2
    assert "EMAIL: 1 EMAIL" in out.splitlines()


def test_a_folder_without_truth_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path)])


def test_confusions_prefer_the_type_and_need_a_good_part_of_both() -> None:
    truth = {
        "pii": [
            item("EMAIL", [0, 0, 100, 20]),
            item("PHONE", [0, 40, 100, 20], subject="associate"),
            item("ORDER_ID", [0, 80, 100, 20]),
            item("LOYALTY_ID", [0, 120, 100, 20]),
        ],
        "ignore": [{"boxes": [[0, 200, 100, 20]]}],
    }
    found = [
        finding("USERNAME", Box(0, 0, 100, 20)),
        finding("EMAIL", Box(0, 0, 30, 20)),
        finding("PHONE", Box(0, 40, 100, 60)),
        finding("TRACKING_NUMBER", Box(0, 80, 90, 100)),
        finding("PERSON_NAME", Box(0, 120, 20, 140)),
        finding("PERSON_NAME", Box(0, 200, 100, 220)),
    ]
    kinds, subjects = confusions({"a.png": truth}, {"a.png": found})
    assert kinds == {
        "EMAIL": {"EMAIL": 1},
        "PHONE": {"PHONE": 1},
        "ORDER_ID": {"TRACKING_NUMBER": 1},
        "LOYALTY_ID": {NOTHING: 1},
        NOTHING: {"PERSON_NAME": 1},
    }
    assert subjects == {"customer": {"customer": 1}, "associate": {"customer": 1}}


def test_an_image_counts_for_each_of_its_conditions() -> None:
    truth = {"pii": [item("EMAIL", [0, 0, 100, 20])], "conditions": ["dark", "hidpi"], "template": "t", "source": "s"}
    told = figures({"a.png": truth}, [finding("EMAIL", Box(0, 0, 100, 20))])
    one = Count(1, 1, 1, 1)
    assert told.conditions == {"dark": one, "hidpi": one}
    assert told.templates == {"t": one}
    assert told.types == {"EMAIL": one, "core types": one, "all types": one}
    assert one.f1 == 1
    assert Count(shown=1).f1 == 0
