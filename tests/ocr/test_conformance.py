"""What every OCR engine must do, run on all that are registered."""

from __future__ import annotations

import shutil
import sys

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from screenpii.config import Settings
from screenpii.errors import MissingEngineError, UsageError
from screenpii.imaging.covers import BAR, SOFT
from screenpii.ocr import Reader, create, engines, identify
from screenpii.types import Box, Char, Frame, Line
from tests.imaging.forms import LIGHT, RIGHT, Paint, bar, blur, form
from tests.imaging.forms import ROWS as FORM

ENGINES = engines.load()
ROWS = {
    (60, 50): "Customer: Marisol Fairweather",
    (60, 120): "Card 4242 4242 4242 4242",
    (60, 190): "mfair@example.com",
    (640, 190): "Total 128.40",
    (60, 260): "Deliver to 14 Orchard Road",
}


def blank(width: int, height: int) -> Frame:
    return Frame("frame", np.full((height, width, 3), 255, np.uint8))


def screen(ink: str = "black", paper: str = "white") -> tuple[Frame, dict[str, Box]]:
    """A frame with `ROWS` on it, and where each different word was drawn."""
    image = Image.new("RGB", (920, 330), paper)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(26)
    places: dict[str, Box] = {}
    for (x, y), text in ROWS.items():
        at = float(x)
        for word in text.split():
            draw.text((at, y), word, fill=ink, font=font)
            left, top, right, bottom = draw.textbbox((at, y), word, font=font)
            places.setdefault(word, Box(int(left), int(top), int(right) + 1, int(bottom) + 1))
            at += draw.textlength(f"{word} ", font=font)
    return Frame("frame", np.array(image, dtype=np.uint8)), places


def glyphs(line: Line) -> list[Char]:
    return [char for char in line.chars if not char.text.isspace()]


def sightings(lines: list[Line], word: str) -> list[Box]:
    """The box of every place where the word was read, whatever spaces the engine lost or added."""
    found = []
    for line in lines:
        chars = glyphs(line)
        text = "".join(char.text for char in chars)
        at = text.find(word)
        while at >= 0:
            found.append(Box.around(char.box for char in chars[at : at + len(word)] if char.box))
            at = text.find(word, at + 1)
    return found


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Reader:
    return create(Settings(engine=request.param))


@pytest.fixture(scope="module")
def drawn() -> tuple[Frame, dict[str, Box]]:
    return screen()


@pytest.fixture(scope="module")
def lines(engine: Reader, drawn: tuple[Frame, dict[str, Box]]) -> list[Line]:
    return engine.read(drawn[0])


def test_reads_every_word_where_it_stands(lines: list[Line], drawn: tuple[Frame, dict[str, Box]]) -> None:
    for word, place in drawn[1].items():
        seen = sightings(lines, word)
        assert seen, f"{word} was not read"
        assert max(box.overlap(place) for box in seen) >= 0.6 * place.area, word


def test_reads_light_text_on_a_dark_ground(engine: Reader) -> None:
    frame, places = screen(ink="#e6e6e6", paper="#1e2430")
    lines = engine.read(frame)
    assert [word for word in places if not sightings(lines, word)] == []


def test_gives_lines_of_single_characters(lines: list[Line]) -> None:
    assert lines
    for line in lines:
        assert isinstance(line, Line)
        assert line.text.strip()
        assert all(len(char.text) == 1 for char in line.chars)
        assert 0 <= line.confidence <= 1


def test_every_character_has_a_box_in_the_frame(lines: list[Line], drawn: tuple[Frame, dict[str, Box]]) -> None:
    for line in lines:
        for char in glyphs(line):
            assert char.box is not None, line.text
            assert char.box.area > 0
            assert char.box.overlap(drawn[0].box) == char.box.area


def test_boxes_run_from_left_to_right(lines: list[Line]) -> None:
    for line in lines:
        lefts = [char.box.left for char in glyphs(line) if char.box]
        assert lefts == sorted(lefts), line.text


def test_two_readings_are_the_same(engine: Reader, lines: list[Line], drawn: tuple[Frame, dict[str, Box]]) -> None:
    assert engine.read(drawn[0]) == lines


def test_an_empty_frame_has_no_lines(engine: Reader) -> None:
    assert engine.read(blank(640, 480)) == []


def test_masks_are_among_the_characters_one_for_each(engine: Reader) -> None:
    image = Image.new("RGB", (500, 120), "white")
    draw = ImageDraw.Draw(image)
    draw.text((200, 40), "4242", fill="black", font=ImageFont.load_default(26))
    for k in range(8):
        draw.ellipse((60 + 16 * k, 50, 69 + 16 * k, 59), fill="black")
    (line,) = engine.read(Frame("mask", np.array(image, dtype=np.uint8)))
    assert "".join(line.text.split()) == "••••••••4242"
    dots = [char.box for char in line.chars if char.text == "•" and char.box]
    assert [round((box.left + box.right) / 2) for box in dots] == pytest.approx([65 + 16 * k for k in range(8)], abs=1)


@pytest.mark.parametrize(("paint", "sign"), [(bar("#000000"), BAR), (blur(4), SOFT)])
def test_covers_are_among_the_characters_beside_their_labels(engine: Reader, paint: Paint, sign: str) -> None:
    lines = engine.read(Frame("form", form(LIGHT, paint)))
    assert sorted(line.text for line in lines if sign not in line.text) == sorted(FORM)
    covered = [line for line in lines if sign in line.text]
    assert [set(line.text) for line in covered] == [{sign}] * len(FORM)
    assert all(abs(line.box.left - RIGHT) <= 12 for line in covered)


@pytest.mark.parametrize("size", [(1, 1), (3000, 20)])
def test_odd_sizes_are_read(engine: Reader, size: tuple[int, int]) -> None:
    assert engine.read(blank(*size)) == []


@pytest.mark.parametrize("name", ENGINES)
def test_an_installed_engine_says_so(name: str) -> None:
    assert ENGINES[name].check() == ""
    assert ENGINES[name].version()
    assert identify(Settings(engine=name)) == f"{name} {ENGINES[name].version()}"


@pytest.mark.parametrize("name", ENGINES)
def test_a_missing_engine_says_how_to_install_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)
    for module in [
        m
        for m in sys.modules
        if m.startswith(("screenpii.ocr", "screenpii.networks")) and hasattr(sys.modules[m], "find_spec")
    ]:
        monkeypatch.setattr(f"{module}.find_spec", lambda package: None)
    with pytest.raises(MissingEngineError, match=rf"{name} is missing: .*pip install") as caught:
        create(Settings(engine=name))
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("name", ENGINES)
def test_a_misspelt_engine_is_told_the_nearest(name: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean '{name}'") as caught:
        create(Settings(engine=f"{name}x"))
    assert caught.value.exit_code == 2
