"""A drawn screen as training sees it: other people's data, other labels, another size, a part of it, misread."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.generator import noise
from models.generator.drawn.sheet import Part, Sheet, SheetLine
from models.generator.drawn.swap import Swap
from models.generator.face import Face, extent
from models.generator.page import Screen, Truth
from screenpii.types import Box, Char, Line

MIN_SQUEEZE_RATIO = 0.6  # width of a squeezed text over its own
CUT_SHARE = 0.3  # share of screens that show a part of the page
DETAIL_SHARE = 0.2  # share of screens that show what stands around one line
SCALES = (1.0, 1.0, 1.0, 0.8, 0.9, 1.25, 1.5, 2.0)  # device pixels of a CSS pixel


@dataclass(frozen=True, slots=True)
class Written:
    """A line in place, and where the lines of items stand in it."""

    line: Line
    parts: tuple[Part, ...]


def vary(rng: random.Random, sheet: Sheet, noisy: bool = True) -> Screen:
    """One variant of a drawn screen."""
    swap, scale, face = Swap(rng, sheet.language), rng.choice(SCALES), Face()
    window = _window(rng, sheet)
    shown = [line for line in sheet.lines if line.box.overlap(window) > 0.9 * line.box.area]
    written = [_written(swap, sheet, line, _room(line, shown, window), face) for line in shown]
    lines = [_placed(w.line, window, scale) for w in written]
    truth = [*_truth(sheet, written, window, scale), *_areas(sheet, shown, window, scale)]
    width, height = round(window.width * scale), round(window.height * scale)
    if noisy:
        lines = noise.disturb(rng, lines, width, height)
    families = frozenset(("drawn", f"drawn/{sheet.name}"))
    return Screen(width, height, tuple(lines), tuple(truth), families, swap.language)


def _window(rng: random.Random, sheet: Sheet) -> Box:
    """The whole page, what is left of it without its top, its foot, or a side, or a detail of it."""
    box = Box(0, 0, sheet.width, sheet.height)
    roll = rng.random()
    if roll < DETAIL_SHARE:
        middle = rng.choice(sheet.lines).box
        return middle.grown(round(rng.uniform(0.02, 0.25) * sheet.width), box)
    if roll >= DETAIL_SHARE + CUT_SHARE:
        return box
    x, y = rng.uniform(0.1, 0.5) * sheet.width, rng.uniform(0.08, 0.5) * sheet.height
    side = rng.choice(("left", "top", "right", "bottom", "top"))
    return Box(
        round(x) if side == "left" else 0,
        round(y) if side == "top" else 0,
        round(sheet.width - x) if side == "right" else sheet.width,
        round(sheet.height - y) if side == "bottom" else sheet.height,
    )


def _room(line: SheetLine, lines: Sequence[SheetLine], window: Box) -> int:
    """How far to the right a line may reach."""
    box = line.box
    beside = [o.box.left for o in lines if o.box.overlap_y(box) > 0.3 * box.height and o.box.left >= box.right]
    return min(beside, default=window.right) - box.height // 2


def _written(swap: Swap, sheet: Sheet, line: SheetLine, room: int, face: Face) -> Written:
    """The line with its new text, as wide as that is in the type of the old one; the old text if there is no room."""
    text, parts = _swapped(swap, sheet, line)
    em = line.box.width / max(0.1, face.length(line.text, 1.0))
    squeezed = (room - line.box.left) / max(1.0, face.length(text, em))
    if squeezed < MIN_SQUEEZE_RATIO and len(text) > len(line.text):
        text, parts = line.text, line.parts
    else:
        em *= min(1.0, max(MIN_SQUEEZE_RATIO, squeezed))
    return Written(Line(tuple(_chars(text, line.box, em, face))), parts)


def _swapped(swap: Swap, sheet: Sheet, line: SheetLine) -> tuple[str, tuple[Part, ...]]:
    """The line's text with other values, and where these stand in it."""
    if not line.parts:
        return swap.plain(line.text), ()
    text, parts, at = "", [], 0
    for part in line.parts:
        if part.start < at:
            continue
        text += line.text[at : part.start]
        lines = swap.lines_of(sheet.items[part.item])
        new = lines[part.line] if part.line < len(lines) else line.text[part.start : part.end]
        parts.append(Part(len(text), len(text) + len(new), part.item, part.line))
        text += new
        at = part.end
    return text + line.text[at:], tuple(parts)


def _chars(text: str, box: Box, em: float, face: Face) -> Iterator[Char]:
    """Characters side by side; as high as their ink is, which the boxes of a browser's lines are not."""
    up, down = extent(text)
    base = box.top + 0.78 * box.height
    size = 0.86 * box.height
    top, bottom = round(base - up * size), round(base + down * size)
    at = float(box.left)
    for char in text:
        advance = face.advance(char) * em
        left, right = round(at), round(at + advance)
        yield Char(char, None if char.isspace() else Box(left, top, max(left + 1, right), max(top + 3, bottom)))
        at += advance


def _placed(line: Line, window: Box, scale: float) -> Line:
    return Line(tuple(Char(c.text, c.box and _scaled(c.box, window, scale)) for c in line.chars))


def _scaled(box: Box, window: Box, scale: float) -> Box:
    left, top = round((box.left - window.left) * scale), round((box.top - window.top) * scale)
    right, bottom = round((box.right - window.left) * scale), round((box.bottom - window.top) * scale)
    return Box(left, top, max(left + 1, right), max(top + 1, bottom))


def _truth(sheet: Sheet, written: Sequence[Written], window: Box, scale: float) -> Iterator[Truth]:
    """What of the items shows, and where."""
    found: dict[int, list[tuple[int, str, Box]]] = {}
    for w in written:
        for part in w.parts:
            chars = w.line.chars[part.start : part.end]
            boxes = [c.box for c in chars if c.box]
            if boxes:
                text = "".join(c.text for c in chars)
                found.setdefault(part.item, []).append((part.line, text, _scaled(Box.around(boxes), window, scale)))
    for number, parts in sorted(found.items()):
        of = sheet.items[number]
        parts.sort(key=lambda part: part[0])
        text = "\n".join(text for _, text, _ in parts)
        yield Truth(of.type, of.subject, of.masked, text, tuple(box for _, _, box in parts))


def _areas(sheet: Sheet, shown: Sequence[SheetLine], window: Box, scale: float) -> Iterator[Truth]:
    """Regions of which two lines or more show."""
    for item in sheet.areas:
        inside = [line.box for line in shown if _holds(item, line.box)]
        if len(inside) > 1:
            box = _scaled(Box.around(inside), window, scale)
            yield Truth(item.type, item.subject, item.masked, item.text, (box,))


def _holds(item: Truth, box: Box) -> bool:
    return any(place.overlap(box) > 0.7 * box.area for place in item.boxes)
