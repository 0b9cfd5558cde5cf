"""Only what has changed is read again, and the lines are those of a whole reading."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from screenpii import assembly
from screenpii.config import Settings
from screenpii.ocr import Reader, create
from screenpii.ocr.doubt import UPSIDE_DOWN, legible
from screenpii.ocr.sequence import MARGIN_PX, MAX_NOISE_LEVELS, MAX_REMEMBERED_PX, Changes
from screenpii.types import Box, Char, Frame, Line, Pixels, Position

ROWS = ["Customer Ada Example", "Order 5521", "ada@example.com", "Deliver to 14 Oak Road", "Pending", "Total 128.40"]


class Spy:
    """An engine that sees one line: around all dark pixels of what it is given."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []

    def read(self, frame: Frame) -> list[Line]:
        self.sizes.append((frame.width, frame.height))
        rows, columns = np.nonzero(frame.pixels[:, :, 0] < 128)
        if not len(rows):
            return []
        box = Box(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
        return [Line((Char("x", box),))]


def paper(width: int = 600, height: int = 400) -> Pixels:
    return np.full((height, width, 3), 255, np.uint8)


def marked(pixels: Pixels, *boxes: Box) -> Pixels:
    shown = pixels.copy()
    for box in boxes:
        shown[box.top : box.bottom, box.left : box.right] = 0
    return shown


def boxes(lines: list[Line]) -> list[Box]:
    return sorted((line.box for line in lines), key=lambda box: box.xywh)


ONE, OTHER = Box(100, 100, 160, 110), Box(400, 300, 460, 310)


@pytest.fixture
def spy() -> Spy:
    return Spy()


def test_the_same_again_is_not_read(spy: Spy) -> None:
    sequence, pixels = Changes(spy.read), marked(paper(), ONE)
    first = sequence.read(Frame("a", pixels, Position(0)))
    assert sequence.read(Frame("a", pixels.copy(), Position(1))) == first
    assert spy.sizes == [(600, 400)]


def test_a_change_is_read_with_its_surroundings_and_the_rest_is_kept(spy: Spy) -> None:
    sequence = Changes(spy.read)
    sequence.read(Frame("a", marked(paper(), ONE), Position(0)))
    assert boxes(sequence.read(Frame("a", marked(paper(), ONE, OTHER), Position(1)))) == [ONE, OTHER]
    width, height = spy.sizes[1]
    assert OTHER.width + 2 * MARGIN_PX <= width < 200
    assert OTHER.height + 2 * MARGIN_PX <= height < 200


def test_what_vanished_is_gone(spy: Spy) -> None:
    sequence = Changes(spy.read)
    sequence.read(Frame("a", marked(paper(), ONE), Position(0)))
    assert sequence.read(Frame("a", paper(), Position(1))) == []


def test_no_line_is_cut(spy: Spy) -> None:
    long = Box(10, 100, 500, 110)
    sequence = Changes(spy.read)
    sequence.read(Frame("a", marked(paper(), long), Position(0)))
    grown = Box(10, 100, 520, 110)
    assert boxes(sequence.read(Frame("a", marked(paper(), grown), Position(1)))) == [grown]


@pytest.mark.parametrize("after", [Frame("b", paper()), Frame("a", paper(width=601)), Frame("a", 0 * paper())])
def test_another_source_or_size_or_scene_is_read_whole(spy: Spy, after: Frame) -> None:
    sequence = Changes(spy.read)
    sequence.read(Frame("a", paper()))
    sequence.read(after)
    assert spy.sizes == [(600, 400), (after.width, after.height)]


def test_noise_is_no_change_until_it_adds_up(spy: Spy) -> None:
    sequence = Changes(spy.read)
    for step in range(4):
        sequence.read(Frame("a", paper() - np.uint8(step * MAX_NOISE_LEVELS), Position(step)))
    assert len(spy.sizes) == 2


def test_after_a_failure_the_next_frame_is_read_whole(spy: Spy) -> None:
    def read(frame: Frame) -> list[Line]:
        if frame.index == 1:
            raise ValueError("broken")
        return spy.read(frame)

    sequence = Changes(read)
    sequence.read(Frame("a", paper(), Position(0)))
    with pytest.raises(ValueError, match="broken"):
        sequence.read(Frame("a", marked(paper(), ONE), Position(1)))
    sequence.read(Frame("a", marked(paper(), ONE), Position(2)))
    assert spy.sizes == [(600, 400)] * 2


def test_frames_that_are_too_large_are_not_remembered(spy: Spy) -> None:
    sequence = Changes(spy.read)
    large = np.broadcast_to(np.uint8(255), (MAX_REMEMBERED_PX // 1000 + 1, 1000, 3))
    for index in range(2):
        sequence.read(Frame("a", large, Position(index)))
    assert len(spy.sizes) == 2


@pytest.fixture(scope="module")
def screen() -> Reader:
    return create(Settings())


def drawn(rows: list[str], window: bool = False, cursor: bool = False) -> Pixels:
    image = Image.new("RGB", (900, 500), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(22)
    for k, text in enumerate(rows):
        draw.text((40, 30 + 60 * k), text, "black", font)
        draw.text((560, 30 + 60 * k), f"{17 + k} items", "black", font)
    if window:
        draw.rectangle((300, 150, 640, 300), "#eeeeff", "gray")
        draw.text((330, 180), "Save the changes?", "black", font)
        draw.text((330, 230), "grace@example.org", "black", font)
    if cursor:
        draw.rectangle((200, 92, 201, 118), "black")
    return np.array(image, dtype=np.uint8)


CHANGES = {
    "nothing": drawn(ROWS),
    "a value": drawn([*ROWS[:4], "Shipped on 12 May", ROWS[5]]),
    "a window": drawn(ROWS, window=True),
    "a cursor": drawn(ROWS, cursor=True),
    "the list moved": drawn([*ROWS[:3], *ROWS[4:], "Phone 555 0143"]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_lines_are_those_of_a_whole_reading(screen: Reader, name: str) -> None:
    sequence = Changes(screen.read)
    for index, pixels in enumerate((drawn(ROWS), CHANGES[name], drawn(ROWS))):
        frame = Frame("a", pixels, Position(index))
        found, whole = legible(sequence.read(frame)), legible(screen.read(frame))
        assert Counter(found) == Counter(whole)


def test_a_sequence_that_stands_upside_down_is_told_on_each_frame() -> None:
    read = assembly.load(Settings(), b"k" * 32)
    frames = [np.ascontiguousarray(np.rot90(pixels, 2)) for pixels in (drawn(ROWS), CHANGES["a window"], drawn(ROWS))]
    assert [read(Frame("a", pixels, Position(k))).reason for k, pixels in enumerate(frames)] == [UPSIDE_DOWN] * 3
