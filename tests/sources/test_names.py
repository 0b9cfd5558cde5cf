"""A screen has one name, whatever was named, and no two files have the same."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from screenpii.sources import Item
from screenpii.sources.walk import Found, find
from screenpii.types import Location
from tests.sources.test_walk import make

FILES = ("a.png", "web/shots/a.png", "web/shots/deep/b.png", "web/other/a.png")


def named(found: Found) -> dict[str, str]:
    """The real path of each name."""
    return {item.source: os.path.realpath(item.path) for item in found.items if isinstance(item, Item)}


def ways(root: Path) -> list[list[Path]]:
    """What may be named on a command line, in the current folder or by absolute paths."""
    return [
        [Path(".")],
        [root],
        [Path("web/shots"), Path("web/other"), Path("a.png")],
        [Path(file) for file in FILES],
        [root / file for file in reversed(FILES)],
        [Path("web/../web/shots"), Path("web")],
        [Path("link/shots"), Path("link/other"), Path("a.png")],
    ]


@pytest.mark.parametrize("anchor", ["configuration", "repository", "worktree"])
@pytest.mark.parametrize("number", range(7))
def test_one_name_whatever_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anchor: str, number: int) -> None:
    root = make(tmp_path / "project", *FILES)
    (root / "link").symlink_to("web")
    if anchor == "repository":
        (root / ".git").mkdir()
    if anchor == "worktree":
        (root / ".git").write_text("gitdir: elsewhere\n")
    monkeypatch.chdir(root)
    project = root if anchor == "configuration" else None
    found = named(find(ways(root)[number], project=project))
    every = {file: os.path.realpath(root / file) for file in FILES}
    assert found == {name: path for name, path in every.items() if name in found}
    assert len(found) == (3 if number == 5 else 4)


def test_from_a_folder_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, *FILES)
    monkeypatch.chdir(tmp_path / "web")
    assert set(named(find([Path("shots"), Path("../a.png")], project=tmp_path))) == {*FILES[:3]}


def test_through_a_link_to_the_project(tmp_path: Path) -> None:
    make(tmp_path / "real", *FILES)
    (tmp_path / "link").symlink_to("real")
    for project, root in (("real", "link"), ("link", "real"), ("link", "link")):
        found = find([tmp_path / root / "web"], project=tmp_path / project)
        assert set(named(found)) == {*FILES[1:]}


def test_what_a_link_leads_to_outside_is_named_as_it_is_reached(tmp_path: Path) -> None:
    make(tmp_path, "out/x.png", "in/y.png")
    (tmp_path / "in" / "more").symlink_to(tmp_path / "out")
    for roots in (["in"], ["in/more", "in/y.png"]):
        found = find([tmp_path / root for root in roots], project=tmp_path / "in")
        assert set(named(found)) == {"more/x.png", "y.png"}


def test_a_file_that_is_reached_twice_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "b/x.png")
    (tmp_path / "a").symlink_to("b")
    assert [item.source for item in find([tmp_path / "a", tmp_path / "b"], project=tmp_path).items] == ["b/x.png"]


@pytest.mark.parametrize(
    ("roots", "expected"),
    [
        (["one", "two"], {"one/shots/x.png", "two/shots/x.png"}),
        (["one", "out"], {"shots/x.png", "x.png"}),
        (["one/shots/x.png", "out/x.png"], {"shots/x.png", "out/x.png"}),
        (["one/x.png", "out"], {"x.png", "out/x.png"}),
        (["one/x.png", "out", "other/out"], None),
    ],
)
def test_no_two_files_have_one_name(tmp_path: Path, roots: Sequence[str], expected: set[str] | None) -> None:
    make(tmp_path, "one/shots/x.png", "two/shots/x.png", "out/x.png", "other/out/x.png", "one/x.png")
    (tmp_path / "one" / "x.png").unlink() if "one" in roots else None
    for repository in ("one", "two"):
        (tmp_path / repository / ".git").mkdir()
    found = named(find([tmp_path / root for root in roots]))
    assert len(set(found.values())) == len(found) == len(roots)
    assert expected is None or set(found) == expected


def test_bytes_and_what_only_looks_like_them(tmp_path: Path) -> None:
    for name in (b"\xff.png", b"\\xff.png", b"\\x5cxff.png", b"\\y.png"):
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_bytes(b"x")
    found = [item.source for item in find([tmp_path]).items]
    assert sorted(found) == ["\\x5cx5cxff.png", "\\x5cxff.png", "\\xff.png", "\\y.png"]


def test_globs_mean_the_name_or_the_path_below_what_was_named(tmp_path: Path) -> None:
    make(tmp_path, *FILES)
    for glob in ("deep/*", "web/shots/deep/*", "deep"):
        found = find([tmp_path / "web/shots"], exclude=[glob], project=tmp_path)
        assert [item.source for item in found.items] == ["web/shots/a.png"]
    for glob in ("a.png", "web/shots/a.*"):
        found = find([tmp_path / "web/shots"], include=[glob], project=tmp_path)
        assert [item.source for item in found.items] == ["web/shots/a.png"]


def test_where_the_files_lie(tmp_path: Path) -> None:
    """Paths are below the repository, in which the configuration may lie deeper; what lies outside names its folder."""
    make(tmp_path, "repo/web/shots/a.png", "repo/b.png", "out/shots/c.png")
    (tmp_path / "repo" / ".git").mkdir()
    found = find([tmp_path / "repo", tmp_path / "out"], project=tmp_path / "repo/web")
    out = str(tmp_path / "out")
    assert {item.source: item.file for item in found.items} == {
        "b.png": Location("b.png", "", "b.png"),
        "shots/a.png": Location("web/shots/a.png", "", "web/shots/a.png"),
        "shots/c.png": Location("shots/c.png", out, "shots/c.png"),
    }


def test_the_store_of_a_repository_is_no_folder_of_screens(tmp_path: Path) -> None:
    make(tmp_path, ".git/lfs/old.png", "a.png", "notes.txt")
    found = find([tmp_path])
    assert (list(named(found)), found.others) == (["a.png"], 1)
