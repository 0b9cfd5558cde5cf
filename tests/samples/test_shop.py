"""The demo shop and its suite, as a tester runs them: with the bug, without it, and with what shows accepted."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from samples.shop import make_app
from samples.shop.data import CURRENT, ORDERS
from screenpii import keys
from tests.pytest_plugin.conftest import ROOT, settle

SUITE = ROOT / "samples/shop/suite"
TILL = "test_screens.py::test_the_till_adds_up[chromium]"
PATHS = ("/orders", "/orders/7300", "/till", "/stock")
HIDDEN = [
    part
    for customer in {order.customer for order in (CURRENT, *ORDERS.values())}
    for part in (*customer.name.split(), customer.card, customer.card.replace(" ", ""), *customer.address.split(", "))
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the suite is run, and all that it writes lands."""
    settle(monkeypatch, tmp_path / "site")
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


def run(folder: Path, *arguments: object, bug: bool) -> tuple[int, str]:
    """Exit code and output of pytest."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *map(str, arguments)]
    environment = {**os.environ, "SHOP_BUG": str(int(bug))}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_pages() -> None:
    """All pages are there; only the till with the bug holds what is to be hidden, and that of its customer."""
    held = {}
    for bug in (False, True):
        client = make_app(bug).test_client()
        for path in PATHS:
            answer = client.get(path)
            assert answer.status_code == 200
            assert answer.text.count("data-testid=") >= 1
            if shown := [value for value in HIDDEN if value in answer.text]:
                held[bug, path] = shown
    assert list(held) == [(True, "/till")]
    assert set(held[True, "/till"]) == {CURRENT.customer.card, *CURRENT.customer.address.split(", ")}


def test_no_such_order() -> None:
    assert make_app().test_client().get("/orders/1").status_code == 404


def test_without_the_bug_it_passes(folder: Path) -> None:
    code, said = run(folder, SUITE, "--screenpii", bug=False)
    assert code == 0, said
    assert "4 passed" in said
    assert re.search(r"^5 frames in .* s; clean$", said, re.MULTILINE)


def test_with_the_bug_it_fails_and_says_why(folder: Path) -> None:
    files = ("--junitxml=junit.xml", "--screenpii-report=html=screens.html", "--screenpii-report=json=screens.json")
    code, said = run(folder, SUITE, "--screenpii", "-vv", "-l", *files, "-o", f"screenpii_annotate={folder}", bug=True)
    assert code == 1
    assert "1 failed, 3 passed" in said
    name = "test_screens.py/test_the_till_adds_up[chromium]/1.png"
    assert f"2 values of customers show on {name}, 1280 x 720 pixels:" in said
    assert re.search(r'^  critical PAYMENT_CARD •••• 1111 under "Card number" at 9\d\d,2\d\d$', said, re.MULTILINE)
    assert "    breaks default/account-data: Card numbers, card codes, passwords" in said
    assert "  high POSTAL_ADDRESS 1••• H••• L••• …" in said
    picture = folder / f"{name}.png"
    assert f"Annotated picture, with the data unmasked: {picture}" in said
    assert picture.is_file()
    assert re.search(rf"^To accept it: pytest '.*{re.escape(TILL)}' --screenpii ", said, re.MULTILINE)
    assert ET.parse(folder / "junit.xml").findall(".//failure")
    written = {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.is_file()}
    assert set(written) == {"junit.xml", "screens.html", "screens.json"}
    for text in (said, *written.values()):
        assert [value for value in HIDDEN if value in text] == []


def test_what_shows_can_be_accepted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys.save(b"k" * 32, folder / "key")
    monkeypatch.setenv("SCREENPII_KEY", (folder / "key").read_text().strip())
    code, said = run(folder, SUITE, "--screenpii", bug=True)
    assert code == 1
    told = re.search(r"To accept it: pytest (.*)", said)
    assert told
    code, said = run(folder, *shlex.split(told[1].replace("WHY", "demo").replace("WHO", "anna")), bug=True)
    assert code == 0, said
    assert ".screenpii-baseline.yaml: 2 accepted, 2 in all" in said
    code, said = run(folder, SUITE, "--screenpii", "--screenpii-baseline=.screenpii-baseline.yaml", bug=True)
    assert code == 0, said
    assert "4 passed" in said
