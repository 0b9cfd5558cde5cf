"""`screenpii redact`: what it writes, says and exits with."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from screenpii import assembly
from screenpii.cli import run
from tests.cli import fakes
from tests.cli.conftest import Ran
from tests.cli.test_real import screen

SAMPLES = Path(__file__).parents[2] / "samples"
FILM = ("a", "Card: 5555 5555 5555 4444"), ("b", "Card number: 4242 4242 4242 4242"), ("c", "Welcome")
Screens = Callable[..., Path]
Command = Callable[..., Ran]


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_real_screens(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A folder with good and bad files and a hostile name; a scan of the copies is clean."""
    (tmp_path / "in/till").mkdir(parents=True)
    for name in ("order-detail", "pos-checkout", "kiosk-locker"):
        with Image.open(SAMPLES / f"{name}.png") as image:
            image.convert("RGB").save(tmp_path / f"in/till/{name}.jpg", quality=90)
    screen(tmp_path / "in/card.png", "Card: 4242 4242 4242 4242", "CVV: 123", "E-mail: jane.doe@example.com")
    screen(tmp_path / "in/menu.png", "Welcome", "Open the drawer")
    (tmp_path / "in" / os.fsdecode(b"\xff\n\x1b[1m.png")).write_text("hello")
    assert run(["redact", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--jobs", "1"]) == 3
    said, told = capfd.readouterr()
    assert said.splitlines()[-1] == "5 files redacted, 1 not"
    assert f"{tmp_path / 'out/menu.png'}: nothing to paint over" in said.splitlines()
    assert f"{tmp_path / 'out/card.png'}: 1 CARD_CVV, 1 EMAIL, 1 PAYMENT_CARD" in said.splitlines()
    assert told == "screenpii: \\xff\\n\\x1b[1m.png: not redacted: not an image of a kind that can be read\n"
    assert "4242" not in said + told
    names = ["card.png", "menu.png", *(f"till/{n}.jpg" for n in ("kiosk-locker", "order-detail", "pos-checkout"))]
    assert files(tmp_path / "out") == names
    assert run(["scan", str(tmp_path / "out"), "--jobs", "1"]) == 0


def test_a_real_film(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Another value at another place on each frame: bars of one size would be equal frames, and stored as one."""
    for name, text in FILM:
        screen(tmp_path / f"{name}.png", text)
    many = [Image.open(tmp_path / f"{name}.png") for name in "abc"]
    for kind in ("gif", "webp", "apng", "tif"):
        form = {"apng": "PNG", "tif": "TIFF"}.get(kind, kind.upper())
        extra = {} if kind == "tif" else {"duration": [100, 200, 300]}
        (tmp_path / "in").mkdir(exist_ok=True)
        many[0].save(tmp_path / f"in/film.{kind}", form, save_all=True, append_images=many[1:], **extra)
    assert run(["redact", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--jobs", "1"]) == 0
    said = capfd.readouterr().out.splitlines()
    assert [line.partition(": ")[2] for line in said[:-1]] == ["2 PAYMENT_CARD"] * 4
    for kind in ("gif", "webp", "apng", "tif"):
        with Image.open(tmp_path / f"out/film.{kind}") as image:
            assert getattr(image, "n_frames", 1) == 3
    assert run(["scan", str(tmp_path / "out"), "--jobs", "1"]) == 0


@pytest.fixture
def reds(monkeypatch: pytest.MonkeyPatch, command: Command) -> Command:
    """The command on a pipeline that finds what is red, without an engine."""
    monkeypatch.setattr(assembly, "load", fakes.load_red)
    return command


def red(path: Path, size: tuple[int, int] = (60, 40)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGB", size, "white")
    image.paste((255, 0, 0), (10, 10, 30, 20))
    image.save(path)
    return path


def clean(path: Path) -> bool:
    with Image.open(path) as image:
        return not (np.asarray(image.convert("RGB")) == (255, 0, 0)).all(axis=2).any()


def test_copies_beside_the_pictures(reds: Command, tmp_path: Path, screens: Screens) -> None:
    red(screens() / "till/a.png")
    ran = reds("redact", "screens", "--output", "out")
    assert ran == Ran(0, f"{tmp_path}/out/till/a.png: 1 EMAIL\n1 file redacted\n", "")
    assert clean(tmp_path / "out/till/a.png")
    assert not clean(tmp_path / "screens/till/a.png")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700


def test_in_place(reds: Command, tmp_path: Path, screens: Screens) -> None:
    red(screens() / "a.png").chmod(0o640)
    red(tmp_path / "else/b.png")
    (tmp_path / "screens/b.png").symlink_to(tmp_path / "else/b.png")
    ran = reds("redact", "screens", "--in-place")
    assert ran.code == 3
    assert ran.err == "screenpii: b.png: not redacted: a link leads out of the folder\n"
    assert clean(tmp_path / "screens/a.png")
    assert (tmp_path / "screens/a.png").stat().st_mode & 0o777 == 0o640
    assert not clean(tmp_path / "else/b.png")
    assert files(tmp_path) == ["else/b.png", "screens/a.png", "screens/b.png"]


def test_what_remains_is_exit_1_and_told_masked(
    reds: Command, tmp_path: Path, screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembly, "load", fakes.load)
    Image.new("RGB", (60, 40), "white").save(screens("a.png") / "exposed.png")
    ran = reds("redact", "screens", "-o", "out")
    assert ran.code == 1
    assert ran.out == f"{tmp_path}/out/a.png: nothing to paint over\n1 file redacted, 1 not\n"
    assert ran.err == (
        "screenpii: exposed.png: not redacted: still found after painting over (PAYMENT_CARD •••• •••• •••• 4242)\n"
    )
    assert files(tmp_path / "out") == ["a.png"]


def test_a_fault_costs_one_file(
    reds: Command, tmp_path: Path, screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembly, "load", fakes.load)
    ran = reds("redact", screens("fault.png", "a.png", "hang.png"), "-o", "out", "--timeout", "3")
    assert ran.code == 3
    assert ran.err.splitlines() == [
        "screenpii: fault.png: not redacted: failed: ValueError",
        "screenpii: hang.png: not redacted: took longer than 3 s",
    ]
    assert files(tmp_path / "out") == ["a.png"]
    assert fakes.SECRET not in ran.out + ran.err


def test_a_folder_in_the_way_costs_one_file(reds: Command, tmp_path: Path, screens: Screens) -> None:
    red(screens() / "a.png")
    red(tmp_path / "screens/b.png")
    (tmp_path / "out/a.png").mkdir(parents=True)
    ran = reds("redact", "screens", "-o", "out", "--force")
    assert ran.code == 3
    assert ran.err == "screenpii: a.png: not redacted: cannot be written (a folder, not a file)\n"
    assert files(tmp_path / "out") == ["b.png"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "name a folder for the copies by --output, or ask for --in-place; not both"),
        (["-o", "out", "--in-place"], "name a folder for the copies by --output, or ask for --in-place; not both"),
        (["-o", "screens"], "screens: is in, or holds, the scanned folder screens"),
        (["-o", "screens/out"], "screens/out: is in, or holds, the scanned folder screens"),
        (["-o", "nowhere/out"], "nowhere/out: cannot be written (no such file or directory)"),
        (["-o", "full"], "full/a.png: exists already, one of 2 such files; --force replaces what is there"),
        (["-o", "out", "--style", "blurr"], "unknown style 'blurr'; did you mean 'blur'?"),
        (["-o", "out", "--types", "EMIAL"], "unknown entity type 'EMIAL'; did you mean 'EMAIL'?"),
    ],
)
def test_wrong_usage_is_one_line_before_anything_is_read(
    reds: Command, tmp_path: Path, screens: Screens, options: list[str], message: str
) -> None:
    screens("a.png", "b.png")
    for name in ("a.png", "b.png"):
        (tmp_path / "full").mkdir(exist_ok=True)
        (tmp_path / "full" / name).write_text("mine")
    ran = reds("redact", "screens", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert message in ran.err
    assert (tmp_path / "full/a.png").read_text() == "mine"


def test_a_picture_is_not_replaced_by_its_own_copy(reds: Command, tmp_path: Path, screens: Screens) -> None:
    before = red(screens() / "a.png").read_bytes()
    ran = reds("redact", "screens/a.png", "-o", "screens", "--force")
    assert ran.code == 2
    assert "is one of the pictures themselves; --in-place replaces them" in ran.err
    assert (tmp_path / "screens/a.png").read_bytes() == before


@pytest.mark.parametrize("style", ["blur", "pixelate"])
def test_soft_styles_warn(reds: Command, screens: Screens, style: str) -> None:
    ran = reds("redact", screens("a.png"), "-o", "out", "--style", style)
    assert (ran.code, ran.err) == (
        0,
        f"screenpii: --style {style} can be undone by those who try; only solid cannot\n",
    )


def test_copies_keep_the_folders_below_what_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever the screens are called in reports; other files are counted."""
    monkeypatch.setattr(assembly, "load", fakes.load_red)
    monkeypatch.setattr(assembly, "describe", fakes.describe)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "screenpii.toml").touch()
    (tmp_path / "web/shots/till").mkdir(parents=True)
    (tmp_path / "web/shots/notes.txt").write_text("text")
    Image.new("RGB", (30, 30), "white").save(tmp_path / "web/shots/till/a.png")
    assert run(["redact", "web/shots", "-o", "out"]) == 0
    assert files(tmp_path / "out") == ["till/a.png"]
    assert capfd.readouterr().out.splitlines()[-1] == "1 file redacted; 1 other file not looked at"
