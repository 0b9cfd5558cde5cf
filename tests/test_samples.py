"""The real pipeline on the sample screens: every labelled exposure is found, and nothing on the screens without any."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scan import area, boxes_of, covered, exposures, load
from screenpii.config import Settings

ROOT = Path(__file__).parent.parent
TRUTHS = load(ROOT / "samples")

NO_REGION = "the scorer is not sure enough that these are one customer's purchases"
MISSED: dict[tuple[str, str, str], str] = {
    ("fulfil-picklist.png", "PURCHASE_HISTORY", "items of order 700-318841"): NO_REGION,
    ("helpdesk-ticket-es.png", "TRACKING_NUMBER", "PQ4F0A0712345670128999Z"): "no carrier's format, in a sentence",
    ("helpdesk-ticket.png", "USERNAME", "dpapadakis74"): "a label without a colon in the middle of a sentence",
    ("invoice-de.png", "POSTAL_ADDRESS", "Elbblick 77\n01998 Dresden"): "taken for the sender's, which is beside it",
    ("pos-fuel.png", "PURCHASE_HISTORY", "items of the sale of an account customer"): NO_REGION,
    ("sign-in-log.png", "GEO_LOCATION", "47.6062, -122.3321"): "the minus sign is lost, and the line parted there",
    ("sign-in-log.png", "GEO_LOCATION", "5.6037, -0.1870"): "the minus sign is lost, and the line parted there",
}
"""Labelled exposures that are not found yet: image, type and text, and why. One that is found must leave this list."""

WRONG: dict[str, tuple[set[str], str]] = {
    "suppliers-fr.png": (
        {"PERSON_NAME", "POSTAL_ADDRESS", "PHONE", "EMAIL"},
        "contacts of suppliers, for customers': the encoder, which must agree, doubts whose they are",
    ),
}
"""Screens without exposures on which something is reported yet: which types, and why."""


def labelled(name: str) -> list[dict[str, Any]]:
    return [item for item in exposures(TRUTHS[name]) if item["labelled"]]


CLEAN = [name for name in TRUTHS if not exposures(TRUTHS[name])]
SHOWING = [name for name in TRUTHS if labelled(name)]


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The JSON report on all samples, with the default settings, made once."""
    folder = tmp_path_factory.mktemp("samples")
    program = [sys.executable, "-c", "from screenpii.cli import main; main()"]
    options = ["--jobs", "2", "--format", "json", "--output", str(folder / "report.json")]
    ran = subprocess.run([*program, "scan", str(ROOT / "samples"), *options], cwd=folder, check=False)
    assert ran.returncode == 1
    made: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    return made


def exposed(report: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [f for f in report["findings"] if Path(f["source"]).name == name and f["verdict"] == "exposed"]


@pytest.mark.slow
def test_every_sample_is_read(report: dict[str, Any]) -> None:
    assert report["run"]["complete"] is True
    assert report["tool"]["engine"].split()[0] == Settings().engine
    assert {Path(f["source"]).name: f["status"] for f in report["frames"]} == dict.fromkeys(TRUTHS, "read")


@pytest.mark.slow
@pytest.mark.parametrize("name", SHOWING)
def test_labelled_exposures_are_found(report: dict[str, Any], name: str) -> None:
    missed = set()
    for item in labelled(name):
        cover = [box for f in exposed(report, name) if f["type"] == item["type"] for box in boxes_of(f)]
        if 2 * covered(boxes_of(item), cover) < area(boxes_of(item)):
            missed.add((item["type"], item["text"]))
    assert missed == {(kind, text) for image, kind, text in MISSED if image == name}


@pytest.mark.slow
@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_exposed_on_clean_screens(report: dict[str, Any], name: str) -> None:
    wrong, _ = WRONG.get(name, (set(), ""))
    assert {f["type"] for f in exposed(report, name)} == wrong


@pytest.mark.slow
def test_values_are_in_no_report(report: dict[str, Any]) -> None:
    """Not one number or address of a customer, as it stands on the screen, is in the report."""
    text = json.dumps(report, ensure_ascii=False)
    lines = {line for truth in TRUTHS.values() for item in exposures(truth) for line in item["text"].split("\n")}
    assert [line for line in lines if len(line) > 8 and line in text] == []


def test_the_lists_of_losses_name_real_values() -> None:
    assert set(MISSED) <= {(name, item["type"], item["text"]) for name in SHOWING for item in labelled(name)}
    assert set(WRONG) <= set(CLEAN)
