"""The `tesseract` engine on real screens: values as they stand, boxes that hold their ink, and any size of picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.reading import load
from benchmarks.reading_measures import Tally, measure
from screenpii.config import Settings
from screenpii.errors import MissingEngineError
from screenpii.imaging.lines import TextLine
from screenpii.ocr import Reader, create
from screenpii.ocr.tesseract.hocr import distinct, parsed
from screenpii.ocr.tesseract.sheets import CAPITAL_HEIGHT_PX, MAX_SIDE_PX, Strip, cut_out, sheets
from screenpii.types import Box, Frame

SAMPLES = Path(__file__).parents[2] / "samples"
# One of each: light, dark, small text.
PAGES = ("customer-record", "pos-fuel", "pos-legacy")


def settings(**values: Any) -> Settings:
    return Settings.model_validate({"engine": "tesseract", **values})


@pytest.fixture(scope="module")
def engine() -> Reader:
    return create(settings())


@pytest.fixture(scope="module", params=PAGES)
def tally(engine: Reader, request: pytest.FixtureRequest) -> Tally:
    truth, pixels = load(SAMPLES / f"{request.param}.json")
    return measure(truth, pixels, engine.read(Frame(request.param, pixels)))


def test_reads_values_as_they_stand(tally: Tally) -> None:
    assert tally.exact >= 0.8 * tally.values, tally.misses


def test_boxes_hold_the_ink_of_the_value(tally: Tally) -> None:
    assert min(tally.ink) > 0.97


def test_a_cell_is_a_line_of_its_own(tally: Tally) -> None:
    assert tally.split + tally.fused + tally.unread <= 0.1 * tally.parts


def test_reads_a_photograph(engine: Reader) -> None:
    """Noise and a falling light make it one: no pixel is like its neighbour."""
    truth, pixels = load(SAMPLES / "customer-record.json")
    light = np.linspace(1.0, 0.6, pixels.shape[1])[None, :, None]
    noise = np.random.default_rng(1).normal(0, 6, pixels.shape)
    photo = np.clip(pixels * light + noise, 0, 255).astype(np.uint8)
    tally = measure(truth, photo, engine.read(Frame("photo", photo)))
    assert tally.exact >= 0.5 * tally.values, tally.misses


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (3, 3), (5, 700), (17_000, 12)])
def test_no_size_is_too_odd(engine: Reader, size: tuple[int, int]) -> None:
    noise = np.random.default_rng(2).integers(0, 256, (*size, 3), np.uint8)
    within = Box(0, 0, size[1], size[0])
    boxes = [char.box for line in engine.read(Frame("odd", noise)) for char in line.chars if char.box]
    assert all(box.overlap(within) == box.area > 0 for box in boxes)


@pytest.mark.parametrize(("ink", "paper"), [((0, 0, 0), (255, 255, 255)), ((240, 240, 80), (10, 20, 60))])
def test_a_strip_is_black_on_white_of_one_height(ink: tuple[int, ...], paper: tuple[int, ...]) -> None:
    pixels = np.full((40, 60, 3), paper, np.uint8)
    pixels[15:25, 20:40] = ink
    strip = cut_out(pixels, TextLine(np.array([[20, 15, 20, 10, 200]], np.int32), 10.0), [])
    assert strip.pixels[0, 0] > 250
    assert strip.pixels[strip.pixels.shape[0] // 2, strip.pixels.shape[1] // 2] < 20
    assert CAPITAL_HEIGHT_PX < strip.pixels.shape[0] < 2 * CAPITAL_HEIGHT_PX


def test_sheets_stay_within_the_limits() -> None:
    strip = Strip(np.full((30, 200), 255, np.uint8), Box(0, 0, 200, 30), Box(0, 0, 200, 30))
    found = list(sheets([strip] * 1000))
    assert sum(map(len, found)) == 1000
    assert len(found) > 1
    assert all(sum(s.room for s in sheet) <= MAX_SIDE_PX for sheet in found)


def test_hocr_becomes_words_and_markup_letters() -> None:
    hocr = (
        "<span class='ocr_line' title=\"bbox 0 0 90 20; baseline 0 0\">"
        "<span class='ocrx_word' id='w1' title='bbox 5 2 40 18; x_wconf 91'>"
        "<span class='ocrx_cinfo' title='x_bboxes 5 2 20 18; x_conf 99.1'>&amp;</span>"
        "<span class='ocrx_cinfo' title='x_bboxes 21 2 40 18; x_conf 98'>&lt;</span></span></span>"
    )
    (word,) = parsed(hocr)
    assert [text for text, _, _ in word.chars] == ["&", "<"]
    assert (word.edges, word.confidence, word.line) == ((5, 2, 40, 18), 0.91, 1)


def test_of_two_readings_of_one_place_the_surer_stays() -> None:
    title = "<span class='ocrx_word' title='bbox {} 2 {} 18; x_wconf {}'>"
    letter = "<span class='ocrx_cinfo' title='x_bboxes 5 2 40 18; x_conf 9'>{}</span></span>"
    hocr = title.format(5, 40, 60) + letter.format("a") + title.format(6, 41, 80) + letter.format("b")
    kept = distinct(list(parsed(hocr)))
    assert [word.chars[0][0] for word in kept] == ["b"]


def test_a_language_that_is_not_installed_is_named() -> None:
    with pytest.raises(MissingEngineError, match="tesseract-ocr-xyz"):
        create(settings(languages=("en", "xyz")))
