"""The pre-commit hook, by pre-commit itself, which clones this checkout and installs it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from tests.recipes.conftest import ROOT, Run

Git = Callable[..., CompletedProcess[str]]


@pytest.fixture
def git(run: Run, tmp_path: Path) -> Iterator[Git]:
    """Run git or pre-commit in the folder of a shop, without the settings of whoever runs the tests."""
    (tmp_path / "shop").mkdir()
    who = {f"GIT_{role}_{what}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home"), "GIT_CONFIG_GLOBAL": "/dev/null"}
    yield partial(run, tmp_path / "shop", **who, **home)
    shutil.rmtree(tmp_path / "home")  # pytest keeps its folders, and this one has hundreds of megabytes


def released(git: Git, folder: Path) -> str:
    """The commit of this checkout, as it is now, in a repository made for it."""
    here = ("git", f"--git-dir={folder}", f"--work-tree={ROOT}")
    for step in (["init", "--quiet"], ["add", "--all", str(ROOT)], ["commit", "--quiet", "--message=release"]):
        assert git(*here, *step).returncode == 0
    return git(*here, "rev-parse", "HEAD").stdout.strip()


@pytest.mark.slow
def test_stops_a_commit_that_shows_customers(git: Git, tmp_path: Path) -> None:
    shop, hook = tmp_path / "shop", tmp_path / "hook.git"
    repo = {"repo": str(hook), "rev": released(git, hook), "hooks": [{"id": "screenpii"}]}
    (shop / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [repo]}))
    git("git", "init", "--quiet")
    assert git("pre-commit", "install").returncode == 0

    shutil.copy(ROOT / "samples/pos-checkout.png", shop / "screen.png")
    git("git", "add", ".")
    stopped = git("git", "commit", "--message=shows")
    assert stopped.returncode == 1
    assert "screen.png\n" in stopped.stderr
    assert "PERSON_NAME" in stopped.stderr

    shutil.copy(ROOT / "samples/staff-schedule.png", shop / "screen.png")
    git("git", "add", ".")
    passed = git("git", "commit", "--message=shows nobody")
    assert passed.returncode == 0, passed.stderr
    assert git("git", "log", "--format=%s").stdout == "shows nobody\n"
    assert list((tmp_path / "home").glob("repo*/py_env-*/bin/screenpii"))
