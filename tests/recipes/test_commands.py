"""What the pages on others' tools give is run as it stands, where those tools themselves cannot be had."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.recipes.conftest import ROOT, Run
from tests.recipes.documents import block
from tests.recipes.reports import cases

RECIPES = ROOT / "samples/recipes"
SHOWS, CLEAN = ROOT / "samples/pos-checkout.png", ROOT / "samples/staff-schedule.png"
RUNNERS = {"playwright-test": "npx", "cypress": "npx", "maestro": "maestro"}


def scanned(command: str) -> str:
    """The folder that a command scans."""
    words = shlex.split(command)
    return words[words.index("scan") + 1]


def shoot(folder: Path, *pictures: Path) -> None:
    folder.mkdir(parents=True)
    for picture in pictures:
        shutil.copy(picture, folder)


@pytest.mark.parametrize("tool", RUNNERS)
@pytest.mark.parametrize(("tests", "pictures", "code"), [(0, [SHOWS, CLEAN], 1), (7, [CLEAN], 7)])
def test_fails_for_a_screenshot_and_for_a_test(
    tool: str, tests: int, pictures: list[Path], code: int, run: Run, tmp_path: Path
) -> None:
    """The runner is a stand-in that only exits; -e, as pipelines do."""
    runner = tmp_path / "bin" / RUNNERS[tool]
    runner.write_text(f"#!/bin/sh\nexit {tests}\n")
    runner.chmod(0o755)
    shoot(tmp_path / scanned(block(tool)), *pictures)
    ran = run(tmp_path, "sh", "-e", "-c", block(tool))
    assert ran.returncode == code, ran.stderr
    assert {name: bool(found) for name, found in cases(tmp_path / "screens.xml").items()} == {
        picture.name: picture == SHOWS for picture in pictures
    }


@pytest.mark.parametrize("recipe", ["playwright-test", "cypress"])
def test_the_packages_are_pinned_and_the_script_is_that_of_the_document(recipe: str) -> None:
    package = json.loads((RECIPES / recipe / "package.json").read_text("utf-8"))
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["devDependencies"].values())
    document = block(recipe)
    assert f"\n{package['scripts']['screens']} && " in document
    assert f"npx {package['scripts']['test']} ||" in document


@pytest.mark.parametrize("script", ["cypress.config.js", "cypress/e2e/screens.cy.js"])
def test_the_scripts_for_cypress_can_be_parsed(script: str, run: Run) -> None:
    ran = run(RECIPES / "cypress", "node", "--check", script)
    assert ran.returncode == 0, ran.stderr


def test_the_flow_for_maestro_takes_a_screenshot() -> None:
    about, steps = yaml.safe_load_all((RECIPES / "maestro/flows/till.yaml").read_text("utf-8"))
    assert about == {"appId": "com.example.till"}
    assert {"takeScreenshot": "till"} in steps


def test_the_suite_for_robot_framework_has_the_teardown_of_the_document() -> None:
    keyword = block("robot-framework").split("*** Keywords ***\n")[1]
    suite = (RECIPES / "robot/screens.robot").read_text("utf-8").split("*** Keywords ***\n")[1]
    assert [line for line in suite.splitlines() if "#" not in line] == keyword.splitlines()


def wrote(command: str, run: Run, folder: Path) -> dict[str, bool]:
    """Run a command of a pipeline on two pictures; by its JUnit report, which of them show something."""
    shoot(folder / scanned(command), SHOWS, CLEAN)
    ran = run(folder, "sh", "-e", "-c", command)
    assert ran.returncode == 1, ran.stderr
    return {name: bool(found) for name, found in cases(folder / "screens.xml").items()}


def test_the_job_for_gitlab(run: Run, tmp_path: Path) -> None:
    job: dict[str, Any] = yaml.safe_load(block("ci", "GitLab"))["screens"]
    install, scan = job["script"]
    assert install.startswith("pip install ")
    assert wrote(scan, run, tmp_path) == {SHOWS.name: True, CLEAN.name: False}
    artifacts = job["artifacts"]
    assert artifacts["when"] == "always"
    assert [f for f in (*artifacts["paths"], artifacts["reports"]["junit"]) if not (tmp_path / f).is_file()] == []


def test_the_stage_for_jenkins(run: Run, tmp_path: Path) -> None:
    stage = block("ci", "Jenkins")
    (command,) = re.findall(r"\bsh '([^']+)'", stage)
    assert wrote(command, run, tmp_path) == {SHOWS.name: True, CLEAN.name: False}
    kept = re.findall(r"(?:junit|archiveArtifacts) '([^']+)'", stage.partition("always")[2])
    assert kept == ["screens.xml", "screens.html"]
    assert all((tmp_path / file).is_file() for file in kept)
    assert stage.count("{") == stage.count("}")
