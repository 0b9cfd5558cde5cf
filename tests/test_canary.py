"""Nothing that a command leaves behind holds a value from a screen: no report, log, error, cache or temporary file.

Unique values are drawn on screens; every artefact of every command is searched for them, their digits, reversed and in
base64. What is meant to hold values (the pictures of `--annotate`) is not among them.
"""

from __future__ import annotations

import base64
import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from screenpii import assembly
from screenpii.config import Settings
from screenpii.reports import formats
from screenpii.runners.frames import FrameJob
from screenpii.runners.local import run
from screenpii.sources.walk import find
from screenpii.types import Reading

ROOT = Path(__file__).parent.parent
VALUES = {
    "Customer": "Zerubbabel Quintrell",
    "E-mail": "zq.vexwood@example.com",
    "Phone": "(415) 555-0187",
    "Card number": "4929 4212 3460 0821",
    "CVV": "846",
    "IBAN": "GB33 BUKB 2020 1555 5555 55",
    "Password": "hunterVex77",
    "Date of birth": "17 March 1961",
}
SHORTEST = 6  # characters of a form that is looked for; shorter ones stand in times and sizes by chance


def forms(value: str) -> Iterator[bytes]:
    """A value as it could leak: as it stands, without spaces, its digits, its words, reversed, in base64."""
    bare = re.sub(r"[\s().-]", "", value)
    digits = re.sub(r"\D", "", value)
    for text in {value, bare, digits, *value.split()}:
        if len(text) < SHORTEST:
            continue
        yield text.encode()
        yield text[::-1].encode()
        for shift in range(3):  # wherever in a longer text it stood
            coded = base64.b64encode(b"." * shift + text.encode())
            yield coded[4 if shift else 0 : -4]


CANARIES = sorted({form.lower() for value in VALUES.values() for form in forms(value) if len(form) >= SHORTEST})


def leaks(data: bytes) -> list[bytes]:
    lowered = data.lower()
    return [form for form in CANARIES if form in lowered]


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a screen that shows all values, a broken file and a screen with nothing."""
    folder = tmp_path_factory.mktemp("shots")
    image = Image.new("RGB", (1000, 70 * len(VALUES) + 60), "white")
    font = ImageFont.load_default(30)
    for row, (label, value) in enumerate(VALUES.items()):
        ImageDraw.Draw(image).text((40, 30 + 70 * row), label, fill="#555", font=font)
        ImageDraw.Draw(image).text((360, 30 + 70 * row), value, fill="black", font=font)
    image.save(folder / "record.png")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + VALUES["Customer"].encode())
    return folder


def ran(folder: Path, *arguments: object, **environment: str) -> tuple[int, bytes, Path]:
    """Exit code and all output of a command; its temporary and cache files go into a folder of their own."""
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    home = {
        "TMPDIR": str(scratch),
        "XDG_CACHE_HOME": str(scratch),
        "HOME": str(scratch),
        "PYTHONPATH": str(ROOT / "scanner"),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from screenpii.cli import main; main()", *map(str, arguments)],
        env={**os.environ, **home, **environment},
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr, scratch


def artefacts(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_canaries_are_found_where_they_are() -> None:
    """The search itself works: also on a value inside base64, and reversed."""
    assert leaks(b"x Zerubbabel Quintrell")
    assert leaks(base64.b64encode(b"name=Zerubbabel Quintrell;"))
    assert leaks(VALUES["Card number"].replace(" ", "")[::-1].encode())
    assert not leaks(b"nothing of the kind")


def test_scan_in_all_formats(shots: Path, tmp_path: Path) -> None:
    wanted = [part for name in formats.load() for part in ("--report", f"{name}={tmp_path / name}.out")]
    code, said, _ = ran(tmp_path, "--debug", "scan", shots, *wanted, "--policy", "default", "--policy", "pci-dss-4.0.1")
    assert code == 1
    found = json.loads((tmp_path / "json.out").read_text())["findings"]
    assert {f["type"] for f in found} >= {"PERSON_NAME", "EMAIL", "PHONE", "PAYMENT_CARD", "CREDENTIAL", "CARD_CVV"}
    assert len(list(tmp_path.glob("*.out"))) == len(formats.load())
    assert leaks(said) == []
    assert {name: leaks(data) for name, data in artefacts(tmp_path).items() if leaks(data)} == {}


def test_the_other_commands(shots: Path, tmp_path: Path) -> None:
    _, key, _ = ran(tmp_path, "keys", "new")
    lasting = {"SCREENPII_KEY": key.decode().strip()}
    image = shots / "record.png"
    for arguments in (
        ("explain", image, "--all"),
        ("baseline", "create", shots, "--reason", "canary", "--owner", "test"),
        ("baseline", "check", shots),
        ("baseline", "prune", shots),
        ("scan", shots, "--baseline", ".screenpii-baseline.yaml", "--format", "json"),
        ("doctor",),
    ):
        _, said, _ = ran(tmp_path, *arguments, **lasting)
        assert said
        assert leaks(said) == [], arguments
    assert (tmp_path / ".screenpii-baseline.yaml").is_file()
    assert {name: leaks(data) for name, data in artefacts(tmp_path).items() if leaks(data)} == {}


def test_a_crash_tells_no_value(shots: Path, tmp_path: Path) -> None:
    """A fault in a detector, with the value in its message: neither the error nor --debug repeats it."""
    (tmp_path / "sitecustomize.py").write_text(
        "import screenpii.policy.judge as judge\n"
        "def fail(kind, text):\n    raise ValueError(text)\n"
        "judge.masking_of = fail\n"
    )
    path = os.pathsep.join((str(tmp_path), str(ROOT / "scanner")))
    code, said, _ = ran(tmp_path, "--debug", "scan", shots, "--format", "json", PYTHONPATH=path)
    assert code in (3, 70)
    assert b"ValueError" in said
    assert leaks(said) == []


def test_no_value_goes_through_a_pipe(shots: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What workers say to the process that reports, with all that readings can hold."""
    heard: list[bytes] = []
    receive = Connection.recv

    def listened(pipe: Connection) -> Any:
        message = receive(pipe)
        heard.append(pickle.dumps(message))
        return message

    monkeypatch.setattr(Connection, "recv", listened)
    settings = Settings(jobs=1, policy=("default", "pci-dss-4.0.1"))
    for load in (partial(assembly.load, illustrated=True), partial(assembly.load_explaining, least=0.0)):
        results = list(run(find([shots]).items, FrameJob(settings, partial(load, key=b"k" * 32))))
        assert {"PERSON_NAME", "PAYMENT_CARD"} <= {
            f.type for r in results if isinstance(r, Reading) for f in r.findings
        }
    assert len(heard) > 4
    assert [leaks(message) for message in heard if leaks(message)] == []
