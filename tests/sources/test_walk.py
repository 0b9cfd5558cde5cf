"""What is found, under which name; nothing blocks, loops or is left out silently."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from screenpii.config import Settings
from screenpii.errors import UsageError
from screenpii.sources import Item, frames
from screenpii.sources.walk import find
from screenpii.types import Frame, Skipped


def items(*paths: Path, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[Item | Skipped]:
    return find(paths, include, exclude).items


def names(*paths: Path, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[str]:
    return [found.source for found in items(*paths, include=include, exclude=exclude)]


def make(root: Path, *files: str) -> Path:
    for file in files:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return root


def test_a_folder_is_searched_sorted_for_known_suffixes(tmp_path: Path) -> None:
    make(tmp_path, "b.png", "a/z.JPG", "a/b/c.tiff", "notes.txt", "a.gif", "c")
    assert names(tmp_path) == ["a/b/c.tiff", "a/z.JPG", "a.gif", "b.png"]


def test_a_named_file_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    make(tmp_path, "screen.dat")
    assert items(tmp_path / "screen.dat") == [Item("screen.dat", tmp_path / "screen.dat")]
    assert names(tmp_path / "screen.dat", exclude=("*.dat",)) == ["screen.dat"]


def test_frames_know_the_path_below_what_was_named(tmp_path: Path) -> None:
    (tmp_path / "shots/till").mkdir(parents=True)
    Image.new("RGB", (8, 8)).save(tmp_path / "shots/till/a.png")
    (item,) = find([tmp_path / "shots"], project=tmp_path).items
    assert isinstance(item, Item)
    (frame,) = frames(item, Settings())
    assert isinstance(frame, Frame)
    assert (frame.source, frame.below) == ("shots/till/a.png", "till/a.png")


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "a.png", "b.png")
    assert names(tmp_path / "b.png", tmp_path) == ["b.png", "a.png"]


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        (("*.png",), (), ["a.png", "in/deep/d.png"]),
        (("in/*",), (), ["in/b.jpg", "in/deep/d.png"]),
        (("/in/*.*",), (), ["in/b.jpg"]),
        (("in/*", "!d.png"), (), ["in/b.jpg"]),
        (("**/*.jpg",), (), ["c.jpg", "in/b.jpg"]),
        ((), ("in",), ["a.png", "c.jpg"]),
        ((), ("deep/", "c.*"), ["a.png", "in/b.jpg"]),
        (("*.png", "*.jpg"), ("in/*.jpg",), ["a.png", "c.jpg", "in/deep/d.png"]),
        (("[ab].*",), (), ["a.png", "in/b.jpg"]),
    ],
)
def test_globs(tmp_path: Path, include: tuple[str, ...], exclude: tuple[str, ...], expected: list[str]) -> None:
    make(tmp_path, "a.png", "c.jpg", "in/b.jpg", "in/deep/d.png")
    assert names(tmp_path, include=include, exclude=exclude) == expected


@pytest.mark.parametrize(
    "pattern",
    ["old/*", "old/*.png", "/a.png", "old/", "old", "**/a.png", "old/**", "!a.png", "a?b/", "[!a]*.png", "#a"],
)
def test_exclude_leaves_out_what_git_ignores(tmp_path: Path, pattern: str) -> None:
    files = ("a.png", "b.png", "old/a.png", "old/a/b.png", "in/old/a.png", "a-b/c.png")
    make(tmp_path / "shots", *files)
    subprocess.run(["git", "init", "-q", tmp_path / "shots"], check=True)
    (tmp_path / "shots" / ".git" / "info" / "exclude").write_text(pattern)
    command = ["git", "-C", str(tmp_path / "shots"), "check-ignore", *files]
    ignored = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    assert {*names(tmp_path / "shots", exclude=(pattern,))} == set(files) - {*ignored}


def test_a_pattern_that_is_none(tmp_path: Path) -> None:
    make(tmp_path, "a.png")
    with pytest.raises(UsageError, match=r"--include or --exclude: .*'!'"):
        names(tmp_path, exclude=("!",))


def test_clashing_names_get_their_roots_name(tmp_path: Path) -> None:
    make(tmp_path, "one/x.png", "two/x.png", "two/y.png")
    assert names(tmp_path / "one", tmp_path / "two") == ["one/x.png", "two/x.png", "two/y.png"]
    assert names(tmp_path / "one" / "x.png", tmp_path / "two" / "x.png") == ["one/x.png", "two/x.png"]


def test_clashing_roots_get_their_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "p/shots/x.png", "q/shots/x.png")
    monkeypatch.chdir(tmp_path)
    assert names(Path("p/shots"), Path("q/shots")) == ["p/shots/x.png", "q/shots/x.png"]


def test_link_loops_end_and_a_real_path_goes_before_a_link(tmp_path: Path) -> None:
    make(tmp_path, "z/x.png")
    (tmp_path / "a_link").symlink_to(tmp_path / "z")
    (tmp_path / "z" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "self.png").symlink_to(tmp_path / "self.png")
    assert names(tmp_path) == ["self.png", "z/x.png"]
    assert isinstance(items(tmp_path)[0], Skipped)


def test_links_to_files_and_to_folders_elsewhere_are_followed(tmp_path: Path) -> None:
    make(tmp_path, "out/x.png", "in/y.png")
    (tmp_path / "in" / "more").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "z.png").symlink_to(tmp_path / "out" / "x.png")
    assert names(tmp_path / "in") == ["more/x.png", "y.png", "z.png"]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    make(tmp_path, "ok.png")
    (tmp_path / "lost.png").symlink_to(tmp_path / "nowhere")
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.png")
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(os.fspath(tmp_path / "s.png"))
        got = items(tmp_path)
    assert got == [
        Skipped("lost.png", "a broken link"),
        Item("ok.png", tmp_path / "ok.png"),
        Skipped("pipe.png", "not a regular file"),
        Skipped("s.png", "not a regular file"),
    ]
    assert items(tmp_path / "pipe.png") == [Skipped("pipe.png", "not a regular file")]
    assert items(Path("/dev/null")) == [Skipped("null", "not a regular file")]


def test_nothing_special_is_opened_to_look_at_it(tmp_path: Path) -> None:
    make(tmp_path, "a.png")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "lost").symlink_to("nowhere")
    found = find([tmp_path])
    assert (found.items, found.others) == ([Item("a.png", tmp_path / "a.png")], 3)


def test_no_more_than_the_first_bytes_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.png")
    (tmp_path / "log").write_bytes(b"x" * 100_000)
    read, asked = os.read, list[int]()

    def noted(file: int, size: int) -> bytes:
        asked.append(size)
        return read(file, size)

    monkeypatch.setattr(os, "read", noted)
    assert find([tmp_path]).others == 1
    assert asked == [32]


def test_a_file_that_may_not_be_looked_at_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.png", "locked")
    real = os.open

    def deny(path: Path, *options: int) -> int:  # root reads everything, so chmod would not deny
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *options)

    monkeypatch.setattr(os, "open", deny)
    assert items(tmp_path)[1:] == [Skipped("locked", "permission denied")]


def test_an_unreadable_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.png", "locked/b.png")
    listdir = os.listdir

    def deny(path: Path) -> list[str]:  # root reads everything, so chmod would not deny
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return listdir(path)

    monkeypatch.setattr(os, "listdir", deny)
    assert items(tmp_path) == [Item("a.png", tmp_path / "a.png"), Skipped("locked", "permission denied")]
    assert items(tmp_path / "locked") == [Skipped("locked", "permission denied")]


def test_a_folder_without_images(tmp_path: Path) -> None:
    make(tmp_path, "some/notes.txt", "full/a.png")
    with pytest.raises(UsageError, match=r"no images in .*some \(looked for AVIF, .*; 1 other file not looked at\)"):
        find([tmp_path / "full", tmp_path / "some"])
    with pytest.raises(UsageError, match="that --include and --exclude let through"):
        find([tmp_path / "full"], exclude=["*.png"])


@pytest.mark.parametrize("path", ["nowhere", "file.png/below", "lost"])
def test_a_path_that_does_not_exist(tmp_path: Path, path: str) -> None:
    make(tmp_path, "file.png")
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match=f"{path}: no such file or folder"):
        find([tmp_path / path])


@pytest.mark.parametrize(
    ("name", "source"),
    [
        (b"new\nline.png", "new\nline.png"),
        (b"\x1b[31mred.png", "\x1b[31mred.png"),
        (b"\xff\xfe.png", "\\xff\\xfe.png"),
        ("é\u202egnp.png".encode(), "é\u202egnp.png"),
    ],
)
def test_strange_names_survive(tmp_path: Path, name: bytes, source: str) -> None:
    path = os.path.join(os.fsencode(tmp_path), name)
    Path(os.fsdecode(path)).write_bytes(b"x")
    (item,) = items(tmp_path)
    assert item == Item(source, Path(os.fsdecode(path)))
    assert item.source.encode("utf-8")


def test_a_very_deep_folder(tmp_path: Path) -> None:
    here = os.getcwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1_200):
            os.mkdir("d")
            os.chdir("d")
        Path("deep.png").write_bytes(b"x")
        assert names(tmp_path) == ["d/" * 1_200 + "deep.png"]
    finally:
        os.chdir(here)
        subprocess.run(["rm", "-r", tmp_path / "d"], check=True)  # too deep for shutil.rmtree, which pytest uses
