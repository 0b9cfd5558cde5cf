"""Reports that cannot be written, several at once, and those that grow while the scan runs."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import pytest

from screenpii.reports import formats
from tests.cli import fakes
from tests.cli.conftest import Ran
from tests.cli.test_scan import drive, environment

Screens = Callable[..., Path]
Command = Callable[..., Ran]
FULL = "screenpii: /dev/full: cannot be written (no space left on device)\n"


def test_all_formats_at_once(screens: Screens, command: Command, tmp_path: Path) -> None:
    folder = screens("exposed.png", "a.png")
    options = [f"--report={name}=out.{name}" for name in formats.load()]
    ran = command("scan", folder, *options)
    assert (ran.code, ran.err) == (1, "")
    written = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir() if path.is_file()}
    assert set(written) == {f"out.{name}" for name in formats.load()}
    assert all(text and fakes.SECRET not in text for text in written.values())


def pointed(log: dict[str, Any], root: Path) -> list[Path]:
    """The files that a SARIF log's results and notifications name; paths without a base are below the root."""
    (run,) = log["runs"]
    told = [*run["results"], *run["invocations"][0]["toolExecutionNotifications"]]
    places = [p["physicalLocation"]["artifactLocation"] for r in told for p in r.get("locations", ())]
    bases = {name: url2pathname(urlsplit(base["uri"]).path) for name, base in run.get("originalUriBaseIds", {}).items()}
    return [Path(bases.get(place.get("uriBaseId", ""), root)) / unquote(place["uri"]) for place in places]


@pytest.mark.parametrize("configured", [".", "web", None])
@pytest.mark.parametrize("named", [["."], ["web/my shots"], ["web/my shots/exposed.png"], ["web", "../out"]])
def test_sarif_points_to_files_that_exist(
    screens: Screens,
    command: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    configured: str | None,
    named: list[str],
) -> None:
    folder, root = screens("exposed.png", "fault.png"), tmp_path / "repo"
    for place in (root / "web/my shots", tmp_path / "out"):
        shutil.copytree(folder, place)
    (root / ".git").mkdir()
    if configured:
        (root / configured / "screenpii.toml").touch()
    monkeypatch.chdir(root / (configured or "."))
    paths = [os.path.relpath(root / name) for name in named]
    command("scan", *paths, "--report", f"sarif={tmp_path}/out.sarif", "--report", f"github={tmp_path}/out.txt")
    text = (tmp_path / "out.sarif").read_text()
    found = pointed(json.loads(text), root)
    assert {path.name for path in found} - {"fault.png"} == {"exposed.png"}
    assert len(found) == (1 if "exposed.png" in named[0] else 2 * len(named))
    assert all(path.is_file() for path in found)
    assert text.count(str(tmp_path)) == ("../out" in named)
    assert "file=web/my shots/exposed.png," in (tmp_path / "out.txt").read_text()


def test_one_that_fails_keeps_no_other_from_being_written(screens: Screens, command: Command, tmp_path: Path) -> None:
    folder = screens("exposed.png")
    ran = command("scan", folder, "--output", "a.txt", "--report", "csv=/dev/full", "--report", "json=b.json")
    assert (ran.code, ran.out, ran.err) == (2, "", FULL)
    assert "exposed.png" in (tmp_path / "a.txt").read_text("utf-8")
    assert json.loads((tmp_path / "b.json").read_text("utf-8"))["findings"]
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b.json", "screens"]


def test_all_that_fail_are_told(screens: Screens, command: Command) -> None:
    ran = command("scan", screens("a.png"), "--report", "junit=/dev/full", "--report", "json=/dev/full")
    assert (ran.code, ran.err) == (2, f"{FULL[:-1]}; {FULL.removeprefix('screenpii: ')}")


def test_a_full_stdout_is_one_line(screens: Screens) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            drive("scan", screens("a.png"), "--format", "csv"),
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (2, b"screenpii: stdout: cannot be written (no space left on device)\n")


def test_a_disk_that_fills_up_leaves_the_file_as_it_was(screens: Screens, tmp_path: Path) -> None:
    folder = screens("exposed.png")
    (tmp_path / "out.sarif").write_text("the last report")
    ran = subprocess.run(
        drive("scan", folder, "--jobs", 1, "--report", "sarif=out.sarif", "--report", "csv=out.csv"),
        capture_output=True,
        env={**environment(), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000)),
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (2, b"screenpii: out.sarif: cannot be written (file too large)\n")
    assert (tmp_path / "out.sarif").read_text() == "the last report"
    assert (tmp_path / "out.csv").read_bytes().count(b"\r\n") == 2
    assert sorted(os.listdir(tmp_path)) == ["out.csv", "out.sarif", "screens"]


@pytest.mark.parametrize("name", ["nowhere/x", "/proc/x", "screens"])
def test_places_that_cannot_be_written_are_told_before_the_scan(screens: Screens, command: Command, name: str) -> None:
    ran = command("scan", screens("hang.png"), "--report", "csv=a.csv", "--report", f"jsonl={name}")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert name in ran.err
    assert not Path("a.csv").exists()


def test_two_reports_to_one_file_are_a_mistake(screens: Screens, command: Command) -> None:
    folder = screens("a.png")
    ran = command("scan", folder, "--report", "csv=a", "--report", "json=screens/../a")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "two reports" in ran.err
    assert command("scan", folder, "--report", "csv=/dev/null", "--report", "json=/dev/null").code == 0


def test_an_existing_file_is_replaced(screens: Screens, command: Command, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("old")
    (tmp_path / "out.jsonl.part").write_text("of a run that was killed")
    assert command("scan", screens("exposed.png", "a.png"), "--report", "jsonl=out.jsonl").code == 1
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [line["kind"] for line in lines] == ["frame", "frame", "run"]
    assert sorted(os.listdir(tmp_path)) == ["out.jsonl", "screens"]


def test_a_killed_run_leaves_the_lines_that_were_done(screens: Screens, tmp_path: Path) -> None:
    folder = screens("exposed.png", "hang.png")
    process = subprocess.Popen(
        drive("scan", folder, "--jobs", 1, "--report", "jsonl=out.jsonl"), env=environment(), start_new_session=True
    )
    while not (tmp_path / "hanging").exists():
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    (line,) = (tmp_path / "out.jsonl.part").read_text().splitlines()
    told = json.loads(line)
    assert (told["source"], told["findings"][0]["preview"]) == ("exposed.png", "•••• •••• •••• 4242")
    assert not (tmp_path / "out.jsonl").exists()


def test_a_part_is_never_written_through_a_link(screens: Screens, command: Command, tmp_path: Path) -> None:
    folder = screens("a.png")
    (tmp_path / "precious").write_text("kept")
    (tmp_path / "out.jsonl.part").symlink_to("precious")
    assert command("scan", folder, "--report", "jsonl=out.jsonl").code == 0
    assert (tmp_path / "precious").read_text() == "kept"


def test_a_part_that_cannot_be_written_does_not_end_the_scan(
    screens: Screens, command: Command, tmp_path: Path
) -> None:
    folder = screens("a.png", "b.png")
    (tmp_path / "out.jsonl.part").mkdir()
    ran = command("scan", folder, "--report", "jsonl=out.jsonl")
    assert (ran.code, ran.err) == (0, "screenpii: out.jsonl.part: cannot be written (is a directory)\n")
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 3


def test_pictures_are_attached_where_they_are(screens: Screens, command: Command, tmp_path: Path) -> None:
    folder = screens("a.png", "full.png", "none.png")
    seen = tmp_path / "seen"
    seen.mkdir()
    for name in ("a.png.png", "full.png.png"):
        (seen / name).touch()
    command("scan", folder, "--annotate", "seen", "--report", "junit=out.xml")
    assert (tmp_path / "out.xml").read_text().count("[[ATTACHMENT|") == 1
    assert "[[ATTACHMENT|seen/a.png.png]]" in (tmp_path / "out.xml").read_text()
