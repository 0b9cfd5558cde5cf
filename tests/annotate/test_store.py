"""Annotated pictures on the disk: their names, modes and what happens when they cannot be written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from screenpii import annotate as annotating
from screenpii.annotate import annotate
from screenpii.annotate.store import name_of, save
from tests.annotate.screens import empty, finding, page_with_findings

IMAGE = Image.new("RGB", (4, 4))
HOSTILE = [
    "../a.png",
    "../../etc/x.png",
    "/etc/x.png",
    "a/../../x.png",
    "a//x.png",
    "./x.png",
    "..",
    ".",
    "",
    "C:/x.png",
    "a\\..\\..\\x.png",
    "a\x00b.png",
    "a\nb\x1b[31m.png",
    "a\u202egnp.png",
    "a|b?.png",
    "a%2e.png",
    "\udcff.png",
]


@pytest.mark.parametrize(
    ("source", "frame", "name"),
    [
        ("a.png", 0, "a.png.png"),
        ("till/a.jpg", 0, "till/a.jpg.png"),
        ("a.gif", 3, "a.gif.0003.png"),
        ("a.gif", 12345, "a.gif.12345.png"),
        ("a.gif.0003", 0, "a.gif%2e0003.png"),
        ("Übersicht März (2).png", 0, "Übersicht März (2).png.png"),
        ("../x.png", 0, "%2e%2e/x.png.png"),
        ("/x.png", 0, "%/x.png.png"),
        ("C:/x.png", 0, "C%3a/x.png.png"),
    ],
)
def test_names_mirror_their_sources(source: str, frame: int, name: str) -> None:
    assert str(name_of(source, frame)) == name


def test_no_two_sources_or_frames_share_a_name() -> None:
    sources = [*HOSTILE, "a.png", "x.png", "a/x.png", "a.gif", "a.gif.0001", "a.gif.0001.png", "etc/x.png", "%/x.png"]
    names = {name_of(source, frame) for source in sources for frame in (0, 1, 2)}
    assert len(names) == 3 * len(sources)


@pytest.mark.parametrize("source", HOSTILE)
def test_a_hostile_name_stays_in_the_folder(tmp_path: Path, source: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    save(IMAGE, folder, source, 0)
    assert os.listdir(tmp_path) == ["out"]
    (written,) = (path for path in folder.rglob("*") if path.is_file())
    assert written.name.isprintable()
    assert written.suffix == ".png"


def test_for_the_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        save(IMAGE, tmp_path, "a/b/c.png", 0)
    finally:
        os.umask(before)
    assert (tmp_path / "a/b/c.png.png").stat().st_mode & 0o777 == 0o600
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "a/b")} == {0o700}


def test_a_picture_of_the_last_run_is_replaced(tmp_path: Path) -> None:
    for width in (4, 7):
        save(Image.new("RGB", (width, 4)), tmp_path, "a.png", 0)
    assert os.listdir(tmp_path) == ["a.png.png"]
    with Image.open(tmp_path / "a.png.png") as image:
        assert (image.width, image.info) == (7, {})


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "else").mkdir()
    (tmp_path / "out/till").symlink_to(tmp_path / "else")
    with pytest.raises(NotADirectoryError, match="leads out"):
        save(IMAGE, tmp_path / "out", "till/a.png", 0)
    assert os.listdir(tmp_path / "else") == []


def test_the_picture_is_written(tmp_path: Path) -> None:
    page, findings = page_with_findings("E-mail: jane.doe@example.com")
    assert annotate(page, findings, tmp_path) == ""
    with Image.open(tmp_path / "screen.png.png") as image:
        assert image.height > page.frame.height


def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "screen.png.png").mkdir()
    assert annotate(empty(4, 4), [], tmp_path) == "not annotated (Is a directory)"
    assert annotate(empty(4, 4), [], tmp_path / "nowhere") == "not annotated (No such file or directory)"
    assert os.listdir(tmp_path) == ["screen.png.png"]

    def fail(*arguments: object) -> None:
        raise ValueError("jane@example.com")

    monkeypatch.setattr(annotating, "draw", fail)
    assert annotate(empty(4, 4), [finding((1, 1, 2, 2))], tmp_path) == "not annotated (ValueError)"
