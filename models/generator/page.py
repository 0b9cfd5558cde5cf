"""Blocks in place become what a reader would see: lines of characters with boxes, and the truth about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.generator.face import BOLD_RATIO, Face, extent
from models.generator.flow import Block, Ink, Key
from models.generator.run import Piece
from screenpii.types import Box, Char, Line

MAX_SPACE_EMS = 0.45  # gap between two texts of one height that an engine reads as a space
MIN_COLUMN_SPACES = 3  # spaces that separate two columns
MIN_SHOWN_SHARE = 0.6  # share of its height that a line must show to be read


@dataclass(frozen=True, slots=True)
class Truth:
    """One personal value on a screen: one box a visual line, its text joined by line feeds."""

    type: str
    subject: str
    masked: bool
    text: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as it is read: `truth` is of the true ink, also where `lines` hold errors of a reader."""

    width: int
    height: int
    lines: tuple[Line, ...]
    truth: tuple[Truth, ...]
    families: frozenset[str]
    language: str


Mark = tuple[str, Box | None, Piece, Key]


@dataclass(slots=True)
class Stroke:
    """A visual line in place: its characters with what each belongs to; `size` is that of its type."""

    box: Box
    size: float
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where blocks are put: a frame in pixels, the type face, and pixels per pixel of the layout."""

    width: int
    height: int
    face: Face
    scale: float

    def read(self, block: Block) -> tuple[list[Line], list[Truth]]:
        """The lines of a block at the top left of the frame, and the truth about them."""
        strokes: list[Stroke] = []
        regions: list[tuple[Piece, list[Stroke]]] = []
        self._walk(block, 0.0, 0.0, strokes, regions)
        truth = list(_values(strokes))
        for piece, members in regions:
            if len(members) > 1:
                box = Box.around(s.box for s in members)
                truth.append(Truth(piece.type, piece.subject, piece.masked, piece.text, (box,)))
        return [_line(stroke) for stroke in _joined(strokes)], truth

    def _walk(
        self, block: Block, x: float, y: float, found: list[Stroke], regions: list[tuple[Piece, list[Stroke]]]
    ) -> None:
        before = len(found)
        for right, down, part in block.parts:
            if isinstance(part, Ink):
                stroke = self._stroke(part, x + right, y + down)
                found.extend(_split(stroke) if stroke else ())
            else:
                self._walk(part, x + right, y + down, found, regions)
        if block.region:
            regions.append((block.region, found[before:]))

    def _stroke(self, ink: Ink, x: float, y: float) -> Stroke | None:
        """The line's characters within the frame; None if too little of it shows."""
        size = ink.size * self.scale
        up, down = extent("".join(text for text, _, _ in ink.parts))
        base = y * self.scale + ink.height * self.scale / 2 + 0.36 * size
        top, bottom = round(base - up * size), round(base + down * size)
        bottom = max(bottom, top + 3)
        if top < 0 or min(bottom, self.height) - top < MIN_SHOWN_SHARE * (bottom - top):
            return None
        bottom = min(bottom, self.height)
        marks = self._marks(ink, x * self.scale, size, top, bottom)
        boxes = [b for _, b, _, _ in marks if b]
        if not boxes:
            return None
        while marks[-1][1] is None:
            marks.pop()
        while marks[0][1] is None:
            marks.pop(0)
        return Stroke(Box(boxes[0].left, top, boxes[-1].right, bottom), size, marks)

    def _marks(self, ink: Ink, at: float, size: float, top: int, bottom: int) -> list[Mark]:
        weight = size * (BOLD_RATIO if ink.bold and not self.face.mono else 1.0)
        bearing = 0.055 * size
        marks: list[Mark] = []
        for text, piece, key in ink.parts:
            for char in text:
                advance = self.face.advance(char) * weight
                if char.isspace():
                    marks.append((char, None, piece, key))
                else:
                    left, right = round(at + bearing), round(at + advance - bearing)
                    right = max(left + 1, right)
                    if left >= 0 and right <= self.width:
                        marks.append((char, Box(left, top, right, bottom), piece, key))
                at += advance
        return marks


def _line(stroke: Stroke) -> Line:
    faint = all(piece.faint for _, box, piece, _ in stroke.marks if box)
    return Line(tuple(Char(text, box) for text, box, _, _ in stroke.marks), faint=faint)


def _split(stroke: Stroke) -> Iterator[Stroke]:
    """The stroke cut where it holds several spaces: a reader takes the parts for columns."""
    start = at = 0
    marks = stroke.marks
    while at < len(marks):
        end = at
        while end < len(marks) and marks[end][1] is None:
            end += 1
        if end - at >= MIN_COLUMN_SPACES:
            yield _part(stroke, start, at)
            start = end
        at = max(end, at + 1)
    yield _part(stroke, start, len(marks)) if start else stroke


def _part(stroke: Stroke, start: int, end: int) -> Stroke:
    marks = stroke.marks[start:end]
    boxes = [b for _, b, _, _ in marks if b]
    return Stroke(Box(boxes[0].left, stroke.box.top, boxes[-1].right, stroke.box.bottom), stroke.size, marks)


def _values(strokes: list[Stroke]) -> Iterator[Truth]:
    """The values in the order in which they begin."""
    found: dict[Key, list[tuple[Piece, str, Box]]] = {}
    for stroke in strokes:
        at = 0
        while at < len(stroke.marks):
            end = at
            _, _, piece, key = stroke.marks[at]
            while end < len(stroke.marks) and stroke.marks[end][3] == key and stroke.marks[end][2].type == piece.type:
                end += 1
            marks = stroke.marks[at:end]
            boxes = [b for _, b, _, _ in marks if b]
            if piece.type and boxes:
                box = Box(boxes[0].left, stroke.box.top, boxes[-1].right, stroke.box.bottom)
                found.setdefault(key, []).append((piece, "".join(t for t, _, _, _ in marks).strip(), box))
            at = end
    for parts in found.values():
        first = parts[0][0]
        text = "\n".join(text for _, text, _ in parts)
        if len(text) > 1 or len(first.text) < 3:  # of a value cut at an edge one character says nothing
            yield Truth(first.type, first.subject, first.masked, text, tuple(box for _, _, box in parts))


def _joined(strokes: list[Stroke]) -> list[Stroke]:
    """Strokes of one height with no more than a space between them are one line to a reader."""
    found: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: (s.box.bottom // 3, s.box.left)):
        last = found[-1] if found else None
        if last and _follows(last, stroke):
            space: Mark = (" ", None, stroke.marks[0][2], (0, 0))
            top, bottom = min(last.box.top, stroke.box.top), max(last.box.bottom, stroke.box.bottom)
            box = Box(last.box.left, top, stroke.box.right, bottom)
            found[-1] = Stroke(box, last.size, [*last.marks, space, *stroke.marks])
        else:
            found.append(stroke)
    return sorted(found, key=lambda s: (s.box.top, s.box.left))


def _follows(last: Stroke, stroke: Stroke) -> bool:
    gap = stroke.box.left - last.box.right
    level = (
        abs(last.box.bottom - stroke.box.bottom) <= 0.3 * last.size and abs(last.size - stroke.size) < 0.2 * last.size
    )
    return level and -0.2 * last.size <= gap < MAX_SPACE_EMS * last.size
