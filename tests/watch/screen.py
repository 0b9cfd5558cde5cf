"""A display of the tests' own with windows on it, and a watcher in a process of its own that looks at it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from screenpii import keys

ROOT = Path(__file__).parents[2]
MAX_WAIT_SECONDS = 90.0  # for something to come true; a watcher loads its model first
FORM = """<title>Till 7</title><body style="font:20px sans-serif; margin:50px"><h1>Order 100234</h1>
<p>Customer: Amara Okafor</p><p>E-mail: amara.okafor@example.com</p><p>Card number: 4111 1111 1111 1111</p>"""
KEY = keys.written(keys.new())
CLEAN = """<title>Till 7</title><body style="font:20px sans-serif; margin:50px"><h1>Opening hours</h1>
<p>Monday to Friday, 9 to 18</p>"""


@dataclass
class Display:
    """An X server; it may be ended and started again under the same name."""

    name: str = ""
    server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server under its name, or else under one that is free, and wait until it can be used."""
        ours, theirs = os.pipe()
        named = [self.name] if self.name else []
        command = ["Xvfb", *named, "-screen", "0", "1280x720x24", "-displayfd", str(theirs), "-nolisten", "tcp"]
        self.server = subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL)
        os.close(theirs)
        with os.fdopen(ours) as told:
            self.name = f":{told.readline().strip()}"

    def stop(self) -> None:
        if self.server:
            self.server.terminate()
            self.server.wait()


@contextmanager
def display() -> Iterator[Display]:
    """A display that is free."""
    made = Display()
    made.start()
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def vnc_server(port: int) -> Iterator[Display]:
    """A display that is shown over VNC on a port of this machine."""
    name = f":{1000 + port % 1000}"
    command = ["Xvnc", name, "-geometry", "1280x720", "-depth", "24", "-SecurityTypes", "None", "-localhost"]
    server = subprocess.Popen([*command, "-rfbport", str(port)], stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: Path(f"/tmp/.X11-unix/X{name[1:]}").exists())
        yield Display(name, server)
    finally:
        server.terminate()
        server.wait()


@dataclass
class Watching:
    """A watcher; its events are read from the file that it writes."""

    folder: Path
    process: subprocess.Popen[bytes]
    read: int = field(default=0)

    def events(self) -> list[dict[str, Any]]:
        """All events so far."""
        file = self.folder / "events.jsonl"
        return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []

    def await_event(self, kind: str, **about: Any) -> dict[str, Any]:
        """The next event of a kind, from where the last one that was waited for stood; `type=`, `reason=` if told."""

        def fits(event: dict[str, Any]) -> bool:
            shown = event.get("exposure", {})
            return event["event"] == kind and all(event.get(k, shown.get(k)) == v for k, v in about.items())

        def place() -> int:
            return next((n for n, event in enumerate(self.events()) if n >= self.read and fits(event)), -1)

        wait_until(lambda: place() >= 0 or self.process.poll() is not None)
        number = place()
        assert number >= 0, (kind, about, [(e["event"], e.get("reason")) for e in self.events()])
        self.read = number + 1
        return self.events()[number]

    def end(self, number: int = signal.SIGTERM) -> int:
        """The exit code after a signal."""
        self.process.send_signal(number)
        return self.process.wait(timeout=30)


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for something that happens in another process."""
    until = time.monotonic() + MAX_WAIT_SECONDS
    while time.monotonic() < until:
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it never came true")


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", "from screenpii.cli import main; main()", *map(str, arguments)]


def environment(on: str = "") -> dict[str, str]:
    told = {"PYTHONPATH": str(ROOT / "scanner"), "SCREENPII_KEY": KEY}
    return {**os.environ, **told, **({"DISPLAY": on} if on else {})}


@contextmanager
def watching(folder: Path, *arguments: object, on: str = "") -> Iterator[Watching]:
    """A watcher with its state and its events in a folder; it is killed at the end, if it has not ended."""
    process = subprocess.Popen(
        command("watch", *arguments, "--events", folder / "events.jsonl"),
        cwd=folder,
        env=environment(on),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Watching(folder, process)
    finally:
        process.kill()
        process.wait()


def ran(folder: Path, *arguments: object, on: str = "", **options: Mapping[str, str]) -> tuple[int, str]:
    """Exit code and output of a command."""
    done = subprocess.run(
        command(*arguments), cwd=folder, env=environment(on), capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr
