"""`screenpii scan`: what it prints, writes and exits with."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from screenpii import assembly
from tests.cli import fakes
from tests.cli.conftest import Ran

ROOT = Path(__file__).parents[2]
Screens = Callable[..., Path]
Command = Callable[..., Ran]


def test_clean(screens: Screens, command: Command) -> None:
    ran = command("scan", screens("a.png", "b.png"))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out


def test_exposures(screens: Screens, command: Command) -> None:
    folder = screens("exposed.png", "a.png")
    ran = command("scan", folder)
    assert (ran.code, ran.err) == (1, "")
    assert "exposed.png" in ran.out
    assert fakes.SECRET not in ran.out
    assert command("scan", folder, "--exit-zero").code == 0


def test_exit_zero_hides_exposures_and_nothing_else(screens: Screens, command: Command) -> None:
    folder = screens("exposed.png", "fault.png")
    assert command("scan", folder).code == 1
    assert command("scan", folder, "--exit-zero").code == 3


def test_json_is_all_there_is_on_stdout(screens: Screens, command: Command) -> None:
    folder = screens("exposed.png", "fault.png")
    (folder / "bad.png").write_text("hello")
    ran = command("scan", folder, "--format", "json")
    report = json.loads(ran.out)
    assert ran.code == report["run"]["exit_code"] == 1
    assert report["tool"]["engine"] == "fake 1.0"
    assert [frame["source"] for frame in report["frames"] if frame["status"] == "skipped"] == ["bad.png", "fault.png"]
    assert ran.err.splitlines() == [
        "screenpii: bad.png: not an image of a kind that can be read",
        "screenpii: fault.png: failed: ValueError",
    ]
    assert fakes.SECRET not in ran.out + ran.err


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_run_that_could_not_read_everything_is_not_clean(screens: Screens, command: Command, form: str) -> None:
    folder = screens("a.png")
    (folder / "empty.png").touch()
    ran = command("scan", folder, "--format", form)
    assert ran.code == 3
    assert "empty file" in ran.out + ran.err
    assert "clean" not in (ran.out + ran.err).lower()
    assert command("scan", folder, "--exit-zero").code == 3


def test_outputs_are_files_beside_one_another(screens: Screens, command: Command, tmp_path: Path) -> None:
    ran = command("scan", screens("a.png"), "--format", "json", "--output", "out.json", "--report", "table=out.txt")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert json.loads((tmp_path / "out.json").read_text())["run"]["complete"] is True
    assert (tmp_path / "out.txt").read_text("utf-8")
    assert sorted(os.listdir(tmp_path)) == ["out.json", "out.txt", "screens"]


def test_a_report_beside_the_table(screens: Screens, command: Command, tmp_path: Path) -> None:
    ran = command("scan", screens("a.png"), "--report", "json=out.json")
    assert ran.out
    assert json.loads((tmp_path / "out.json").read_text())["frames"]


def many(folder: Path, count: int) -> Path:
    """The folder with so many folders in it, each with a screen that shows a card."""
    for number in range(count):
        (folder / f"{number:02}").mkdir()
        shutil.copy(folder / "exposed.png", folder / f"{number:02}" / "exposed.png")
    (folder / "exposed.png").unlink()
    return folder


def test_the_table_is_one_screenful_unless_more_is_asked_for(screens: Screens, command: Command) -> None:
    folder = many(screens("exposed.png"), 40)
    short, everything, verbose = (command("scan", folder, *more).out for more in ((), ("--all",), ("--verbose",)))
    assert short.count("PAYMENT_CARD") < 24 > short.count("\n")
    assert re.search(r"and \d+ more rows, \d+ more files: --all\n", short)
    assert (everything.count("×1 "), everything.count("1,1")) == (40, 0)
    assert (verbose.count("×1 "), verbose.count("1,1")) == (0, 40)
    for text in (everything, verbose):
        assert [n for n in range(40) if f"{n:02}/exposed.png" not in text] == []


def test_a_table_in_a_file_has_all_rows(screens: Screens, command: Command) -> None:
    folder = many(screens("exposed.png"), 40)
    command("scan", folder, "--report", "table=out.txt")
    assert Path("out.txt").read_text("utf-8").count("PAYMENT_CARD") == 40
    command("scan", folder, "--output", "out.txt", "--verbose")
    assert Path("out.txt").read_text("utf-8").count("1,1") == 40


@pytest.mark.parametrize("height", [20, 60])
def test_a_screenful_is_what_the_terminal_holds(screens: Screens, height: int) -> None:
    folder = many(screens("exposed.png"), 90)
    terminal, end = pty.openpty()
    termios.tcsetwinsize(end, (height, 100))
    with os.fdopen(terminal, "rb", buffering=0) as screen:
        told = {k: v for k, v in environment().items() if k not in ("LINES", "COLUMNS")}
        scan = subprocess.Popen(drive("scan", folder), stdout=end, stderr=subprocess.PIPE, env=told)
        os.close(end)
        drawn = b""
        with suppress(OSError):  # Linux tells the end of a terminal so
            while part := screen.read(4096):
                drawn += part
        assert (scan.wait(), scan.communicate()[1]) == (1, b"")
    assert height - 3 <= drawn.count(b"\n") < height


def test_output_to_a_device_leaves_the_device(screens: Screens, command: Command) -> None:
    assert command("scan", screens("a.png"), "--output", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_output_dash_is_stdout(screens: Screens, command: Command, tmp_path: Path) -> None:
    assert json.loads(command("scan", screens("a.png"), "--format", "json", "--output", "-").out)
    assert os.listdir(tmp_path) == ["screens"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--output", "nowhere/x.json"], "nowhere/x.json: cannot be written (no such file or directory)"),
        (["--output", "screens"], "screens: is a folder"),
        (["--output", "/proc/x"], "/proc/x: cannot be written"),
        (["--format", "jsno"], "unknown report format 'jsno'; did you mean 'json'?"),
        (["--report", "json"], "--report json: write it as FORMAT=FILE"),
        (["--types", "EMIAL"], "unknown entity type 'EMIAL'; did you mean 'EMAIL'?"),
        (["--config", "no.toml"], "no.toml: cannot be read"),
        (["--min-score", "7"], "min_score"),
        (["--jobs", "two"], "'--jobs'"),
        (["--job", "2"], "No such option"),
        (["nowhere\n\x1b[31m"], "nowhere\\n\\x1b[31m: no such file or folder"),
    ],
)
def test_wrong_usage_is_one_line_before_anything_is_read(
    screens: Screens, command: Command, monkeypatch: pytest.MonkeyPatch, options: list[str], message: str
) -> None:
    monkeypatch.setattr(assembly, "load", fakes.load_missing)
    ran = command("scan", screens("a.png"), *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("screenpii: ")
    assert message in ran.err


def test_what_was_not_looked_at_is_counted(screens: Screens, command: Command) -> None:
    folder = screens("a.png")
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("text")
    ran = command("scan", folder, "--report", "json=out.json")
    assert (ran.code, ran.out.count("2 other files not looked at")) == (0, 1)
    assert json.loads(Path("out.json").read_text())["run"]["other_files"] == 2


def test_content_decides_in_folders(screens: Screens, command: Command) -> None:
    folder = screens("exposed.png")
    (folder / "exposed.png").rename(folder / "till")
    (folder / "photo.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    ran = command("scan", folder, "--format", "json")
    assert [(f["source"], f["status"]) for f in json.loads(ran.out)["frames"]] == [
        ("till", "read"),
        ("photo.heic", "skipped"),
    ]
    assert (ran.code, ran.err) == (3, "screenpii: photo.heic: an image of a kind that is not read (HEIF)\n")


def test_folder_without_images(screens: Screens, command: Command) -> None:
    ran = command("scan", screens())
    assert (ran.code, ran.out) == (2, "")
    assert "no images in " in ran.err


def test_settings_come_from_file_and_options(screens: Screens, command: Command, tmp_path: Path) -> None:
    folder = screens("a.png", "b.png", "c.png")
    (tmp_path / "screenpii.toml").write_text('exclude = ["a.*"]\n')

    def scanned(*options: str) -> list[str]:
        report = json.loads(command("scan", folder, "--format", "json", *options).out)
        return [frame["source"] for frame in report["frames"]]

    assert scanned() == ["screens/b.png", "screens/c.png"]
    assert scanned("--exclude", "b.*", "--exclude", "c.*", "--jobs", "1") == ["screens/a.png"]
    assert scanned("--include", "c.*") == ["screens/c.png"]


def test_missing_engine(screens: Screens, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "load", fakes.load_missing)
    ran = command("scan", screens("a.png"), "--output", "out.txt")
    assert (ran.code, ran.err) == (4, "screenpii: nosuch is not installed: pip install nosuch\n")
    assert not Path("out.txt").exists()


def test_a_write_that_fails_at_the_end(
    screens: Screens, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    folder = screens("a.png")
    (tmp_path / "out.json").write_text("the last report")
    monkeypatch.setattr(os, "replace", full)
    ran = command("scan", folder, "--format", "json", "--output", "out.json")
    assert (ran.code, ran.err) == (2, "screenpii: out.json: cannot be written (no space left on device)\n")
    assert (tmp_path / "out.json").read_text() == "the last report"
    assert sorted(os.listdir(tmp_path)) == ["out.json", "screens"]


def drive(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tests.cli.drive", *map(str, arguments)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "scanner"), str(ROOT)))}


def test_ctrl_c_writes_what_was_done(screens: Screens, tmp_path: Path) -> None:
    folder = screens("exposed.png", "hang.png")
    process = subprocess.Popen(
        drive("scan", folder, "--jobs", 1, "--format", "json", "--output", "out.json"),
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background job is started deaf to it
    )
    while not (tmp_path / "hanging").exists():
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate()
    report = json.loads((tmp_path / "out.json").read_text())
    assert (process.returncode, err) == (130, b"")
    assert report["run"]["complete"] is False
    assert [frame["source"] for frame in report["frames"]] == ["exposed.png"]


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_closed_stdout_is_no_error(screens: Screens, form: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer) as closed:
        ran = subprocess.run(
            drive("scan", screens("exposed.png"), "--format", form),
            stdout=closed,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (1, b"")


@pytest.mark.parametrize("options", [(), ("--no-progress",)])
def test_progress_is_drawn_on_a_terminal(screens: Screens, options: tuple[str, ...]) -> None:
    terminal, end = pty.openpty()
    with os.fdopen(terminal, "rb", buffering=0) as screen:
        ran = subprocess.run(
            drive("scan", screens("exposed.png", "a.png"), *options),
            stdout=subprocess.PIPE,
            stderr=end,
            env={**environment(), "TERM": "xterm", "COLUMNS": "100"},
            check=False,
        )
        os.write(end, b"END")
        drawn = b""
        while not drawn.endswith(b"END"):
            drawn += screen.read(4096)
        os.close(end)
    assert ran.returncode == 1
    assert (b"1 exposures" in drawn) is (not options)
    assert (drawn == b"END") is bool(options)
