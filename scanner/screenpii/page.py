"""What a frame shows: its pixels, its lines of characters, and how they belong together. Frozen, no I/O.

Pixels have their origin at the top left of the frame; `right` and `bottom` are exclusive.
A span is a pair of offsets into `Page.text`, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from screenpii.box import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from screenpii.elements import Elements

Pixels: TypeAlias = "NDArray[np.uint8]"
Subject = Literal["customer", "associate", "business", "unknown"]
Region = Literal["top", "side", "main", "foot"]
Place = Literal["inline", "left", "header", "above", "title", "right", "below"]


@dataclass(frozen=True, slots=True)
class Char:
    """One code point and where it stands; no box for white space that was added later."""

    text: str
    box: Box | None = None


@dataclass(frozen=True)  # without slots, so that what is asked for often is kept
class Line:
    """A run of characters in one row, never over two cells or columns.

    `faint`: its ink is paler than that of the other lines.
    """

    chars: tuple[Char, ...] = field(repr=False)
    confidence: float = 1.0
    faint: bool = False

    @cached_property
    def text(self) -> str:
        return "".join(c.text for c in self.chars)

    @cached_property
    def box(self) -> Box:
        """The box around all characters; ValueError for a line without any box."""
        return Box.around(c.box for c in self.chars if c.box)

    def moved(self, right: int, down: int) -> Line:
        """The same line elsewhere, by so many pixels."""
        return replace(self, chars=tuple(Char(c.text, c.box and c.box.moved(right, down)) for c in self.chars))


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """The position of a frame in its source: `index` counts frames from 0, in the order in which they are read.

    `page` counts the pages of a document from 1, `seconds` are those of a film before the frame shows; None where there
    are no such things.
    """

    index: int = 0
    page: int | None = None
    seconds: float | None = None


FIRST = Position()


class Medium(NamedTuple):
    """How a frame was stored: Pillow's name of the format, the frame's duration, the number of loops.

    No `milliseconds` for a still, no `loops` where the file does not tell (0: for ever).
    """

    format: str = ""
    milliseconds: float = 0.0
    loops: int | None = None


UNTOLD = Medium()


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture to look at: `pixels` is height x width x 3, RGB, 8 bits.

    `below` is the path of its file below what was named on the command line, which globs of screens may also mean.
    `elements` says what lies where, if the picture is of a web page.
    """

    source: str
    pixels: Pixels = field(repr=False, compare=False)
    position: Position = FIRST
    medium: Medium = UNTOLD
    below: str = ""
    elements: Elements | None = field(default=None, repr=False, compare=False)

    @property
    def index(self) -> int:
        """How many frames come before it."""
        return self.position.index

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def box(self) -> Box:
        return Box.whole(self.pixels.shape)


class Span(NamedTuple):
    """Offsets into `Page.text`, end exclusive."""

    start: int
    end: int


class Meaning(NamedTuple):
    """What a label says of its value: the entity type (OTHER: not personal) and the subject.

    `exact`: the label is nothing but the known phrase (and words that qualify it).
    """

    type: str
    subject: Subject
    exact: bool
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A text that may name another: geometry proposes it, the label lexicon fills in the meanings."""

    label: Span
    value: Span
    place: Place
    meanings: tuple[Meaning, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Cells under a header; a cell holds its lines from top to bottom, none where it is empty."""

    header: tuple[Span, ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]


class Tag(NamedTuple):
    """A span that the tagger takes for a name or an address.

    `probability` that it is one at all, `customer` that it is then a customer's and not the staff's or the store's.
    """

    type: str
    start: int
    end: int
    probability: float
    customer: float


class Opinion(NamedTuple):
    """The encoder's opinion of a word: the probability of each type above a threshold, and of each subject.

    `begins`: that a value begins with it.
    """

    start: int
    end: int
    types: Mapping[str, float]
    begins: float
    subjects: Mapping[Subject, float]


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code or barcode: where it is, its payload, and the types of personal data that this holds."""

    box: Box
    text: str = field(repr=False)
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a frame in reading order, and how its parts belong together.

    `text` joins the lines by line feeds; a block is a run of lines that stand closely under one another; a row holds
    the indices of the lines at one height, from left to right; `regions` has one entry a line.
    """

    frame: Frame
    lines: tuple[Line, ...]
    blocks: tuple[Span, ...] = ()
    fields: tuple[Field, ...] = ()
    tables: tuple[Table, ...] = ()
    rows: tuple[tuple[int, ...], ...] = ()
    regions: tuple[Region, ...] = ()
    tags: tuple[Tag, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    codes: tuple[Code, ...] = ()
    text: str = field(init=False, repr=False)
    spans: tuple[Span, ...] = field(init=False, repr=False)
    _chars: tuple[Char, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        chars: list[Char] = []
        spans: list[Span] = []
        for line in self.lines:
            if spans:
                chars.append(Char("\n"))
            spans.append(Span(len(chars), len(chars) + len(line.chars)))
            chars.extend(line.chars)
        object.__setattr__(self, "_chars", tuple(chars))
        object.__setattr__(self, "spans", tuple(spans))
        object.__setattr__(self, "text", "".join(c.text for c in chars))

    def lines_in(self, span: Span) -> range:
        """The indices of the lines that begin within a span."""
        return range(bisect_left(self.spans, Span(span.start, 0)), bisect_left(self.spans, Span(span.end, 0)))

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box a visual line for the characters of `text[start:end]`, in reading order."""
        found: list[Box] = []
        part: list[Box] = []
        for char in (*self._chars[start:end], Char("\n")):
            if char.box:
                part.append(char.box)
            elif char.text == "\n" and part:
                found.append(Box.around(part))
                part = []
        return tuple(found)

    def box(self, span: Span) -> Box:
        """The box around a span; ValueError if it holds no character with a box."""
        return Box.around(self.boxes(*span))
