"""Folders for other programs' files: private, in memory, gone afterwards, also if their process was killed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from screenpii import scratch

ROOT = Path(__file__).parent.parent
# A process that writes a value into a folder, names the folder and waits for its end.
HOLDER = """
import sys
from pathlib import Path
from screenpii import scratch
scratch.MEMORY_FOLDER = Path(sys.argv[1])
with scratch.folder() as folder:
    (folder / "sheet.png").write_text("4242 4242 4242 4242")
    print(folder, flush=True)
    sys.stdin.read()
"""

pytestmark = pytest.mark.usefixtures("memory")


def held(memory: Path) -> tuple[subprocess.Popen[str], Path]:
    """A process that is alive and has a folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scanner")},
    )
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


def test_it_is_private_and_gone_at_the_end(memory: Path) -> None:
    with scratch.folder() as folder:
        assert folder.parent == memory
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "sheet.png").write_text("4242 4242 4242 4242")
    assert list(memory.iterdir()) == []


def test_it_is_gone_after_an_error(memory: Path) -> None:
    def fail() -> None:
        with scratch.folder() as folder:
            (folder / "sheet.png").write_text("4242 4242 4242 4242")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fail()
    assert list(memory.iterdir()) == []


def test_it_lies_on_the_disk_where_memory_has_no_file_system(memory: Path) -> None:
    memory.rmdir()
    with scratch.folder() as folder:
        assert folder.parent == Path(tempfile.gettempdir())


def test_it_lies_on_the_disk_where_memory_cannot_be_written(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write everywhere, so that the system's answer stands in for its modes."""
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != memory)
    with scratch.folder() as folder:
        assert folder.parent == Path(tempfile.gettempdir())


def test_what_a_killed_process_left_is_swept_and_what_a_live_one_has_is_not(memory: Path) -> None:
    (dead, left), (alive, kept) = held(memory), held(memory)
    dead.kill()
    dead.communicate()
    assert (left / "sheet.png").is_file()
    scratch.sweep()
    assert list(memory.iterdir()) == [kept]
    assert (kept / "sheet.png").is_file()
    alive.communicate("")
    assert (alive.returncode, list(memory.iterdir())) == (0, [])


def test_a_folder_of_this_process_is_not_swept_either(memory: Path) -> None:
    with scratch.folder() as folder:
        scratch.sweep()
        assert folder.is_dir()


def test_leftovers_on_the_disk_are_swept_too(tmp_path: Path) -> None:
    left = tmp_path / "disk" / f"{scratch.PREFIX}left"
    left.mkdir()
    (left / "sheet.png").touch()
    scratch.sweep()
    assert list((tmp_path / "disk").iterdir()) == []


def test_links_and_other_files_are_left_alone(memory: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "file").touch()
    (memory / f"{scratch.PREFIX}link").symlink_to(mine)
    (memory / f"{scratch.PREFIX}file").touch()
    (memory / "other").mkdir()
    scratch.sweep()
    assert len(list(memory.iterdir())) == 3
    assert (mine / "file").is_file()


def test_a_folder_that_was_swept_before_it_was_locked_is_made_again(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = tempfile.mkdtemp
    made: list[str] = []

    def swept_once(**where: object) -> str:
        made.append(make(**where))  # type: ignore[call-overload]
        if len(made) == 1:
            scratch.sweep()
        return made[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", swept_once)
    with scratch.folder() as folder:
        assert [str(folder)] == made[1:]
        assert folder.is_dir()
