"""The GitHub Action and the pre-commit hook run what they say, as far as that can be seen without GitHub."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import yaml

from screenpii import keys
from tests.recipes.documents import block, rows, section

ROOT = Path(__file__).parents[2]
SHOWS, STAFF = ROOT / "samples/pos-checkout.png", ROOT / "samples/staff-schedule.png"


def step(folder: Path, screenpii: Path, **inputs: str) -> tuple[int, str]:
    """Exit code and output of the action's step, on a repository with two pictures in a folder with a space."""
    shots = folder / "repo" / "my shots"
    shots.mkdir(parents=True, exist_ok=True)
    shutil.copy(SHOWS, shots)
    shutil.copy(STAFF, shots)
    files = {"GITHUB_STEP_SUMMARY": "summary.md", "GITHUB_OUTPUT": "output.txt"}
    ran = subprocess.run(
        ["bash", ROOT / "scripts/github-step", screenpii],
        cwd=folder / "repo",
        env={**os.environ, **{name: str(folder / file) for name, file in files.items()}, **inputs},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout


def test_the_step(screenpii: Path, tmp_path: Path) -> None:
    code, out = step(tmp_path, screenpii, PATHS="my shots\n", POLICY="default\npci-dss-4.0.1", SARIF="found.sarif")
    assert code == 1
    assert out.startswith(("::error ", "::warning ", "::notice "))
    assert (tmp_path / "output.txt").read_text() == "exit-code=1\n"
    assert "PERSON_NAME" in (tmp_path / "summary.md").read_text()
    assert '"2.1.0"' in (tmp_path / "repo/found.sarif").read_text()


def test_the_step_may_let_exposures_pass(screenpii: Path, tmp_path: Path) -> None:
    assert step(tmp_path, screenpii, PATHS="my shots", FAIL="false")[0] == 0
    assert (tmp_path / "output.txt").read_text() == "exit-code=1\n"
    assert step(tmp_path, screenpii, PATHS="nowhere", FAIL="false")[0] == 2


def test_the_step_lets_no_unread_picture_pass(screenpii: Path, tmp_path: Path) -> None:
    broken = tmp_path / "repo/my shots/broken.png"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"\x89PNG\r\n")
    assert step(tmp_path, screenpii, PATHS="my shots", FAIL="false")[0] == 3
    assert (tmp_path / "output.txt").read_text() == "exit-code=1\n"


def test_one_baseline_for_the_repository_the_step_and_the_hook(screenpii: Path, tmp_path: Path) -> None:
    root = tmp_path / "repo"
    step(tmp_path, screenpii, PATHS="nowhere")
    (root / ".git").mkdir()
    environment = {**os.environ, "SCREENPII_KEY": keys.written(b"k" * 32)}
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())

    def code(*command: str | Path) -> int:
        return subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False).returncode

    assert code(screenpii, "baseline", "create", ".", "--reason", "demo", "--owner", "anna") == 0
    inputs = {
        "PATHS": "my shots",
        "BASELINE": ".screenpii-baseline.yaml",
        "SCREENPII_KEY": environment["SCREENPII_KEY"],
    }
    assert step(tmp_path, screenpii, **inputs)[0] == 0
    (root / "screenpii.toml").write_text('baseline = ".screenpii-baseline.yaml"\n')
    assert code(screenpii, *shlex.split(hook["entry"])[1:], f"my shots/{SHOWS.name}") == 0


def test_the_action_runs_the_step_with_all_inputs() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    steps = action["runs"]["steps"]
    assert "scripts/github-step" in steps[-1]["run"]
    given = " ".join(map(str, steps[-1]["env"].values()))
    assert all(f"inputs.{name} " in given for name in action["inputs"])
    assert not any("${{" in one["run"] for one in steps)


def test_the_document_names_the_inputs_and_outputs_of_the_action() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    listed = [(name.strip("`"), default.strip("`")) for name, default, _ in rows("ci", "GitHub Actions")]
    assert listed == [(name, one["default"]) for name, one in action["inputs"].items()]
    outputs = section("ci", "GitHub Actions").partition("The outputs are ")[2].partition(".")[0]
    assert re.findall(r"`([\w-]+)`", outputs) == list(action["outputs"])
    step, upload = yaml.safe_load(block("ci", "GitHub Actions"))
    assert set(step["with"]) <= set(action["inputs"])
    assert re.findall(rf"steps\.{step['id']}\.outputs\.([\w-]+)", upload["with"]["sarif_file"]) == ["sarif"]


def test_the_hook_of_the_document_is_there() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    (repo,) = yaml.safe_load(block("ci", "pre-commit"))["repos"]
    assert repo["hooks"] == [{"id": hook["id"]}]


def test_the_hook(screenpii: Path, tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert (hook["types"], hook["pass_filenames"]) == (["image"], True)
    path = f"{screenpii.parent}{os.pathsep}{os.environ['PATH']}"
    for file, code in ((SHOWS, 1), (STAFF, 0)):
        command = [*shlex.split(hook["entry"]), str(file)]
        ran = subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True, check=False, cwd=tmp_path)
        assert ran.returncode == code, ran.stdout
