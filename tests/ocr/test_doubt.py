"""Frames that are turned or in an unknown script are told; upright Latin ones, with icons and masks, are not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from benchmarks.reading import load
from screenpii import assembly, pipeline
from screenpii.config import Settings
from screenpii.ocr import Reader, create
from screenpii.ocr.doubt import MAX_LINES_PER_FRAME, SIDEWAYS, UNKNOWN, UNREAD, UPSIDE_DOWN, doubt, legible, unread
from screenpii.types import Box, Char, Frame, Line, Page, Pixels

SAMPLES = Path(__file__).parents[2] / "samples"
SCRIPTS = Path(__file__).parent / "scripts"
BLANK = Frame("blank", np.full((900, 900, 3), 255, np.uint8))


def line(text: str, row: int = 0, confidence: float = 1.0, wide: int = 8) -> Line:
    """Text on a row of its own; each character `wide` pixels wide and 12 high."""
    chars = [
        Char(c, None if c == " " else Box(20 + k * wide, 20 + 20 * row, 20 + (k + 1) * wide, 32 + 20 * row))
        for k, c in enumerate(text)
    ]
    return Line(tuple(chars), confidence)


def page(*texts: str, confidence: float = 1.0, wide: int = 8) -> list[Line]:
    return [line(text, k, confidence, wide) for k, text in enumerate(texts)]


PLAIN = page("Customer", "Ada Example", "Order 5521", "ada@example.com", "Deliver to", "Orchard Road")
UNSURE = page("Mısło", "uoɔ Aıɐ", "KnueHT", "3aKa3", confidence=0.7)


def judged(lines: list[Line], *turned: list[Line]) -> str:
    """What is said of lines, if a reading of the frame turned gives the next of `turned` each time, or nothing."""
    readings = iter(turned)
    return doubt(BLANK, lines, lambda frame: next(readings, []))


@pytest.mark.parametrize(
    "lines",
    [
        [],
        PLAIN,
        [*PLAIN, *UNSURE[:2]],
        [*PLAIN, *page("—", "—", "…", wide=80)],
        [*PLAIN, *page(UNREAD, UNREAD * 2, UNREAD, UNREAD * 2, UNREAD)],
        [*PLAIN, *page("•••• 4242", "***", "xxxx xxxx", "XXX xx 12", confidence=0.5)],
        [*PLAIN, *page("4711", "17:05", "$3.90", "12.5%", confidence=0.8)],
        [*PLAIN, *page("———", "…", "___", wide=40)],
    ],
    ids=["nothing", "plain", "a logo", "separators", "icons", "masks", "numbers", "rules"],
)
def test_nothing_speaks_against_a_plain_page(lines: list[Line]) -> None:
    assert judged(lines) == ""


@pytest.mark.parametrize(
    "lines",
    [
        UNSURE,
        page(UNREAD * 8, UNREAD * 5, UNREAD * 7),
        page(", .6", "2. ,", ".,:", wide=60),
        page("TL", "04", "~", wide=70),
        [*PLAIN[:3], *UNSURE],
    ],
    ids=["look-alikes", "nothing read", "signs alone", "single signs", "half of it"],
)
def test_lines_that_hardly_say_what_stands_there_are_told(lines: list[Line]) -> None:
    assert judged(lines) == UNKNOWN


def test_what_is_plain_when_it_is_turned_is_upside_down() -> None:
    assert judged(UNSURE, PLAIN) == UPSIDE_DOWN


def test_letters_in_stacks_are_sideways_if_turning_makes_lines_of_them() -> None:
    stacks = page(*"Customer Ada Example".replace(" ", ""), *("ab",) * 10)
    assert judged(stacks, [], PLAIN) == SIDEWAYS
    assert judged(stacks, stacks, stacks) == ""
    assert judged(stacks, stacks, UNSURE) == UNKNOWN


def test_the_part_read_again_is_bounded_and_lies_amid_the_lines() -> None:
    seen: list[Frame] = []

    def read(frame: Frame) -> list[Line]:
        seen.append(frame)
        return []

    pixels = np.zeros((3000, 2000, 3), np.uint8)
    pixels[30:100, 20:100] = 255
    assert doubt(Frame("large", pixels), UNSURE, read) == UNKNOWN
    (part,) = seen
    assert (part.width, part.height) == (800, 800)
    assert part.pixels[-40:, -40:].any()


def test_unread_lines_are_dropped_before_the_layout() -> None:
    lines = [line("Total"), Line(unread([Box(0, 0, 9, 9)]), 0.0)]
    assert legible(lines) == lines[:1]


class Crowd:
    """An engine that sees more lines than are looked at."""

    def read(self, frame: Frame) -> list[Line]:
        return [line("Total")] * (MAX_LINES_PER_FRAME + 7)


def test_too_many_lines_make_a_frame_partial(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[int] = []

    def arranged(frame: Frame, lines: list[Line]) -> Page:
        laid.append(len(lines))
        return Page(frame, ())

    monkeypatch.setattr(pipeline, "arrange", arranged)
    flow = pipeline.Pipeline(Crowd(), [], 0.5, assembly.policy_of(Settings()), b"k")
    reading = flow(Frame("t", np.eye(9, dtype=np.uint8)[:, :, None].repeat(3, 2)))
    assert laid == [MAX_LINES_PER_FRAME]
    assert reading.reason == f"{MAX_LINES_PER_FRAME:,} lines is the limit; 7 more were ignored"


@pytest.fixture(scope="module")
def screen() -> Reader:
    return create(Settings())


def told(engine: Reader, pixels: Pixels) -> str:
    frame = Frame("t", np.ascontiguousarray(pixels))
    return doubt(frame, engine.read(frame), engine.read)


@pytest.mark.parametrize("name", ["handheld-delivery", "pos-checkout"])
@pytest.mark.parametrize(("turns", "reason"), [(0, ""), (1, SIDEWAYS), (2, UPSIDE_DOWN), (3, SIDEWAYS)])
def test_turned_screens_are_told(screen: Reader, name: str, turns: int, reason: str) -> None:
    assert told(screen, np.rot90(load(SAMPLES / f"{name}.json")[1], turns)) == reason


def test_a_calendar_is_not_sideways(screen: Reader) -> None:
    image = Image.new("RGB", (700, 400), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(20)
    draw.text((40, 20), "May 2026", "black", font)
    for day in range(31):
        draw.text((40 + 90 * (day % 7), 80 + 60 * (day // 7)), str(day + 1), "black", font)
    assert told(screen, np.array(image, dtype=np.uint8)) == ""


def picture(name: str) -> Pixels:
    with Image.open(SCRIPTS / f"{name}.png") as image:
        return np.array(image.convert("RGB"), dtype=np.uint8)


@pytest.mark.parametrize("script", ["ar", "el", "he", "hi", "ja", "ko", "ru", "th", "zh"])
def test_other_scripts_are_told(screen: Reader, script: str) -> None:
    assert told(screen, picture(script)) == UNKNOWN
