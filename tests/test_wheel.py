"""The wheel holds all that is needed, and works far from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parent.parent
PACKAGES = ROOT / "scanner"
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    subprocess.run([*PIP, "wheel", *options, str(ROOT)], check=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def target(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the wheel is installed; nothing writes into it but Python, compiled modules."""
    target = tmp_path_factory.mktemp("target")
    subprocess.run([*PIP, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)], check=True)
    return target


@pytest.mark.slow
def test_every_file_of_the_package_is_in_it(wheel: Path) -> None:
    files = {
        path for path in (PACKAGES / "screenpii").rglob("*") if path.is_file() and path.parent.name != "__pycache__"
    }
    model = {path for path in (ROOT / "models" / "tagger").rglob("*") if path.is_file()} | {ROOT / "models/scorer.json"}
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    trained = {f"screenpii/{path.relative_to(ROOT).as_posix()}" for path in model}
    assert names == trained | {path.relative_to(PACKAGES).as_posix() for path in files}


@pytest.mark.slow
def test_scans_where_it_is_installed(target: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    program = "import screenpii; from screenpii.cli import main; print(screenpii.__file__); main()"
    sample = ROOT / "samples" / "pos-checkout.png"
    ran = subprocess.run(
        [sys.executable, "-c", program, "scan", str(sample), "--format", "json", "--output", "report.json"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert Path(ran.stdout.strip()).is_relative_to(target)
    assert (ran.returncode, ran.stderr) == (1, "")
    report = json.loads((folder / "report.json").read_text("utf-8"))
    assert {"PERSON_NAME", "EMAIL", "PHONE"} <= {f["type"] for f in report["findings"]}
    assert (target / "screenpii" / "reports" / "schema" / "report-1.json").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--screenpii",)])
def test_a_project_with_a_package_called_scanner_keeps_it(target: Path, tmp_path: Path, options: Sequence[str]) -> None:
    project = tmp_path / "project"
    (project / "scanner").mkdir(parents=True)
    (project / "scanner" / "__init__.py").write_text("BARCODES = 3\n")
    (project / "test_it.py").write_text(
        "import scanner, screenpii\n\n\ndef test_it():\n"
        "    assert scanner.BARCODES == 3\n"
        f"    assert screenpii.__file__.startswith({str(target)!r})\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options]
    environment = {**os.environ, "PYTHONPATH": str(target), "SCREENPII_KEY": ""}
    ran = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert "1 passed" in ran.stdout


def test_spacy_is_the_one_that_wrote_the_model() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = next(Requirement(one) for one in project["project"]["dependencies"] if one.startswith("spacy"))
    written = json.loads((ROOT / "models/tagger/meta.json").read_text("utf-8"))["spacy_version"]
    assert needed.specifier == SpecifierSet(written)
