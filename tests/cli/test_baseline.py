"""`screenpii keys` and `screenpii baseline`, on the fake pipeline."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

Command = Callable[..., Ran]
Screens = Callable[..., Path]


@pytest.fixture
def keyed(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    key = command("keys", "new").out.strip()
    monkeypatch.setenv("SCREENPII_KEY", key)


def test_a_new_key_is_its_owners_alone(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "key"
    assert command("keys", "new", file).code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = command("keys", "new", file)
    assert (again.code, "is there already" in again.err) == (2, True)


def test_a_key_that_others_may_read_is_refused(command: Command, screens: Screens, tmp_path: Path) -> None:
    file = tmp_path / "key"
    command("keys", "new", file)
    file.chmod(0o644)
    (tmp_path / "screenpii.toml").write_text('key = "key"\n')
    ran = command("scan", screens("a.png"))
    assert (ran.code, "others may read this key" in ran.err) == (2, True)


def test_a_run_without_a_key_says_so(command: Command, screens: Screens) -> None:
    assert "will not match the next one's" in command("scan", screens("a.png")).out


@pytest.mark.usefixtures("keyed")
def test_accept_check_prune(command: Command, screens: Screens, tmp_path: Path) -> None:
    folder = screens("exposed.png", "fine.png")
    assert "will not match" not in command("scan", folder).out
    made = command("baseline", "create", folder, "--reason", "demo", "--owner", "anna")
    assert made.out == ".screenpii-baseline.yaml: 1 accepted, 1 in all\n"
    assert command("baseline", "create", folder, "--reason", "x", "--owner", "y").code == 2
    checked = command("baseline", "check", folder)
    assert (checked.code, checked.out) == (0, "1 accepted, 0 not\n")
    assert command("scan", folder, "--baseline", ".screenpii-baseline.yaml").code == 0
    assert "4242 4242" not in (tmp_path / ".screenpii-baseline.yaml").read_text()
    (folder / "exposed.png").rename(folder / "renamed.png")
    screens("exposed.png")
    (folder / "exposed.png").unlink()
    assert command("baseline", "prune", folder).out == ".screenpii-baseline.yaml: 0 taken out, 1 left\n"


@pytest.mark.usefixtures("keyed")
def test_an_expired_entry_counts_again(command: Command, screens: Screens) -> None:
    folder = screens("exposed.png")
    command("baseline", "create", folder, "--reason", "demo", "--owner", "anna", "--expires", "2020-01-31")
    checked = command("baseline", "check", folder)
    assert checked.code == 1
    assert "new: exposed.png: PAYMENT_CARD" in checked.out
    assert "expired: exposed.png: PAYMENT_CARD" in checked.out
    scanned = command("scan", folder, "--baseline", ".screenpii-baseline.yaml")
    assert (scanned.code, "1 entries have expired" in scanned.out) == (1, True)
    assert "1 taken out, 0 left" in command("baseline", "prune", folder).out


WAYS = (["."], ["web"], ["web/shots"], ["web/shots/exposed.png"], ["web/shots/fine.png", "web/shots/exposed.png"])


def project(screens: Screens, tmp_path: Path) -> Path:
    """A folder that is a repository, with screens two folders below, from which commands are called."""
    folder = screens("exposed.png", "fine.png")
    (tmp_path / "web").mkdir()
    folder.rename(tmp_path / "web/shots")
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.mark.usefixtures("keyed")
@pytest.mark.parametrize("made", WAYS)
def test_one_baseline_whatever_is_named(command: Command, screens: Screens, tmp_path: Path, made: list[str]) -> None:
    root = project(screens, tmp_path)
    assert command("scan", ".").code == 1
    assert command("baseline", "create", *made, "--reason", "demo", "--owner", "anna").code == 0
    for named in (*WAYS, [str(root / "web/shots")]):
        assert command("scan", *named, "--baseline", ".screenpii-baseline.yaml").code == 0
        assert command("baseline", "check", *named).code == 0
        assert command("baseline", "prune", *named).out == ".screenpii-baseline.yaml: 0 taken out, 1 left\n"


@pytest.mark.usefixtures("keyed")
def test_a_baseline_of_the_configuration_from_any_folder(
    command: Command, screens: Screens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(screens, tmp_path)
    command("baseline", "create", ".", "--reason", "demo", "--owner", "anna", "--file", "known.yaml")
    (root / "screenpii.toml").write_text('baseline = "known.yaml"\n')
    for folder in (root, root / "web", root / "web/shots"):
        monkeypatch.chdir(folder)
        assert command("scan", ".").code == 0


@pytest.mark.usefixtures("keyed")
def test_an_old_baseline_is_read_and_written_anew(command: Command, screens: Screens, tmp_path: Path) -> None:
    root = project(screens, tmp_path)
    command("baseline", "create", "web/shots", "--reason", "demo", "--owner", "anna")
    file = root / ".screenpii-baseline.yaml"
    text = file.read_text().replace("screen: web/shots/exposed.png", "screen: exposed.png")
    file.write_text(text.replace("screenpii/baseline/2", "screenpii/baseline/1"))
    for named in (["web/shots"], ["web/shots/exposed.png"], ["."]):
        assert command("scan", *named, "--baseline", file).code == 0
    updated = command("baseline", "update", ".", "--reason", "x", "--owner", "y")
    assert updated.out == ".screenpii-baseline.yaml: 0 accepted, 1 in all\n"
    assert "screen: web/shots/exposed.png" in file.read_text()
    assert "old_name" not in file.read_text()
    assert "baseline/2" in file.read_text()


def test_a_baseline_needs_a_key(command: Command, screens: Screens) -> None:
    ran = command("baseline", "create", screens("exposed.png"), "--reason", "x", "--owner", "y")
    assert (ran.code, "a baseline needs a key" in ran.err) == (2, True)
