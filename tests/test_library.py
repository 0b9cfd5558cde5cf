"""What other programs may call: the documented names, and what they do with real pictures."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import screenpii
from screenpii import Kept, Report, ReportFile, Scanner, Settings, Sink, UnreadableError, UsageError, scan
from screenpii.types import Reading, Skipped

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "pos-checkout.png"
PAGE = (ROOT / "docs" / "library.md").read_text("utf-8")


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner()


def test_a_picture_is_read_in_every_form(scanner: Scanner) -> None:
    image = Image.open(SAMPLE)
    readings = [scanner.read(one) for one in (SAMPLE, str(SAMPLE), SAMPLE.read_bytes(), image, np.asarray(image))]
    assert {"PERSON_NAME", "EMAIL", "PHONE"} <= {f.type for f in readings[0].exposures}
    assert [r.source for r in readings] == ["pos-checkout.png", "pos-checkout.png", "image", "image", "image"]
    told = [[(f.type, f.boxes, f.verdict, f.preview) for f in r.findings] for r in readings]
    assert told == told[:1] * 5


def test_a_name_can_be_given(scanner: Scanner) -> None:
    assert scanner.read(SAMPLE.read_bytes(), name="till 3").source == "till 3"


def test_what_is_no_picture_or_several(scanner: Scanner, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("white", "black")]
    frames[0].save(tmp_path / "two.gif", save_all=True, append_images=frames[1:])
    with pytest.raises(UsageError, match=r"two\.gif: has 2 frames; use screenpii\.scan"):
        scanner.read(tmp_path / "two.gif")
    (tmp_path / "no.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(UnreadableError, match=r"no\.png: "):
        scanner.read(tmp_path / "no.png")
    with pytest.raises(UnreadableError, match=r"gone\.png: "):
        scanner.read(tmp_path / "gone.png")


class Heard(Sink):
    def __init__(self) -> None:
        self.results: list[Reading | Skipped] = []
        self.told: list[str] = []

    def begin(self, total: int) -> None:
        self.told.append(f"begun: {total}")

    def add(self, result: Reading | Skipped) -> None:
        self.results.append(result)

    def finish(self, report: Report | None) -> None:
        self.told.append("finished")


def test_a_run_tells_its_sinks_and_reports(tmp_path: Path) -> None:
    (tmp_path / "no.png").write_bytes(b"")
    heard, kept, file = Heard(), Kept(), tmp_path / "report.json"
    summary = scan([SAMPLE, tmp_path / "no.png"], Settings(jobs=1), [heard, kept, ReportFile("json", file)])
    assert [Path(one.source).name for one in heard.results] == ["pos-checkout.png", "no.png"]
    assert heard.told == ["begun: 2", "finished"]
    assert summary.exposures == len(kept.exposures) == json.loads(file.read_text())["run"]["verdicts"]["exposed"] > 0
    assert (summary.exit_code, summary.whole, summary.counts.skipped) == (1, False, 1)
    assert {one.screen for one in kept.readings} != {""}
    with pytest.raises(UsageError, match="nowhere"):
        scan([tmp_path / "nowhere"])


def test_the_documented_names_are_the_exported_ones() -> None:
    assert {*re.findall(r"^\| `(\w+)", PAGE, re.MULTILINE)} == {*screenpii.__all__}
    assert all(getattr(screenpii, name) for name in screenpii.__all__)
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        screenpii.nothing_of_the_kind  # noqa: B018


@pytest.mark.parametrize("program", re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
def test_the_examples_run(program: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = "import screenpii, sys; print({'numpy', 'PIL', 'spacy', 'pydantic'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
