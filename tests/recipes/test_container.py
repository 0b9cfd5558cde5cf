"""The Containerfile, as far as that can be seen without building it."""

from __future__ import annotations

import json
import tomllib
from pathlib import PurePosixPath

from tests.recipes.conftest import ROOT
from tests.recipes.documents import section

FILE = (ROOT / "Containerfile").read_text("utf-8")
STEPS = [(word, rest) for word, _, rest in (line.partition(" ") for line in FILE.splitlines()) if word.isupper()]
IGNORED = [line for line in (ROOT / ".containerignore").read_text("utf-8").splitlines() if line[:1] not in ("", "#")]


def rests(word: str) -> list[str]:
    return [rest for one, rest in STEPS if one == word]


def copied() -> dict[str, str]:
    """Where each path of the checkout goes."""
    found: dict[str, str] = {}
    for *sources, target in (rest.split() for rest in rests("COPY")):
        found |= {one: target + PurePosixPath(one).name if target.endswith("/") else target for one in sources}
    return found


def test_the_base_is_given_from_outside() -> None:
    name, _, default = rests("ARG")[0].partition("=")
    assert (STEPS[0][0], rests("FROM")) == ("ARG", [f"${{{name}}}"])
    assert f"--build-arg {name}=" in section("container")
    assert f"`{default.removeprefix('docker.io/library/')}`" in section("container")


def test_the_command_runs_as_somebody_without_rights() -> None:
    assert rests("USER") == ["screenpii"]
    words = [word for word, _ in STEPS]
    assert words.index("USER") > max(place for place, word in enumerate(words) if word == "RUN")
    assert [json.loads(rest) for rest in rests("ENTRYPOINT")] == [["screenpii"]]
    assert f":{rests('WORKDIR')[0]}" in section("container")


def test_what_is_copied_is_there_and_is_all_that_the_build_sees() -> None:
    assert IGNORED[0] == "*"
    assert sorted(line.removeprefix("!") for line in IGNORED if line.startswith("!")) == sorted(copied())
    assert [path for path in copied() if not (ROOT / path).exists()] == []


def test_what_the_wheel_is_made_of_is_copied_to_its_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["packages"], *wheel["force-include"], project["project"]["readme"]}
    needed |= {*project["project"]["license-files"], "pyproject.toml", "constraints.txt"}
    assert copied() == {path: str(PurePosixPath("/src", path)) for path in needed}
