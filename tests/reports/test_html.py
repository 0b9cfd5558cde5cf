"""The page for people, in a real browser: it works, it loads nothing, and nobody is shut out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from screenpii import assembly
from screenpii.config import Settings
from screenpii.entities import entities
from screenpii.policy.judge import Policy, judge
from screenpii.policy.pack import load
from screenpii.policy.record import record_of
from screenpii.reports import formats
from screenpii.reports.html import MAX_PICTURES, MAX_SCREENS
from screenpii.summary import Report
from screenpii.types import FIRST, Box, Reading, Skipped
from tests.policy.judging import FRAME, entity
from tests.reports.sample import reported

KEY = b"k" * 32
PACKS = ("default", "pci-dss-4.0.1")
HOSTILE = '<script>alert(1)</script>"\'>&\u202e=HYPERLINK("x")\x1b[31m'
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def reading(number: int, screen: str, *kinds: tuple[str, str], picture: bytes = b"", source: str = "") -> Reading:
    types = frozenset(entities.load())
    policy = Policy(tuple(load(name, types) for name in PACKS))
    seen = [
        replace(entity(kind, text, box=Box(10, 20 * k, 90, 20 * k + 12)), label=kind.title())
        for k, (kind, text) in enumerate(kinds)
    ]
    found = tuple(map(record_of, judge(seen, FRAME, policy, KEY)))
    name = source or f"{number}.png"
    return Reading(name, FIRST, 600, 400, 0.1, found, title="Order details", screen=screen, wireframe=picture)


def report(*readings: Reading, skipped: tuple[Skipped, ...] = ()) -> Report:
    rules = assembly.rules_of(Settings(policy=PACKS))
    packs = tuple((name, "1") for name in PACKS)
    return reported(readings, skipped, engine="screen", policies=packs, rules=rules)


def render(told: Report) -> bytes:
    return formats.load()["html"].whole(told)


CARD, NAME, MAIL = ("PAYMENT_CARD", "4111 1111 1111 1111"), ("PERSON_NAME", "Amara Okafor"), ("EMAIL", "a@example.com")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield one
        one.close()


def opened(browser: Browser, tmp_path: Path, told: Report, **context: object) -> tuple[Page, list[str]]:
    """The report in a page, and all that the browser complains about or tries to fetch."""
    file = tmp_path / "report.html"
    file.write_bytes(render(told))
    page = browser.new_context(**context).new_page()  # type: ignore[arg-type]
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on(
        "request", lambda request: complaints.append(request.url) if request.url[:5] not in ("file:", "data:") else None
    )
    page.goto(file.as_uri())
    return page, complaints


def test_screens_stand_worst_first_and_are_filtered(browser: Browser, tmp_path: Path) -> None:
    told = report(reading(1, "s1:a", MAIL), reading(2, "s1:b", CARD, NAME), reading(3, "s1:b", CARD))
    page, complaints = opened(browser, tmp_path, told)
    articles = page.locator("article:visible")
    assert articles.nth(0).locator("code").first.inner_text() == "s1:b"
    assert "2 captures · 2 exposed fields" in articles.nth(0).inner_text()
    page.select_option("#type", "EMAIL")
    assert articles.count() == 1
    assert page.locator("output").inner_text() == "1 of 2 screens"
    page.select_option("#type", "")
    page.select_option("#severity", "critical")
    assert articles.count() == 1
    page.select_option("#severity", "")
    page.fill("#words", "payment_card")
    assert articles.count() == 1
    assert complaints == []


def test_keys(browser: Browser, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path, report(reading(1, "s1:a", MAIL), reading(2, "s1:b", CARD)))
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.querySelector('code').textContent") == "s1:a"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.querySelector('code').textContent") == "s1:b"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "words"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(browser: Browser, tmp_path: Path, scheme: str) -> None:
    """axe-core; the page's own policy would forbid its script."""
    told = report(reading(1, "s1:a", MAIL, CARD, NAME), skipped=(Skipped("b.png", "not an image"),))
    page, _ = opened(browser, tmp_path, told, color_scheme=scheme, bypass_csp=True)
    found = Axe().run(page, options=WCAG)
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []


def test_hostile_names_are_text(browser: Browser, tmp_path: Path) -> None:
    told = report(reading(1, HOSTILE, NAME, source=HOSTILE), skipped=(Skipped(HOSTILE, HOSTILE),))
    page, complaints = opened(browser, tmp_path, told)
    assert complaints == []
    assert page.locator("script").count() == 1
    assert "<script>alert(1)" in page.locator("main").inner_text()
    assert "\u202e" not in page.content()


def test_the_policy_forbids_everything_else(browser: Browser, tmp_path: Path) -> None:
    page, complaints = opened(browser, tmp_path, report(reading(1, "s1:a", NAME)))
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.com/x.png'}))")
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in text for text in complaints)


def test_no_value_stands_in_it() -> None:
    text = render(report(reading(1, "s1:a", CARD, NAME, MAIL))).decode()
    for value in ("4111 1111", "41111111", "Okafor", "a@example.com"):
        assert value not in text


def test_clean_and_incomplete_runs_say_so() -> None:
    assert "Nothing is exposed." in render(report(reading(1, "s1:a"))).decode()
    text = render(report(skipped=(Skipped("b.png", "not an image"),))).decode()
    assert "Nothing was found. Not everything was read." in text
    assert "Nothing is exposed" not in text


def test_it_prints(browser: Browser, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path, report(reading(1, "s1:a", CARD, NAME)))
    page.emulate_media(media="print")
    assert not page.locator("form").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_five_thousand_frames_stay_one_small_page(browser: Browser, tmp_path: Path) -> None:
    readings = [reading(k, f"s1:{k % 2500:04x}", CARD, NAME, MAIL, picture=b"x" * 60_000) for k in range(50)]
    many = [
        replace(readings[k % 50], source=f"{k}.png", screen=f"s1:{k % 2500:04x}", wireframe=b"x" * 60_000)
        for k in range(5_000)
    ]
    data = render(report(*many))
    assert len(data) < 30_000_000
    text = data.decode()
    assert f"15,000 exposures on 2,500 screens. The worst {MAX_SCREENS:,} screens are shown." in text
    assert len(re.findall("<img ", text)) == MAX_PICTURES
