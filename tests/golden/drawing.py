"""Pages that are drawn as text: `NAME.txt` → the lines of a screen, with where they stand.

A file begins with its head, lines that open with `#`; an empty line ends it, the picture follows. A character's column
gives its x and its row its y: a cell is 8 pixels wide and 16 high, rows are 24 pixels apart. Two spaces or more part
two lines. A row that is `~10` draws nothing and moves all below it 10 pixels down (`~-6`: up), so it stands for
distances between those of the rows. The head says:

    # What the page exercises, in a sentence (the first line).
    # known wrong: what is wrong in NAME.expected.json, in a sentence
    # frame: 900 x 700              the frame in pixels; else it ends with the text
    # type 1.5: Customers | Notes   these lines in larger or smaller type; their left edge and their middle stay
    # names: Jane Roe | Max Doe     what the tagger takes for names of people, wherever it stands
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from screenpii.layout import arrange, lines_of, name_fields
from screenpii.types import Box, Char, Frame, Line, Page, Tag

CELL_PX, ROW_PX = (8, 16), 24  # pixels: a character's width and height, and from one row to the next
_SHIFT = re.compile(r"~(-?\d+)")
_TYPE = re.compile(r"type ([\d.]+): (.+)")
_FRAME = re.compile(r"frame: (\d+) x (\d+)")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A file's picture, as rows of text with how far each is moved down, and what its head says."""

    about: str
    wrong: str
    rows: tuple[str, ...]
    shifts: tuple[int, ...]
    sizes: dict[str, float]
    frame: tuple[int, int]
    names: tuple[str, ...]

    @property
    def lines(self) -> list[Line]:
        """The lines where they stand, from top to bottom."""
        drawn = lines_of(self.rows, CELL_PX, ROW_PX)
        moved = (line.moved(0, self.shifts[line.box.top // ROW_PX]) for line in drawn)
        return [_typed(line, self.sizes.get(line.text, 1.0)) for line in moved]

    @property
    def arranged(self) -> Page:
        """The page that layout makes of it, before any word is known."""
        width, height = self.frame
        return arrange(Frame("drawn", np.full((height, width, 3), 255, np.uint8)), self.lines)

    @property
    def page(self) -> Page:
        """The same with its labels named, and its names tagged."""
        page = name_fields(self.arranged)
        found = (match for name in self.names for match in re.finditer(re.escape(name), page.text))
        tags = sorted(Tag("PERSON_NAME", *match.span(), 0.9, 0.5) for match in found)
        return replace(page, tags=tuple(tags))


def drawing(text: str) -> Drawing:
    """The drawing in a file's text; ValueError for a head that says what is not known."""
    head, _, picture = text.partition("\n\n")
    about, *said = (line.removeprefix("# ") for line in head.split("\n"))
    rows, shifts = _shifted(picture.removesuffix("\n").split("\n"))
    least = (max(1, CELL_PX[0] * max(map(len, rows))), max(1, ROW_PX * len(rows) + shifts[-1]))
    shown = Drawing(about, "", rows, shifts, {}, least, ())
    for line in said:
        shown = _with(shown, line)
    return shown


def _with(shown: Drawing, line: str) -> Drawing:
    """The drawing with what a line of the head says of it."""
    if line.startswith("known wrong: "):
        return replace(shown, wrong=line)
    if match := _TYPE.fullmatch(line):
        return replace(shown, sizes=shown.sizes | dict.fromkeys(match[2].split(" | "), float(match[1])))
    if match := _FRAME.fullmatch(line):
        return replace(shown, frame=(int(match[1]), int(match[2])))
    if line.startswith("names: "):
        return replace(shown, names=tuple(line.removeprefix("names: ").split(" | ")))
    raise ValueError(f"no line of a head: {line!r}")


def _shifted(drawn: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The rows that draw something, and how far each is moved down by those that do not."""
    steps = accumulate(int(match[1]) if (match := _SHIFT.fullmatch(row)) else 0 for row in drawn)
    kept = [(row, step) for row, step in zip(drawn, steps, strict=True) if not _SHIFT.fullmatch(row)]
    rows, shifts = zip(*kept, strict=True)
    return rows, shifts


def _typed(line: Line, ratio: float) -> Line:
    """The line in a type so many times as large."""
    left, middle = line.box.left, line.box.middle
    wide, tall = CELL_PX[0] * ratio, CELL_PX[1] * ratio
    return replace(
        line,
        chars=tuple(
            Char(c.text, Box.from_xywh(left + k * wide, middle - tall / 2, wide, tall))
            for k, c in enumerate(line.chars)
        ),
    )
