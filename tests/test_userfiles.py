"""Files that users name: a device, a pipe or a flood is one line of complaint, wherever it is named."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from screenpii import addresses, baseline, config, keys, userfiles
from screenpii.cli import run
from screenpii.config import Pages
from screenpii.errors import UsageError
from screenpii.policy import pack
from screenpii.sources import web

SAMPLES = Path(__file__).parent.parent / "samples"
OPENERS: dict[str, Callable[[Path], object]] = {
    "baseline": lambda path: baseline.load(path, "k1:12345678", date(2026, 1, 1)),
    "pack": lambda path: pack.read(path, frozenset()),
    "configuration": lambda path: config.load(Path("/"), path),
    "key": lambda path: keys.find(str(path)),
    "list of pages": addresses.listed,
    "storage state": lambda path: web.shots(["http://localhost/"], Pages(storage_state=str(path))),
}


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCREENPII_KEY", raising=False)


@pytest.mark.parametrize("name", OPENERS)
@pytest.mark.parametrize("kind", ["/dev/zero", "/dev/random", "pipe", "socket", "folder", "nothing"])
def test_only_regular_files_are_read(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / kind if not kind.startswith("/") else Path(kind)
    if kind == "pipe":
        os.mkfifo(path)
    if kind == "folder":
        path.mkdir()
    with socket.socket(socket.AF_UNIX) as sock:
        if kind == "socket":
            sock.bind(os.fspath(path))
        with pytest.raises(UsageError, match=r"cannot be read \(") as caught:
            OPENERS[name](path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", OPENERS)
def test_no_more_is_read_than_the_limit(tmp_path: Path, name: str) -> None:
    path = tmp_path / "large"
    with open(path, "wb") as file:
        file.truncate(10**12)  # a hole: it takes no room on the disk, and would take all of the memory
    path.chmod(0o600)
    with pytest.raises(UsageError, match=r"large: larger than [\d,]+ bytes"):
        OPENERS[name](path)


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a\r\nb")
    assert userfiles.read_text(path, 4) == "a\nb"
    with pytest.raises(UsageError, match="larger than 3 bytes"):
        userfiles.read_text(path, 3)
    path.write_bytes(b"\xff")
    with pytest.raises(UsageError, match="not UTF-8"):
        userfiles.read_text(path, 4)


def test_the_command_says_so_in_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    for options in (["--config", "/dev/zero"], ["--baseline", "/dev/zero"], ["--policy", "/dev/random"]):
        assert run(["scan", str(SAMPLES / "kiosk-locker.png"), *options]) == 2
        said = f"screenpii: {options[1]}: cannot be read (not a regular file)\n"
        assert capfd.readouterr() == ("", said)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = " + "[" * 20_000, "nested too deeply"),
        ("jobs = " + "9" * 5_000, "a number that is too long"),
    ],
)
def test_hostile_configurations(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "screenpii.toml"
    file.write_text(text)
    with pytest.raises(UsageError, match=rf"screenpii\.toml: not valid TOML: {words}"):
        config.load(tmp_path)
