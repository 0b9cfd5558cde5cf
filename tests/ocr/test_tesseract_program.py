"""How the Tesseract program is called: what is missing is told, and nothing of a screen stays on the disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytesseract.pytesseract as library
import pytest

from benchmarks.reading import load
from screenpii import ocr
from screenpii.config import Settings
from screenpii.errors import MissingEngineError, UnreadableError
from screenpii.ocr.tesseract import Tesseract, program
from screenpii.types import Frame

ROOT = Path(__file__).parents[2]
SETTINGS = Settings(engine="tesseract")
WHITE = cv2.imencode(".png", np.full((60, 200), 255, np.uint8))[1].tobytes()
StandIn = Callable[[str], Path]
# A process that reads a screen with a program that stands in for Tesseract, and with a folder that stands for memory.
READER = """
import sys
from pathlib import Path
import pytesseract.pytesseract as library
from screenpii import scratch
from screenpii.ocr.tesseract import program
library.tesseract_cmd, scratch.MEMORY_FOLDER = sys.argv[1], Path(sys.argv[2])
program.hocr(b"4242 4242 4242 4242", "eng", 6, 600)
"""

pytestmark = pytest.mark.usefixtures("memory")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Puts a shell script in the program's place."""

    def put(script: str) -> Path:
        path = tmp_path / "tesseract"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o700)
        monkeypatch.setattr(library, "tesseract_cmd", str(path))
        return path

    return put


def left(memory: Path) -> list[Path]:
    """The files and folders in memory and on the disk."""
    return [*memory.rglob("*"), *Path(tempfile.gettempdir()).rglob("*")]


def test_without_pytesseract_one_line_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", None)
    message = "the engine tesseract is missing: pip install 'screenpii[tesseract]'"
    with pytest.raises(MissingEngineError) as error:
        ocr.create(SETTINGS)
    assert (str(error.value), Tesseract.version()) == (message, "")


@pytest.mark.parametrize("script", ["", "echo tesseract 3.02", "echo no version at all"])
def test_without_the_program_or_with_one_that_is_too_old_it_is_to_be_installed(stand_in: StandIn, script: str) -> None:
    path = stand_in(script)
    if not script:
        path.unlink()
    assert (Tesseract.check(), Tesseract.version()) == (program.INSTALL_PROGRAM, "")
    with pytest.raises(MissingEngineError, match="apt-get install tesseract-ocr"):
        ocr.create(SETTINGS)


def test_the_version_is_the_program_s() -> None:
    told = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=True).stdout
    assert Tesseract.check() == ""
    assert told.startswith(f"tesseract {Tesseract.version()}")


def test_languages_that_pytesseract_does_not_list_are_left_to_the_program() -> None:
    assert program.languages(["eng", "script/Latin"]) == "eng+script/Latin"


def test_the_files_are_private_in_memory_and_gone_afterwards(stand_in: StandIn, memory: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    stand_in(f'stat -c "%a %n" "$(dirname "$1")" "$1" "$(dirname "$2")" >> {notes}\nexec tesseract "$@"')
    pixels = load(ROOT / "samples" / "pos-fuel.json")[1]
    reader = ocr.create(SETTINGS)
    notes.unlink()  # of the question for the languages
    assert len(reader.read(Frame("page", pixels))) > 20
    folder, image, output = (line.split() for line in notes.read_text().splitlines()[:3])
    assert folder == output == ["700", folder[1]]
    assert Path(folder[1]).parent == memory
    assert Path(image[1]).parent == Path(folder[1])
    assert left(memory) == []


def test_a_program_that_fails_makes_the_frame_unreadable(stand_in: StandIn, memory: Path) -> None:
    stand_in("echo '4242 4242' >&2; exit 3")
    with pytest.raises(UnreadableError) as error:
        program.hocr(WHITE, "eng", 6, 60)
    assert str(error.value) == "Tesseract failed with status 3"
    assert left(memory) == []


def test_a_program_that_hangs_makes_the_frame_unreadable(stand_in: StandIn, memory: Path) -> None:
    stand_in("exec sleep 600")
    with pytest.raises(UnreadableError, match=r"Tesseract took more than 0\.1 seconds"):
        program.hocr(WHITE, "eng", 6, 0.1)
    assert left(memory) == []


@pytest.mark.parametrize("before", [None, "7"])
def test_the_program_has_one_thread_and_the_environment_stays_as_it_was(
    stand_in: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.delenv(program.THREADS_VARIABLE, raising=False)
    if before:
        monkeypatch.setenv(program.THREADS_VARIABLE, before)
    environment = dict(os.environ)
    stand_in(f'echo "${program.THREADS_VARIABLE}" > {tmp_path}/threads\nexec tesseract "$@"')
    program.hocr(WHITE, "eng", 6, 60)
    assert (tmp_path / "threads").read_text() == "1\n"
    assert dict(os.environ) == environment


def test_what_a_killed_process_left_is_gone_when_the_engine_is_next_loaded(
    stand_in: StandIn, memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    os.mkfifo(started)
    path = stand_in(f"echo started > {started}\nexec sleep 600")
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, path, memory],
        env={**os.environ, "PYTHONPATH": str(ROOT / "scanner")},
        start_new_session=True,
    )
    assert started.read_text() == "started\n"  # waits until the program runs
    os.killpg(reader.pid, signal.SIGKILL)
    reader.wait()
    assert [file.read_bytes() for file in memory.rglob("*.png")] == [b"4242 4242 4242 4242"]
    monkeypatch.setattr(library, "tesseract_cmd", "tesseract")
    ocr.create(SETTINGS)
    assert left(memory) == []
