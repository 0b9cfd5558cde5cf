"""Pictures in the reports of Allure and pytest-html: at the tests that failed, and without any value."""

from __future__ import annotations

import html
import io
import json
import re
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from screenpii import assembly, pipeline
from screenpii.config import Settings
from screenpii.pytest_plugin.attach import drawn
from screenpii.types import Frame
from tests.pytest_plugin.conftest import SHOWS, Run
from tests.test_canary import leaks, shots

__all__ = ["shots"]

TESTS = """
import pytest

@pytest.fixture
def before(assert_no_pii):
    assert_no_pii(IMAGE)

@pytest.fixture
def after(assert_no_pii):
    yield
    assert_no_pii(IMAGE)

def test_fails(assert_no_pii):
    assert_no_pii(IMAGE)

def test_fails_before(before): pass

def test_fails_after(after): pass

def test_clean(assert_no_pii):
    assert_no_pii(MASKED, allow=["VEHICLE_PLATE"])

def test_caught(assert_no_pii):
    with pytest.raises(AssertionError):
        assert_no_pii(IMAGE)

@pytest.mark.xfail(reason="known")
def test_known(assert_no_pii):
    assert_no_pii(IMAGE)
"""
FAILED = {"test_fails", "test_fails_before", "test_fails_after"}


Read = Callable[[bytes], str]


@pytest.fixture(scope="module")
def read() -> Read:
    """What can be read on a picture, enlarged so that the engine sees small text, too.

    The engine is loaded before pytester, which drops the modules that are imported after it.
    """
    loaded = assembly.load(Settings(), b"k" * 32)
    assert isinstance(loaded, pipeline.Pipeline)

    def text(picture: bytes) -> str:
        image = Image.open(io.BytesIO(picture)).convert("RGB")
        image = image.resize((2 * image.width, 2 * image.height), Image.Resampling.LANCZOS)
        return loaded.look(Frame("picture.png", np.asarray(image)))[0].text

    return text


def of_html(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The attachments of each test that has any, as the page gives them to its script."""
    found = re.search(r'data-jsonblob="([^"]*)"', path.read_text("utf-8"))
    assert found
    tests: dict[str, Any] = json.loads(html.unescape(found[1]))["tests"]
    pictures: dict[str, list[dict[str, Any]]] = {}
    for name, rows in tests.items():
        extras = [extra for row in rows for extra in row["extras"]]
        if extras:
            pictures[name.split("::")[1]] = extras
    return pictures


def of_allure(folder: Path) -> dict[str, list[bytes]]:
    """The pictures of each test that has any."""
    tests = [json.loads(path.read_text("utf-8")) for path in folder.glob("*-result.json")]
    return {
        test["name"]: [(folder / one["source"]).read_bytes() for one in test["attachments"]]
        for test in tests
        if test.get("attachments")
    }


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_both(read: Read, run: Run, shots: Path, pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    options = ("--screenpii", "-vv", "-l", "--html=r.html", "--self-contained-html", "--alluredir=allure", *workers)
    result = run(f"IMAGE = {str(shots / 'record.png')!r}\n{TESTS}", *options)
    result.assert_outcomes(passed=3, failed=1, errors=2, xfailed=1)
    in_html, in_allure = of_html(pytester.path / "r.html"), of_allure(pytester.path / "allure")
    assert set(in_html) == set(in_allure) == FAILED
    embedded = {b64decode(extra["content"].split("base64,")[1]) for extras in in_html.values() for extra in extras}
    assert embedded == {picture for pictures in in_allure.values() for picture in pictures}
    for picture in embedded:
        text = read(picture)
        assert "PAYMENT_CARD" in text
        assert leaks(text.encode()) == []
    said = (result.stdout.str() + result.stderr.str()).encode()
    written = {path.name: path.read_bytes() for path in pytester.path.rglob("*") if path.is_file()}
    assert {name: leaks(data) for name, data in {**written, "": said}.items() if leaks(data)} == {}


def test_pictures_beside_the_page(read: Read, run: Run, shots: Path, pytester: pytest.Pytester) -> None:
    tests = f"IMAGE = {str(shots / 'record.png')!r}\ndef test_it(assert_no_pii):\n    assert_no_pii(IMAGE)\n"
    run(tests, "--screenpii", "--html=r.html").assert_outcomes(failed=1)
    (extra,) = of_html(pytester.path / "r.html")["test_it"]
    assert extra["name"] == "test_till.py/test_it/1.png, painted over"
    assert "PAYMENT_CARD" in read((pytester.path / extra["content"]).read_bytes())


def test_the_picture_holds_no_pixel_of_a_value() -> None:
    original = np.asarray(Image.open(SHOWS).convert("RGB"))
    reading = assembly.load(Settings(), b"k" * 32, illustrated=True)(Frame("a.png", original))
    picture = np.asarray(Image.open(io.BytesIO(drawn(reading))).convert("RGB"))
    ratio = picture.shape[1] / reading.width
    boxes = [box for f in reading.exposures if f.type != "PURCHASE_HISTORY" for box in f.boxes]
    assert len(boxes) >= 5
    for box in boxes:
        assert original[box.slices].std(axis=(0, 1)).max() > 40, box
        left, top, right, bottom = (round(side * ratio) for side in (box.left, box.top, box.right, box.bottom))
        inside = picture[top + 2 : bottom - 2, left + 20 : right - 2]  # its number stands at the left
        assert inside.std(axis=(0, 1)).max() < 12, box  # flat paint, but for what WebP makes of it
