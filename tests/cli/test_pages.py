"""Web pages through the whole command: what shows is found, and is gone under the masks that are suggested."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import jsonschema
import pytest

from screenpii.cli import run
from screenpii.sources.web import browser
from tests.cli.conftest import Ran
from tests.sources.site import Site, running

SCHEMA = Path(__file__).parents[2] / "scanner/screenpii/reports/schema/report-1.json"
VALUES = ("Oyelaran", "Feldkamp", "4111 1111", "oyelaran@")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running() as site:
        yield site


@pytest.fixture
def scan(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Ran]:
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: str) -> Ran:
        return Ran(run(["scan", *arguments]), *capfd.readouterr())

    return ran


def test_what_shows_is_gone_under_the_suggested_masks(site: Site, scan: Callable[..., Ran], tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    ran = scan(site.url("/till"), "--format", "json", "--report", "html=r.html", "--report", "table=r.txt")
    report = json.loads(ran.out)
    jsonschema.validate(report, json.loads(SCHEMA.read_text()))
    assert ran.code == 1
    found = {f["type"]: f["selector"] for f in report["findings"]}
    assert found["PAYMENT_CARD"] == "input[name=card]"
    assert found["PERSON_NAME"] in {"[data-testid=customer-name]", "#orders td:nth-child(2)"}
    everything = ran.out + ran.err + "".join((tmp_path / name).read_text() for name in ("r.html", "r.txt"))
    assert [value for value in VALUES if value in everything] == []

    hidden = dict.fromkeys(one for f in report["findings"] for one in f["selector"].split(", "))
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser()).new_page(viewport={"width": 1366, "height": 768})
        page.goto(site.url("/till"))
        page.screenshot(path=tmp_path / "masked.png", mask=[page.locator(one) for one in hidden])
    assert scan("masked.png").code == 0


def test_pages_and_files_in_one_run(site: Site, scan: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text(f"{site.url('/clean')}\n{site.url('/nope?name=Ada')}\n")
    ran = scan("--url-list", "urls.txt", "--report", "sarif=r.sarif", "--report", "junit=r.xml", "--annotate", "seen")
    assert ran.code == 3
    assert f"{site.url('/nope')}?name=…" in ran.out.replace("\n", "")
    assert "Ada" not in ran.out + ran.err + (tmp_path / "r.sarif").read_text() + (tmp_path / "r.xml").read_text()
    assert [p.name for p in (tmp_path / "seen").rglob("*.png")] == ["clean.png"]


def test_options_are_checked_before_anything_runs(scan: Callable[..., Ran]) -> None:
    for arguments, said in (
        (["https://shop.example/"], "--allow-host shop.example"),
        (["http://localhost/", "--viewport-size", "big"], "pages.viewports.0: "),
        (["http://localhost/", "--color-scheme", "sepia"], "pages.schemes.0: "),
        (["http://localhost/", "--allow-host", "a, EXCLUDE b"], "pages.allow_hosts.0: "),
        ([], "name images, folders of images, addresses of web pages, or a display"),
        (["--url-list", "nope.txt"], "nope.txt: cannot be read (no such file or directory)"),
    ):
        ran = scan(*arguments)
        assert (ran.code, said in ran.err) == (2, True), ran.err


def test_settings_of_the_file_hold_beside_options(site: Site, scan: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "screenpii.toml").write_text('[pages]\nviewports = ["320x480"]\n')
    ran = scan(site.url("/clean"), "--full-page", "--format", "json")
    assert [frame["width"] for frame in json.loads(ran.out)["frames"]] == [320]
