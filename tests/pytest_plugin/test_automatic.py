"""What tests shoot by themselves: Playwright with a real browser, Selenium, folders, and the baseline."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from screenpii import keys
from tests.pytest_plugin.conftest import SHOWS, SYSTEMS_BROWSER, Run

PLAYWRIGHT = f"""{SYSTEMS_BROWSER}
import base64, os

def show(page, path):
    data = base64.b64encode(Path(path).read_bytes()).decode()
    page.set_viewport_size({{"width": 1366, "height": 768}})
    page.set_content(f"<style>*{{{{margin:0}}}}</style><img src='data:image/png;base64,{{data}}'>")
    page.wait_for_function("document.images[0].complete")
"""


def test_playwright(run: Run, pytester: pytest.Pytester) -> None:
    tests = f"""{PLAYWRIGHT}
def test_deleted_at_once(page):
    show(page, SHOWS)
    page.screenshot(path="till.png")
    os.unlink("till.png")

def test_locator(page):
    show(page, SHOWS)
    page.locator("img").screenshot()

def test_clean(page):
    page.set_content("<h1>Welcome</h1><p>Open the drawer</p>")
    page.screenshot()

def test_page_handed_over(page, assert_no_pii):
    show(page, SHOWS)
    with pytest.raises(AssertionError, match="PERSON_NAME"):
        assert_no_pii(page)

@pytest.mark.screenpii(allow=["PERSON_NAME"])
def test_some_allowed(page):
    show(page, SHOWS)
    page.screenshot()
"""
    result = run(tests, "--screenpii", "--screenpii-report", "json=report.json", "--junitxml", "junit.xml")
    result.assert_outcomes(passed=2, failed=3)
    result.stdout.fnmatch_lines(["*values of customers show on till.png, 1366 x 768 pixels:", "*PERSON_NAME*"])
    failures = ET.parse(pytester.path / "junit.xml").findall(".//failure")
    assert len(failures) == 3
    assert "breaks default/contact-data" in (failures[0].text or "")
    report = json.loads((pytester.path / "report.json").read_text())
    sources = {frame["source"] for frame in report["frames"]}
    assert {"till.png", "test_till.py/test_locator[chromium]/1.png"} <= sources


def test_what_hides_it_is_named_also_where_the_page_has_gone_on(run: Run, pytester: pytest.Pytester) -> None:
    tests = f"""{PLAYWRIGHT}
TILL = '<h1>Till</h1><p>E-mail <b data-testid="mail">ada.lindqvist@example.com</b></p>'

def test_shot(page):
    page.set_content(TILL)
    page.screenshot(full_page=True)
    page.set_content("<h1>Welcome</h1>")

def test_handed_over(page, assert_no_pii):
    page.set_content(TILL)
    assert_no_pii(page)

def test_hidden(page):
    page.set_content(TILL)
    page.screenshot(mask=[page.locator("[data-testid=mail]")])

def test_part(page):
    page.set_content(TILL)
    page.screenshot(clip={{"x": 0, "y": 0, "width": 400, "height": 200}})
"""
    result = run(tests, "--screenpii", "--screenpii-report", "json=report.json")
    result.assert_outcomes(passed=1, failed=3)
    hint = 'To hide it: page.screenshot(mask=[page.locator("[data-testid=mail]")])'
    assert sum(hint in line for line in result.outlines) == 2
    findings = json.loads((pytester.path / "report.json").read_text())["findings"]
    assert [f.get("selector", "") for f in findings if f["verdict"] == "exposed"].count("[data-testid=mail]") == 2


def test_screenshots_of_fixtures_make_an_error_and_each_picture_one_fault(run: Run) -> None:
    tests = f"""{PLAYWRIGHT}
def test_passes(page):
    show(page, SHOWS)

def test_fails(page):
    show(page, SHOWS)
    page.screenshot()
    assert 1 == 2
"""
    result = run(tests, "--screenpii", "--screenshot", "on")
    result.assert_outcomes(passed=1, failed=1, errors=2)
    assert result.stdout.str().count("of customers show on") == 2
    result.stdout.fnmatch_lines(["*ERROR at teardown of test_passes*"])


def test_asynchronous_playwright(run: Run) -> None:
    tests = """
import asyncio, base64
from pathlib import Path
from playwright.async_api import async_playwright

async def shoot():
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = await browser.new_page()
        data = base64.b64encode(Path(SHOWS).read_bytes()).decode()
        await page.set_content(f"<img id='till' src='data:image/png;base64,{data}'>")
        await page.screenshot()
        await browser.close()

def test_it():
    asyncio.run(shoot())
"""
    result = run(tests, "--screenpii", "-p", "no:playwright")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*PERSON_NAME*", '*mask=[[]page.locator("#till")[]]*'])


def test_selenium(run: Run) -> None:
    """The class is Selenium's own; what it would send to a browser's driver is answered here."""
    tests = """
import base64
from pathlib import Path
import pytest
from selenium.webdriver.remote.webdriver import WebDriver

class Driver(WebDriver):
    def __init__(self): pass
    def execute(self, command, params=None):
        return {"value": base64.b64encode(Path(SHOWS).read_bytes()).decode()}

@pytest.mark.parametrize("shoot", [lambda d: d.save_screenshot("a.png"), lambda d: d.get_screenshot_as_png()])
def test_it(shoot):
    shoot(Driver())

def test_driver_handed_over(assert_no_pii):
    with pytest.raises(AssertionError, match="PERSON_NAME"):
        assert_no_pii(Driver())
"""
    run(tests, "--screenpii").assert_outcomes(passed=1, failed=2)


def test_folders_are_looked_into_at_the_end(run: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "shots").mkdir()
    old = pytester.path / "shots" / "old.png"
    shutil.copy(SHOWS, old)
    tests = """
import shutil, time

def test_it():
    time.sleep(0.1)
    shutil.copy(SHOWS, "shots/new.png")
"""
    result = run(tests, "--screenpii", "--screenpii-report=csv=found.csv", ini="screenpii_folders = shots")
    result.assert_outcomes(passed=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["* values of customers show on shots/new.png, *"])
    assert "old.png" not in (pytester.path / "found.csv").read_text()


def test_content_decides_in_folders(run: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "shots").mkdir()
    tests = """
import shutil
from pathlib import Path

def test_it():
    shutil.copy(SHOWS, "shots/till.jfif")
    shutil.copy(SHOWS, "shots/again")
    Path("shots/notes.png.txt").write_text("text")
"""
    result = run(tests, "--screenpii", "--screenpii-report=csv=found.csv", ini="screenpii_folders = shots")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["* values of customers show on shots/again, *"])
    assert "notes" not in (pytester.path / "found.csv").read_text()


def test_names_begin_below_the_configuration(
    run: Run, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As those of `screenpii scan`, where pytest's root lies deeper; a baseline with names below that still fits."""
    monkeypatch.setenv("SCREENPII_KEY", keys.written(b"k" * 32))
    (pytester.path / "screenpii.toml").touch()
    (pytester.path / "web").mkdir()
    tests = """
import shutil

def test_it(assert_no_pii):
    assert_no_pii(shutil.copy(SHOWS, "web/till.png"))
"""
    options = ("--screenpii", "--rootdir=web", "--screenpii-baseline=known.yaml")
    run(tests, *options, "--screenpii-accept=demo", "--screenpii-owner=anna").assert_outcomes(passed=1)
    name = "web/till.png"
    text = (pytester.path / "known.yaml").read_text()
    assert text.count(f"screen: {name}\n") == 6
    old = text.replace(f"screen: {name}", "screen: till.png").replace("baseline/2", "baseline/1")
    (pytester.path / "known.yaml").write_text(old)
    run("", *options).assert_outcomes(passed=1)
    (pytester.path / "known.yaml").write_text(old.replace("screen: till.png", "screen: other.png"))
    run("", *options).assert_outcomes(failed=1)


def test_the_command_that_it_names_accepts(
    run: Run, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.save(b"k" * 32, pytester.path / "key")
    monkeypatch.setenv("SCREENPII_KEY", (pytester.path / "key").read_text().strip())
    tests = "def test_it(assert_no_pii):\n    assert_no_pii(SHOWS)\n"
    failed = run(tests, "--screenpii")
    failed.assert_outcomes(failed=1)
    found = re.search(r"To accept it: pytest (.*)", failed.stdout.str())
    assert found
    accepted = run("", *found[1].replace("WHY", "demo").replace("WHO", "anna").split())
    accepted.assert_outcomes(passed=1)
    accepted.stdout.fnmatch_lines([".screenpii-baseline.yaml: 6 accepted, 6 in all"])
    again = run("", "--screenpii", "--screenpii-baseline", ".screenpii-baseline.yaml")
    again.assert_outcomes(passed=1)
    assert Path(pytester.path / ".screenpii-baseline.yaml").read_text().count("owner: anna") == 6


def test_accepting_lets_no_unread_picture_pass(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCREENPII_KEY", keys.written(b"k" * 32))
    tests = "def test_it(assert_no_pii):\n    assert_no_pii(b'no picture')\n"
    options = ("--screenpii", "--screenpii-accept=demo", "--screenpii-owner=anna")
    result = run(tests, *options)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*was not read*"])


def test_pictures_of_one_path_are_all_reported(run: Run, pytester: pytest.Pytester) -> None:
    tests = """
import shutil

def test_it(assert_no_pii):
    try:
        assert_no_pii(shutil.copy(SHOWS, "till.png"))
    finally:
        assert_no_pii(shutil.copy(MASKED, "till.png"), allow=["VEHICLE_PLATE"])
"""
    run(tests, "--screenpii", "--screenpii-report", "json=r.json").assert_outcomes(failed=1)
    report = json.loads((pytester.path / "r.json").read_text())
    assert [frame["source"] for frame in report["frames"]] == ["till.png", "till.png"]
    assert "exposed" in {finding["verdict"] for finding in report["findings"]}
