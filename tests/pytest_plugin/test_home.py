"""Where names of screenshots begin, and where their files lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from screenpii.pytest_plugin.home import Home
from screenpii.types import Location


@pytest.mark.parametrize(
    ("project", "name", "location"),
    [
        ("repo", "web/tests/a.png", Location("web/tests/a.png", below="a.png")),
        ("repo/web", "tests/a.png", Location("web/tests/a.png", below="a.png")),
        ("repo/web/tests", "a.png", Location("web/tests/a.png", below="a.png")),
        (None, "web/tests/a.png", Location("web/tests/a.png", below="a.png")),
    ],
)
def test_in_a_repository(tmp_path: Path, project: str | None, name: str, location: Location) -> None:
    root = tmp_path / "repo/web/tests"
    root.mkdir(parents=True)
    (tmp_path / "repo/.git").mkdir()
    home = Home(root, tmp_path / project if project else None)
    assert home.name(str(root / "a.png")) == name
    assert home.location(name) == location
    assert home.name(str(tmp_path / "elsewhere.png")) == home.name("") == ""


def test_in_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real/tests").mkdir(parents=True)
    (tmp_path / "link").symlink_to("real")
    monkeypatch.chdir(tmp_path / "real")
    home = Home(tmp_path / "link/tests", None)
    for path in ("tests/a.png", str(tmp_path / "link/tests/a.png"), "../link/tests/../tests/a.png"):
        assert home.name(path) == "a.png"
    assert home.location("a.png") == Location("a.png", below="a.png")
