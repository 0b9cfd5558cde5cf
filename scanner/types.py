"""The values that flow through the scanner. Frozen, no I/O. Pixels have their origin at the top left of the frame."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from scanner.box import Box as Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Pixels: TypeAlias = "NDArray[np.uint8]"
Subject = Literal["customer", "associate", "business", "unknown"]
Verdict = Literal["exposed", "masked", "allowed", "accepted"]
Severity = Literal["low", "medium", "high", "critical"]
MaskState = Literal["none", "partial", "full"]
Region = Literal["top", "side", "main", "foot"]
Place = Literal["inline", "left", "header", "above", "title", "right", "below"]

SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high", "critical")


@dataclass(frozen=True, slots=True)
class Char:
    """One code point and where it stands; no box for white space that was added later."""

    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A run of characters that one reader would read in one go: never two cells, never two columns."""

    chars: tuple[Char, ...] = field(repr=False)
    confidence: float = 1.0

    @property
    def text(self) -> str:
        return "".join(c.text for c in self.chars)

    @property
    def box(self) -> Box:
        """The box around all characters; ValueError for a line without any box."""
        return Box.around(c.box for c in self.chars if c.box)

    def moved(self, right: int, down: int) -> Line:
        """The same line elsewhere, by so many pixels."""
        return Line(tuple(Char(c.text, c.box and c.box.moved(right, down)) for c in self.chars), self.confidence)


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture to look at: `pixels` is height x width x 3, RGB, 8 bits."""

    source: str
    pixels: Pixels = field(repr=False, compare=False)
    index: int = 0

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
    """What a label says of its value: the entity type (OTHER: not personal) and whose it is.

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
    """A span that the tagger believes to be a name or an address.

    `probability` that it is one at all, `customer` that it is then a customer's and not the staff's or the store's.
    """

    type: str
    start: int
    end: int
    probability: float
    customer: float


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may be personal data: what proposes it, and why, as named pieces of evidence.

    `boxes` is given only by detectors that look at pixels; others leave it to `Page.boxes`.
    """

    type: str
    start: int
    end: int
    evidence: tuple[str, ...]
    boxes: tuple[Box, ...] = ()
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Entity:
    """A candidate that was believed: whose it is, and how sure we are (0 to 1)."""

    type: str
    subject: Subject
    start: int
    end: int
    text: str = field(repr=False)
    boxes: tuple[Box, ...]
    score: float
    label: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Masking:
    """How much of a value shows: readable characters that lead and trail the hidden part, and between hidden parts."""

    state: MaskState
    leading: int = 0
    trailing: int = 0
    middle: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """An entity that was judged; `reason` says in words why it has its severity, or why it is allowed."""

    entity: Entity
    source: str
    frame: int
    masking: Masking
    verdict: Verdict
    severity: Severity
    rules: tuple[str, ...]
    preview: str
    fingerprint: str
    identity: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What could not be read, and why. A result, never silence."""

    source: str
    reason: str
    frame: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is known of one frame after the pipeline; `reason` says what was not read of it.

    `note` says what else went wrong, though everything was read; `channel` is where the screen stands, as far as known.
    """

    source: str
    frame: int
    width: int
    height: int
    seconds: float
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    note: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause as reports cite it: `pack/clause`, what it says, what to do, and where it stands."""

    id: str
    title: str
    fix: str
    source: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run found, in the order of the sources; `key` names the key of its fingerprints."""

    readings: tuple[Reading, ...]
    skipped: tuple[Skipped, ...]
    started: str
    seconds: float
    complete: bool
    engine: str
    model: str = ""
    policies: tuple[tuple[str, str], ...] = ()
    rules: tuple[Rule, ...] = ()
    role: str = ""
    key: str = ""
    notes: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(f for reading in self.readings for f in reading.findings)

    @property
    def exit_code(self) -> int:
        """0 clean, 1 exposures, 3 nothing found but something was not read fully."""
        if any(f.verdict == "exposed" for f in self.findings):
            return 1
        whole = self.complete and not self.skipped and not any(r.reason for r in self.readings)
        return 0 if whole and self.readings else 3
