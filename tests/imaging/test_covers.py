"""Values that are painted over, blurred or pixelated are found; what only looks like that is not."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from screenpii.imaging.covers import BAR, SOFT, find_covers
from screenpii.imaging.ink import find_ink
from screenpii.types import Box, Pixels
from tests.imaging.forms import DARK, LIGHT, PINK, RIGHT, ROWS, Paint, bar, blur, form, mosaic


def covers(pixels: Pixels) -> list[tuple[str, Box]]:
    return [(cover.sign, cover.box) for cover in find_covers(pixels, find_ink(pixels))]


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
