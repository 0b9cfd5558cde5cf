"""What is covered in a picture becomes mask characters of the lines that are read, masked for the policy."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from screenpii.assembly import choose, policy_of
from screenpii.config import Settings
from screenpii.imaging.covers import BAR, Cover
from screenpii.lexicon.masks import is_masked
from screenpii.ocr import Reader, create
from screenpii.ocr.doubt import doubt
from screenpii.ocr.hidden import with_covers
from screenpii.pipeline import Pipeline
from screenpii.policy.masking import masking_of
from screenpii.types import Box, Char, Frame, Line, Pixels
from tests.imaging.forms import LIGHT, PINK, RIGHT, ROWS, Paint, bar, blur, form, mosaic


@pytest.fixture(scope="module")
def screen() -> Reader:
    return create(Settings())


def read(screen: Reader, pixels: Pixels) -> list[Line]:
    return sorted(screen.read(Frame("t", pixels)), key=lambda line: (line.box.top // 20, line.box.left))


@pytest.mark.parametrize(("gap", "text"), [(0, "0171 55██"), (1, "0171 55██"), (8, "0171 55 ██")])
def test_a_cover_that_touches_a_word_hides_the_rest_of_it(gap: int, text: str) -> None:
    chars = tuple(Char(c, Box(10 * k, 0, 10 * k + 10, 12) if c != " " else None) for k, c in enumerate("0171 55"))
    found = with_covers([Line(chars, 1.0)], [Cover(Box(70 + gap, 0, 84 + gap, 12), BAR, 12.0)])
    assert [line.text for line in found] == [text]


def test_a_covered_value_is_masked_for_the_policy(screen: Reader) -> None:
    lines = read(screen, form(LIGHT, bar("#000000"), 4))
    card = next(line for line in lines if line.text.endswith("1111"))
    assert set(card.text) - {" "} == {BAR, "1"}
    assert masking_of("PAYMENT_CARD", card.text).trailing == 4
    assert masking_of("PAYMENT_CARD", card.text).state == "full"
    boxes = [char.box for char in card.chars if char.text == BAR and char.box]
    assert abs(Box.around(boxes).left - RIGHT) <= 2
    assert all(box.width <= 0.9 * 12 for box in boxes)


@pytest.mark.parametrize("paint", [bar("#000000"), blur(4), mosaic(6), bar(PINK)])
def test_nothing_exposed_nothing_unread(screen: Reader, paint: Paint) -> None:
    pixels = form(LIGHT, paint)
    lines = read(screen, pixels)
    assert [line.text for line in lines if not is_masked(line.text)] == list(ROWS)
    assert not doubt(Frame("t", pixels), lines, screen.read)
    reading = Pipeline(screen, choose(Settings()), 0.5, policy_of(Settings()), b"key")(Frame("t", pixels))
    assert not reading.reason
    assert {finding.verdict for finding in reading.findings} <= {"masked"}


def test_part_of_a_line(screen: Reader) -> None:
    image = Image.new("RGB", (460, 80), "white")
    font = ImageFont.load_default(18)
    ImageDraw.Draw(image).text((20, 30), "Card: 4111 1111 1111 4242", fill="black", font=font)
    ends = [
        round(20 + ImageDraw.Draw(image).textlength(text, font=font))
        for text in ("Card: 4111 ", "Card: 4111 1111 1111")
    ]
    bar("#000000")(image, (ends[0], 31, ends[1], 52))
    (line,) = read(screen, np.array(image))
    start, end = line.text.split(BAR)[0], line.text.split(BAR)[-1]
    assert (start, end) == ("Card: 4111 ", " 4242")
