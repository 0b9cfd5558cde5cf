"""A scan asks the network for nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from screenpii.ocr import engines

ROOT = Path(__file__).parent.parent

# Python runs this file at the start of every process that finds it, the workers too; a hook cannot be taken off again.
GUARD = """
import os, sys

LOG = os.environ["SOCKET_LOG"]
WATCHED = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")

def note(line):
    with open(LOG, "a") as log:
        log.write(line + "\\n")

def guard(event, arguments):
    if event in WATCHED:
        note(event)
        raise OSError("the network is off")

sys.addaudithook(guard)
note("worker" if "spawn_main" in " ".join(sys.orig_argv) else "process")
"""


def run(folder: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run Python behind the guard, in an empty home; what it did, and what the guard saw."""
    (folder / "sitecustomize.py").write_text(GUARD)
    log = folder / "log.txt"
    path = os.pathsep.join([str(folder), str(ROOT / "scanner")])
    dropped = {"ORT_DISABLE_TELEMETRY", "CI", "XDG_CACHE_HOME"}  # some libraries are quiet under CI
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    home = folder / "home"
    home.mkdir()
    ran = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": path, "SOCKET_LOG": str(log), "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran, log.read_text().split()


def test_the_guard_holds(tmp_path: Path) -> None:
    """Also against what goes round the `socket` module."""
    ran, seen = run(tmp_path, "-c", "import _socket; _socket.socket().connect(('127.0.0.1', 9))")
    assert "the network is off" in ran.stderr
    assert seen == ["process", "socket.connect"]


@pytest.mark.parametrize("engine", engines.load())
def test_scan_without_a_network(tmp_path: Path, engine: str) -> None:
    sample = ROOT / "samples" / "pos-checkout.png"
    program = "from screenpii.cli import main; main()"
    options = ["--engine", engine, "--jobs", "1", "--format", "json"]
    ran, seen = run(tmp_path, "-c", program, "scan", str(sample), *options)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "EMAIL" in {f["type"] for f in json.loads(ran.stdout)["findings"]}
    assert set(seen) == {"process", "worker"}
    # What libraries send by themselves goes round Python; what they queue for that lies in the user's cache.
    assert [file for file in (tmp_path / "home").rglob("*") if file.is_file()] == []
