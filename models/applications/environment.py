"""Throw-away environments, a folder each, with the pinned packages; and the servers that run in them."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from models.applications.application import Application, applications

ROOT = Path(__file__).resolve().parents[2]
MAX_START_SECONDS = 120.0  # seconds until a server must answer


def python_of(home: Path, name: str) -> Path:
    """The environment's interpreter; the environment is made if it is not there."""
    folder = home / "environments" / name
    python = folder / "bin" / "python"
    if not python.exists():
        packages = sorted({p for app in applications().values() if app.environment == name for p in app.packages})
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
        subprocess.run(command, check=True)  # noqa: S603
    return python


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextlib.contextmanager
def served(application: Application, home: Path, world: Path) -> Iterator[str]:
    """The application over the shop of that file; gives its address, and ends it."""
    port = free_port()
    command = [str(python_of(home, application.environment)), "-m", application.server, str(world), str(port)]
    log = (world.parent / "server.log").open("w")
    process = subprocess.Popen([*command, *application.arguments], cwd=ROOT, stdout=log, stderr=log)  # noqa: S603
    try:
        _wait(process, port, world.parent / "server.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)
        log.close()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Until the server answers anything."""
    end = time.monotonic() + MAX_START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.15)
        else:
            return
    raise RuntimeError(f"no server: {log.read_text()[-1500:]}")
