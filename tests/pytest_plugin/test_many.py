"""Five hundred different pictures in one run: all are reported, and nothing but the report grows with them."""

from __future__ import annotations

import io
import json

import psutil
import pytest
from PIL import Image, ImageDraw, ImageFont

from screenpii.config import Settings
from screenpii.pytest_plugin.checker import Checker
from screenpii.pytest_plugin.shots import Shot
from screenpii.sources import Item
from screenpii.types import Reading
from tests.pytest_plugin.conftest import SYSTEMS_BROWSER, Run

TESTS = (
    SYSTEMS_BROWSER
    + """
@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"viewport": {"width": 280, "height": 90}}

@pytest.mark.parametrize("shelf", range(10))
def test_shelf(page, shelf):
    page.set_content("<style>*{margin:4px;font:16px sans-serif}</style><p>Stock</p><p id='count'></p>")
    for n in range(50 * shelf, 50 * shelf + 50):
        text = "Card number 4111 1111 1111 1111" if n == 321 else f"Mugs on the shelf: {n}"
        page.evaluate("text => document.getElementById('count').textContent = text", text)
        page.screenshot()
"""
)


@pytest.mark.slow
def test_five_hundred_screenshots(run: Run, pytester: pytest.Pytester) -> None:
    result = run(TESTS, "--screenpii", "--screenpii-report=json=r.json")
    result.assert_outcomes(passed=9, failed=1)
    report = json.loads((pytester.path / "r.json").read_text())
    assert len({frame["source"] for frame in report["frames"]}) == len(report["frames"]) == 500
    exposed = [(f["type"], f["source"]) for f in report["findings"] if f["verdict"] == "exposed"]
    assert exposed == [("PAYMENT_CARD", "test_till.py/test_shelf[chromium-6]/22.png")]


@pytest.mark.slow
def test_memory_does_not_grow_with_them() -> None:
    checker = Checker(Settings(), b"k" * 32, most=50)
    process, before = psutil.Process(), 0
    for n in range(500):
        (reading,) = checker.results(Shot(drawn(n)), f"{n}.png", (), ())
        assert isinstance(reading, Reading)
        assert [finding.type for finding in reading.exposures] == ["PAYMENT_CARD"]
        before = process.memory_info().rss if n == 100 else before
    assert len(checker.seen) == 50
    assert process.memory_info().rss - before < 20_000_000  # their pixels alone are more than twice as many bytes


def test_what_came_lately_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    checker = Checker(Settings(), b"k" * 32, most=2)
    read: list[str] = []

    def reads(item: Item, policy: tuple[str, ...]) -> list[Reading]:
        read.append(item.source)
        return []

    monkeypatch.setattr(checker, "_read", reads)
    for n in (1, 2, 1, 3, 2, 1):
        checker.results(Shot(b"%d" % n), f"{n}.png", (), ())
    assert read == ["1.png", "2.png", "3.png", "1.png"]


def drawn(number: int) -> bytes:
    """A small picture that takes as many bytes as its pixels, each with its number and a card's."""
    image = Image.new("RGB", (320, 120), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(16)
    pen.text((10, 20), f"Till {number}", fill="black", font=font)
    pen.text((10, 60), "Card number   4111 1111 1111 1111", fill="black", font=font)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=0)
    return out.getvalue()
