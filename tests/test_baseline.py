"""What is accepted, for how long, where; and that the file can be read in a review."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from screenpii import assembly, baseline
from screenpii.baseline import Baseline, accept, text_of
from screenpii.config import Settings
from screenpii.entities import entities
from screenpii.errors import UsageError
from screenpii.policy.judge import Policy, judge
from screenpii.policy.pack import load as load_pack
from screenpii.policy.record import record_of
from screenpii.types import FIRST, Box, Frame, Location, Reading
from tests.policy.judging import entity

TODAY = date(2026, 11, 24)
KEY, NAME = b"k" * 32, "k1:12345678"
SAMPLES = Path(__file__).parent.parent / "samples"
FILE = Location("web/a.png", below="a.png")


def reading(
    *boxes: Box, source: str = "till.png", size: tuple[int, int] = (800, 600), text: str = "Amara Okafor"
) -> Reading:
    frame = Frame(source, np.zeros((size[1], size[0], 3), np.uint8))
    policy = Policy((load_pack("default", frozenset(entities.load())),))
    found = judge([entity("PERSON_NAME", text, box=box) for box in boxes], frame, policy, KEY)
    return Reading(source, FIRST, *size, 0.0, tuple(map(record_of, found)))


def baseline_of(*readings: Reading, expires: date | None = None) -> Baseline:
    return Baseline(NAME, accept(readings, (), "demo account", "anna", expires), TODAY)


def verdicts(known: Baseline, found: Reading) -> list[str]:
    return [f.verdict for f in known.marked(found).findings]


HERE = Box(100, 100, 200, 112)


def test_what_is_accepted_is_no_exposure() -> None:
    known = baseline_of(reading(HERE))
    assert verdicts(known, reading(HERE)) == ["accepted"]
    assert known.marked(reading(HERE)).findings[0].reason == "accepted: demo account"


@pytest.mark.parametrize(
    "found",
    [
        reading(HERE.moved(6, -5)),
        reading(Box(200, 200, 400, 224), size=(1600, 1200)),
        reading(HERE, text="AMARA  OKAFOR"),
    ],
    ids=["moved", "twice the size", "other spelling"],
)
def test_the_same_finding_elsewhere(found: Reading) -> None:
    assert verdicts(baseline_of(reading(HERE)), found) == ["accepted"]


@pytest.mark.parametrize(
    "found",
    [
        reading(HERE.moved(400, 0)),
        reading(HERE, source="other.png"),
        reading(HERE, text="Amara Okafar"),
    ],
    ids=["far away", "another screen", "another value"],
)
def test_another_finding(found: Reading) -> None:
    assert verdicts(baseline_of(reading(HERE)), found) == ["exposed"]


def test_each_entry_accepts_one_finding() -> None:
    known = baseline_of(reading(HERE))
    assert sorted(verdicts(known, reading(HERE, HERE.moved(0, 30)))) == ["accepted", "exposed"]


def test_an_entry_ends_after_its_last_day() -> None:
    assert verdicts(baseline_of(reading(HERE), expires=TODAY), reading(HERE)) == ["accepted"]
    known = baseline_of(reading(HERE), expires=date(2026, 11, 23))
    assert verdicts(known, reading(HERE)) == ["exposed"]
    assert len(known.expired()) == 1


def test_stale_is_what_a_screen_that_was_read_no_longer_shows() -> None:
    known = baseline_of(reading(HERE), reading(HERE, source="unread.png"))
    assert [a.screen for a in known.stale([reading()])] == ["till.png"]
    assert known.stale([reading(HERE)]) == []


def test_new_findings_are_added_and_old_entries_stay() -> None:
    old = baseline_of(reading(HERE)).accepted
    both = accept([reading(HERE, HERE.moved(300, 300))], old, "new one", "ben", TODAY)
    assert sorted((a.reason, a.owner) for a in both) == [("demo account", "anna"), ("new one", "ben")]


def test_the_file_reads_back_and_holds_no_value(tmp_path: Path) -> None:
    known = baseline_of(reading(HERE, HERE.moved(300, 0)), expires=TODAY)
    file = tmp_path / "baseline.yaml"
    file.write_text(text_of(known), "utf-8")
    assert baseline.load(file, NAME, TODAY) == known
    assert "Okafor" not in file.read_text("utf-8")
    assert file.read_text("utf-8").count("\n- screen: till.png\n") == 2


def test_a_difference_is_one_block(tmp_path: Path) -> None:
    one, two = baseline_of(reading(HERE)), baseline_of(reading(HERE), reading(HERE, source="zoo.png"))
    assert text_of(two).startswith(text_of(one))


def test_the_first_version_stays_readable() -> None:
    known = baseline.load(Path(__file__).parent / "data" / "baseline-1.yaml", "k1:12345678", TODAY)
    assert [(a.screen, a.place, a.expires, a.old_name) for a in known.accepted] == [
        ("till/checkout.png", (1, 2), date(2027, 2, 28), True)
    ]


def old(*names: str) -> Baseline:
    """A baseline of version 1 that accepts what `reading` shows on screens of these names."""
    known = baseline_of(*(reading(HERE, source=name) for name in names))
    return replace(known, accepted=tuple(a.model_copy(update={"old_name": True}) for a in known.accepted))


@pytest.mark.parametrize(
    ("name", "below", "found"),
    [
        ("a.png", {"web/shots/a.png": "a.png"}, ["web/shots/a.png"]),  # `scan web/shots`, as then
        ("a.png", {"web/shots/a.png": "web/shots/a.png"}, ["web/shots/a.png"]),  # `scan .`, the only one
        ("shots/a.png", {"web/shots/a.png": "a.png"}, ["web/shots/a.png"]),
        ("a.png", {"shots/a.png": "a.png", "shots/b/a.png": "b/a.png"}, ["shots/a.png"]),
        ("a.png", {"b/a.png": "b/a.png", "c/a.png": "c/a.png"}, []),  # nobody knows
        ("a.png", {"b/aa.png": "b/aa.png"}, []),
        ("test_it.py/test/1.png", {"test_it.py/test/1.png": "test_it.py/test/1.png"}, ["test_it.py/test/1.png"]),
    ],
)
def test_old_names_are_known_again_where_that_can_be_told(name: str, below: dict[str, str], found: list[str]) -> None:
    readings = [
        replace(reading(HERE, source=source), file=Location(source, below=path)) for source, path in below.items()
    ]
    known = old(name).renamed(readings)
    assert [r.source for r in readings if verdicts(known, r) == ["accepted"]] == found
    assert [(a.screen, a.old_name) for a in known.accepted] == [(found[0] if found else name, not found)]


@pytest.mark.parametrize(
    "shown",
    [reading(HERE.moved(400, 0), source="web/a.png"), reading(HERE, source="web/a.png", text="Amara Okafar")],
    ids=["far away", "another value"],
)
def test_an_old_name_stands_for_no_other_finding(shown: Reading) -> None:
    known = old("a.png").renamed([replace(shown, file=FILE)])
    assert verdicts(known, shown) == ["exposed"]
    assert known.accepted == old("a.png").accepted
    assert known.stale([replace(shown, file=FILE)]) == list(known.accepted)


def test_an_old_name_of_a_screen_that_was_not_read_stays(tmp_path: Path) -> None:
    shown = reading(HERE, source="web/a.png")
    known = old("a.png", "b.png").renamed([replace(shown, file=FILE)])
    assert known.stale([replace(shown, file=FILE)]) == []
    file = tmp_path / "baseline.yaml"
    file.write_text(text_of(known), "utf-8")
    again = baseline.load(file, NAME, TODAY)
    assert [(a.screen, a.old_name) for a in again.accepted] == [("b.png", True), ("web/a.png", False)]


def test_a_new_name_is_no_end_of_another(tmp_path: Path) -> None:
    shown = reading(HERE, source="web/a.png")
    known = baseline_of(reading(HERE, source="a.png"))
    known = known.renamed([replace(shown, file=FILE)])
    assert verdicts(known, shown) == ["exposed"]


def test_long_and_strange_names_can_be_accepted(tmp_path: Path) -> None:
    name = "d/" * 300 + "new\nline \x1b\u202e.png"
    file = tmp_path / "baseline.yaml"
    file.write_text(text_of(baseline_of(reading(HERE, source=name))), "utf-8")
    assert verdicts(baseline.load(file, NAME, TODAY), reading(HERE, source=name)) == ["accepted"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("schema: screenpii/baseline/3\nkey: k1:12345678\n", "baseline.yaml:1:1: schema: "),
        ("schema: screenpii/baseline/1\nkey: k1:00000000\n", "made with the key k1:00000000, this run has k1:12345678"),
        ("schema: screenpii/baseline/1\nkey: k1:12345678\naccepted:\n- screen: a\n  owned: b\n", ":5:3: "),
        ("a: [", "baseline.yaml:1:5: "),
    ],
)
def test_wrong_files(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "baseline.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        baseline.load(file, NAME, TODAY)
    assert words in str(caught.value)


def variants(image: Image.Image) -> dict[str, Image.Image]:
    """A capture of the same screen: moved by pixels, compressed again, at twice the size."""
    moved = Image.new("RGB", image.size, image.getpixel((2, 2)))
    moved.paste(image, (5, 3))
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=80)
    double = image.resize((2 * image.width, 2 * image.height), Image.Resampling.LANCZOS)
    return {"moved": moved, "packed": Image.open(packed).convert("RGB"), "double": double}


@pytest.mark.parametrize("name", ["order-detail", "pos-checkout"])
def test_another_capture_of_a_screen_with_the_real_reader(name: str) -> None:
    """Read anew, nine of ten findings keep their fingerprint; a letter read otherwise is another value."""
    look = assembly.load(Settings(), KEY)
    image = Image.open(SAMPLES / f"{name}.png").convert("RGB")
    first = look(Frame("s.png", np.asarray(image)))
    known = Baseline(NAME, accept([first], (), "demo", "anna", None), TODAY)
    assert known.accepted
    for kind, picture in variants(image).items():
        again = known.marked(look(Frame("s.png", np.asarray(picture))))
        kept = sum(f.verdict == "accepted" for f in again.findings)
        assert kept >= 0.9 * len(known.accepted), (kind, kept, len(known.accepted))
