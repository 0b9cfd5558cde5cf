"""`screenpii scan --annotate`: the pictures, the folders that are refused, and what is said."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from screenpii.annotate.tags import SEVERITY_RGB
from screenpii.cli import run
from tests.cli.conftest import Ran
from tests.cli.test_real import screen

ROOT = Path(__file__).parents[2]
Screens = Callable[..., Path]
Command = Callable[..., Ran]


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_copies_of_real_screens(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    screens, out = tmp_path / "screens", tmp_path / "out"
    (screens / "till").mkdir(parents=True)
    screen(screens / "till/card.png", "Card: 4242 4242 4242 4242", "E-mail: jane.doe@example.com")
    screen(screens / "mail.png", "E-mail: jane.doe@example.com")
    with Image.open(screens / "mail.png") as image:
        image.save(screens / "two.gif", save_all=True, append_images=[Image.new("RGB", image.size, "navy")])
    (out / "mail.png.png").mkdir(parents=True)  # so this one cannot be written
    assert run(["scan", str(screens), "--annotate", str(out), "--format", "json"]) == 1
    said, told = capfd.readouterr()
    assert said.count('"EMAIL"') >= 3
    assert told.splitlines()[0] == "screenpii: mail.png: not annotated (Is a directory)"
    assert f"{out} holds personal data: 3 annotated pictures" in told.splitlines()[1]
    assert files(out) == ["till/card.png.png", "two.gif.0001.png", "two.gif.png"]
    with Image.open(out / "till/card.png.png") as image, Image.open(screens / "till/card.png") as original:
        assert (image.width, image.info) == (original.width, {})
        assert image.height > original.height
        colours = {colour for _, colour in image.crop((0, 0, *original.size)).getcolors(1 << 24) or ()}
    assert {SEVERITY_RGB["critical"], SEVERITY_RGB["medium"]} <= colours


def test_sources_of_one_name_do_not_overwrite_one_another(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("one/a.png", "two/a.png", "b/one/a.png"):
        Path(name).parent.mkdir(parents=True)
        Image.new("RGB", (8, 8)).save(name)
    run(["scan", "one", "two", "b/one/a.png", "../" + tmp_path.name + "/one", "--annotate", "out"])
    assert "3 annotated pictures" in capfd.readouterr().err
    assert files(tmp_path / "out") == ["b/one/a.png.png", "one/a.png.png", "two/a.png.png"]
    assert sorted(os.listdir(tmp_path)) == ["b", "one", "out", "two"]


def test_nothing_is_loaded_that_was_not_asked_for() -> None:
    code = (
        "import sys; from screenpii import assembly; from screenpii.config import Settings;"
        "assembly.load(Settings(), b'k' * 32); sys.exit('screenpii.annotate' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_folder_is_for_the_owner_only(screens: Screens, command: Command, tmp_path: Path) -> None:
    ran = command("scan", screens("a.png"), "--annotate", "out")
    assert (ran.code, ran.err) == (
        0,
        "screenpii: out holds personal data: 1 annotated picture, unmasked like the screens\n",
    )
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700


def test_a_copy_that_cannot_be_written_costs_no_finding(screens: Screens, command: Command) -> None:
    ran = command("scan", screens("full.png", "exposed.png"), "--annotate", "out")
    assert ran.code == 1
    assert "exposed.png" in ran.out
    assert ran.err.splitlines() == [
        "screenpii: full.png: not annotated (No space left on device)",
        "screenpii: out holds personal data: 1 annotated picture, unmasked like the screens",
    ]


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ("file", "file: is not a folder"),
        ("nowhere/out", "nowhere/out: cannot be written (no such file or directory)"),
        ("file/out", "file/out: cannot be written (not a directory)"),
        ("/proc/out", "/proc/out: cannot be written"),
        ("screens", "screens: is in, or holds, the scanned folder screens"),
        ("screens/out", "screens/out: is in, or holds, the scanned folder screens"),
        ("link/out", "link/out: is in, or holds, the scanned folder screens"),
        (".", ".: is in, or holds, the scanned folder screens"),
    ],
)
def test_a_folder_that_will_not_do_is_refused_before_the_scan(
    screens: Screens, command: Command, tmp_path: Path, out: str, message: str
) -> None:
    screens("a.png")
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("screens")
    ran = command("scan", "screens", "--annotate", out)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"screenpii: {message}")
    assert files(tmp_path) == ["file", "screens/a.png"]


def test_a_wrong_path_leaves_no_folder_behind(screens: Screens, command: Command, tmp_path: Path) -> None:
    assert command("scan", screens("a.png") / "b.png", "--annotate", "out").code == 2
    assert not (tmp_path / "out").exists()
