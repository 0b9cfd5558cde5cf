"""Values that are painted over, blurred or pixelated become mask characters; what only looks like that does not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from screenpii.config import Settings
from screenpii.lexicon.masks import is_masked
from screenpii.ocr.doubt import doubt
from screenpii.ocr.screen import Screen
from screenpii.ocr.screen.covers import BAR, SOFT, Cover, find_covers, with_covers
from screenpii.ocr.screen.ink import find_ink
from screenpii.pipeline import Pipeline, choose, policy_of
from screenpii.policy.masking import masking_of
from screenpii.types import Box, Char, Frame, Line, Pixels

LIGHT, DARK = ("#ffffff", "#202428"), ("#161b22", "#e6edf3")
ROWS = {"Name": "Ada Example", "Phone": "555 555 0143", "Card": "4111 1111 1111 1111", "E-mail": "ada@example.com"}
LEFT, RIGHT, STEP = 20, 150, 44  # pixels: where labels and values begin, and from row to row
PINK = "#ff00ff"

Paint = Callable[["Image.Image", tuple[int, int, int, int]], None]


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen(Settings())


def bar(colour: str, radius: int = 0) -> Paint:
    return lambda image, box: ImageDraw.Draw(image).rounded_rectangle(box, radius, fill=colour)


def blur(sigma: float) -> Paint:
    def paint(image: Image.Image, box: tuple[int, int, int, int]) -> None:
        wide = (box[0] - 10, box[1] - 3, box[2] + 3, box[3] + 8)  # the label above stays sharp
        image.paste(image.crop(wide).filter(ImageFilter.GaussianBlur(sigma)), wide)

    return paint


def mosaic(block: int) -> Paint:
    def paint(image: Image.Image, box: tuple[int, int, int, int]) -> None:
        width, height = (-((box[k] - box[k + 2]) // block) for k in (0, 1))
        part = image.crop((box[0], box[1], box[0] + width * block, box[1] + height * block))
        small = part.resize((width, height), Image.Resampling.BOX)
        image.paste(small.resize(part.size, Image.Resampling.NEAREST), box[:2])

    return paint


def form(colours: tuple[str, str], paint: Paint | None, shown: int = 0, size: int = 16, under: bool = False) -> Pixels:
    """A form of labels with values, on which `paint` covers the values but for their last characters."""
    ground, ink = colours
    image = Image.new("RGB", (560, 40 + STEP * len(ROWS)), ground)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size)
    for k, (label, value) in enumerate(ROWS.items()):
        y = 20 + STEP * k
        draw.text((LEFT, y), label, fill=ink, font=font)
        x, y = (LEFT, y + size + 4) if under else (RIGHT, y)
        draw.text((x, y), value, fill=ink, font=font)
        hidden = draw.textlength(value[: len(value) - shown], font=font)
        if paint:
            paint(image, (x - 1, y + 1, x + round(hidden), y + size + 4))
    return np.array(image)


def covers(pixels: Pixels) -> list[tuple[str, Box]]:
    return [(cover.sign, cover.box) for cover in find_covers(pixels, find_ink(pixels))]


def read(screen: Screen, pixels: Pixels) -> list[Line]:
    return sorted(screen.read(Frame("t", pixels)), key=lambda line: (line.box.top // 20, line.box.left))


BARS = {"dark": bar("#000000"), "grey": bar("#808080"), "round": bar("#404040", 6), "pink": bar(PINK)}
SOFTS = {"blur 3": blur(3), "blur 4": blur(4), "mosaic 4": mosaic(4), "mosaic 5": mosaic(5), "mosaic 7": mosaic(7)}


@pytest.mark.parametrize("shown", [0, 4])
@pytest.mark.parametrize("name", [*BARS, *SOFTS])
def test_every_covered_value_is_found(name: str, shown: int) -> None:
    found = covers(form(LIGHT, {**BARS, **SOFTS}[name], shown))
    assert [sign for sign, _ in found] == [BAR if name in BARS else SOFT] * len(ROWS)
    assert all(abs(box.left - RIGHT) <= 12 for _, box in found)


@pytest.mark.parametrize("name", ["white", "grey", "pink", *SOFTS])
def test_on_dark_ground_too(name: str) -> None:
    assert len(covers(form(DARK, {**BARS, **SOFTS, "white": bar("#ffffff")}[name]))) == len(ROWS)


@pytest.mark.parametrize("paint", [bar("#000000"), blur(3), mosaic(5)])
def test_under_its_label(paint: Paint) -> None:
    assert len(covers(form(LIGHT, paint, size=13, under=True))) >= len(ROWS) - 1


@pytest.mark.parametrize(("gap", "text"), [(0, "0171 55██"), (1, "0171 55██"), (8, "0171 55 ██")])
def test_a_cover_that_touches_a_word_hides_the_rest_of_it(gap: int, text: str) -> None:
    chars = tuple(Char(c, Box(10 * k, 0, 10 * k + 10, 12) if c != " " else None) for k, c in enumerate("0171 55"))
    found = with_covers([Line(chars, 1.0)], [Cover(Box(70 + gap, 0, 84 + gap, 12), BAR, 12.0)])
    assert [line.text for line in found] == [text]


def test_a_covered_value_is_masked_for_the_policy(screen: Screen) -> None:
    lines = read(screen, form(LIGHT, bar("#000000"), 4))
    card = next(line for line in lines if line.text.endswith("1111"))
    assert set(card.text) - {" "} == {BAR, "1"}
    assert masking_of("PAYMENT_CARD", card.text).trailing == 4
    assert masking_of("PAYMENT_CARD", card.text).state == "full"
    boxes = [char.box for char in card.chars if char.text == BAR and char.box]
    assert abs(Box.around(boxes).left - RIGHT) <= 2
    assert all(box.width <= 0.9 * 12 for box in boxes)


@pytest.mark.parametrize("paint", [bar("#000000"), blur(4), mosaic(6), bar(PINK)])
def test_nothing_exposed_nothing_unread(screen: Screen, paint: Paint) -> None:
    pixels = form(LIGHT, paint)
    lines = read(screen, pixels)
    assert [line.text for line in lines if not is_masked(line.text)] == list(ROWS)
    assert not doubt(Frame("t", pixels), lines, screen.read)
    reading = Pipeline(screen, choose(Settings()), 0.5, policy_of(Settings()), b"key")(Frame("t", pixels))
    assert not reading.reason
    assert {finding.verdict for finding in reading.findings} <= {"masked"}


def test_part_of_a_line(screen: Screen) -> None:
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


def test_pink_of_any_size() -> None:
    image = Image.new("RGB", (400, 300), "white")
    for box in ((20, 20, 350, 150), (20, 151, 200, 170), (300, 220, 330, 260)):
        ImageDraw.Draw(image).rectangle(box, fill=PINK)
    assert [box.xywh for _, box in covers(np.array(image))] == [
        (20, 20, 331, 131),
        (20, 151, 181, 20),
        (300, 220, 31, 41),
    ]


def negatives(draw: ImageDraw.ImageDraw, ink: str) -> None:
    """Things of about a line's size beside text that hide nothing."""
    font = ImageFont.load_default(15)
    for k, text in enumerate(["Save", "Progress", "Find", "Alerts", "Sales", "Loading", "Done"]):
        draw.text((20, 22 + 40 * k), text, fill=ink, font=font)
    draw.rounded_rectangle((120, 16, 220, 46), 6, fill="#1f6feb")
    draw.text((150, 22), "Send", fill="white", font=font)
    draw.rectangle((120, 64, 200, 76), fill="#1f6feb")
    draw.rectangle((201, 64, 320, 76), fill="#d0d7de")
    draw.rectangle((120, 100, 320, 122), fill="white", outline="#767676", width=1)
    draw.rounded_rectangle((120, 142, 160, 162), 10, fill="#1a7f37")
    draw.ellipse((141, 144, 158, 160), fill="white")
    for k, length in enumerate((60, 140, 100)):
        draw.rectangle((340, 20 + 40 * k, 340 + length, 36 + 40 * k), fill="#bf3989")
        draw.text((280, 22 + 40 * k), f"Week {k}", fill=ink, font=font)
    draw.rectangle((120, 224, 320, 238), fill="#e1e4e8" if ink == "black" else "#30363d")
    draw.rectangle((0, 290, 560, 320), fill="#24292f")
    draw.text((20, 296), "Header", fill="white", font=font)
    draw.ellipse((120, 258, 150, 288), fill="#8250df")
    draw.line((0, 330, 560, 330), fill="#d0d7de", width=2)


@pytest.mark.parametrize(("ground", "ink"), [("white", "black"), ("#161b22", "white")])
def test_controls_are_no_covers(ground: str, ink: str) -> None:
    image = Image.new("RGB", (560, 360), ground)
    negatives(ImageDraw.Draw(image), ink)
    assert covers(np.array(image)) == []


def test_pictures_and_shadows_are_no_covers() -> None:
    image = Image.new("RGB", (560, 300), "white")
    draw = ImageDraw.Draw(image)
    for k, text in enumerate(["Photo", "Code", "Card"]):
        draw.text((20, 30 + 90 * k), text, fill="black", font=ImageFont.load_default(16))
    fade = np.linspace(60, 220, 60).astype(np.uint8)
    image.paste(Image.fromarray(np.repeat(np.tile(fade, (24, 1))[:, :, None], 3, 2)), (120, 26))
    code = np.random.default_rng(3).integers(0, 2, (5, 21)).astype(np.uint8) * 255
    image.paste(Image.fromarray(np.kron(code, np.ones((4, 4), np.uint8))), (120, 120))
    shadow = Image.new("L", (300, 80), 255)
    ImageDraw.Draw(shadow).rectangle((30, 20, 270, 50), fill=150)
    image.paste(shadow.filter(ImageFilter.GaussianBlur(6)), (110, 180))
    draw.rectangle((140, 196, 380, 230), fill="white")
    assert covers(np.array(image)) == []


def test_uncovered_forms_have_none() -> None:
    for size in (12, 16, 22):
        assert covers(form(LIGHT, None, size=size)) == covers(form(DARK, None, size=size)) == []
