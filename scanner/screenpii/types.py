"""The values that flow through the scanner, from the frame to the report. Frozen, no I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from screenpii.box import Box as Box
from screenpii.page import FIRST as FIRST
from screenpii.page import Char as Char
from screenpii.page import Code as Code
from screenpii.page import Field as Field
from screenpii.page import Frame as Frame
from screenpii.page import Line as Line
from screenpii.page import Meaning as Meaning
from screenpii.page import Medium as Medium
from screenpii.page import Opinion as Opinion
from screenpii.page import Page as Page
from screenpii.page import Pixels as Pixels
from screenpii.page import Place as Place
from screenpii.page import Position as Position
from screenpii.page import Region as Region
from screenpii.page import Span as Span
from screenpii.page import Subject as Subject
from screenpii.page import Table as Table
from screenpii.page import Tag as Tag

Verdict = Literal["exposed", "masked", "allowed", "accepted"]
Severity = Literal["low", "medium", "high", "critical"]
MaskState = Literal["none", "partial", "full"]
SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high", "critical")
SECRET = frozenset({"CARD_CVV", "CREDENTIAL"})  # types of which nothing is kept or shown, not even a keyed hash


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may be personal data: what proposes it, and why, as named pieces of evidence.

    `boxes` is given only by detectors that look at pixels; others leave it to `Page.boxes`. `count` is how many things
    a region holds, such as rows of goods; 0 for a single value.
    """

    type: str
    start: int
    end: int
    evidence: tuple[str, ...]
    boxes: tuple[Box, ...] = ()
    text: str = field(default="", repr=False)
    count: int = 0


@dataclass(frozen=True, slots=True)
class Entity:
    """A candidate that was believed: whose it is, and how sure we are (0 to 1); `count` as in `Candidate`."""

    type: str
    subject: Subject
    start: int
    end: int
    text: str = field(repr=False)
    boxes: tuple[Box, ...]
    score: float
    label: str = ""
    evidence: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Masking:
    """How much of a value shows: readable characters that lead and trail the hidden part, and between hidden parts."""

    state: MaskState
    leading: int = 0
    trailing: int = 0
    middle: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """An entity that was judged, with its value: it stays in the process that read the frame.

    `clause` is the rule that gives it its severity, `reason` says in words why it has that, or why it is allowed. On a
    web page, `selector` is a list of CSS selectors that hides it.
    """

    entity: Entity
    source: str
    position: Position
    masking: Masking
    verdict: Verdict
    severity: Severity
    rules: tuple[str, ...]
    preview: str
    fingerprint: str
    identity: str = ""
    clause: str = ""
    reason: str = ""
    selector: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A finding without its value: all that crosses to another process, or is kept after its frame is done.

    `boxes` are in the frame's pixels. `digits` is the pattern of a masked number, hidden digits as empty strings: what
    several screens show of one card may add up (`policy/recombine.py`). The rest is as in `Finding` and `Entity`.
    """

    type: str
    subject: Subject
    boxes: tuple[Box, ...]
    score: float
    label: str
    source: str
    position: Position
    masking: Masking
    verdict: Verdict
    severity: Severity
    rules: tuple[str, ...]
    preview: str
    fingerprint: str
    identity: str = ""
    clause: str = ""
    reason: str = ""
    selector: str = ""
    digits: tuple[str, ...] = field(default=(), repr=False)

    @property
    def frame(self) -> int:
        """How many frames of its source come before it."""
        return self.position.index


@dataclass(frozen=True, slots=True)
class Location:
    """Where a screen's file lies: at a path with slashes below an absolute `folder`, or the repository's root if empty.

    `below` is its path below what was named on the command line.
    """

    path: str
    folder: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What could not be read, and why. A result, never silence; `retried` and `file` as in `Reading`."""

    source: str
    reason: str
    position: Position = FIRST
    retried: bool = False
    file: Location | None = field(default=None, compare=False)

    @property
    def frame(self) -> int:
        """How many frames of its source come before it."""
        return self.position.index


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is known of one frame after the pipeline; `reason` says what was not read of it.

    `note` says what else went wrong, though everything was read; `channel` is where the screen stands, as far as known;
    `picture` is the path of its annotated copy, if there is one. `words` are keyed hashes of what stands on the screen
    whatever its data, `title` is its heading, `screen` names what captures of one view share (`screens.py`), and
    `wireframe` shows it without its data (`wireframe.py`), if that was wanted. `retried`: the test that made it failed,
    was run again and passed, so that it does not count for the exit code. `file` is where it lies, if it is in a file.
    """

    source: str
    position: Position
    width: int
    height: int
    seconds: float
    findings: tuple[Record, ...] = ()
    reason: str = ""
    note: str = ""
    channel: str = ""
    picture: str = ""
    words: tuple[str, ...] = field(default=(), repr=False)
    title: str = ""
    screen: str = ""
    wireframe: bytes = field(default=b"", repr=False)
    retried: bool = False
    file: Location | None = field(default=None, compare=False)

    @property
    def frame(self) -> int:
        """How many frames of its source come before it."""
        return self.position.index

    @property
    def exposures(self) -> tuple[Record, ...]:
        """What shows and should not."""
        return tuple(f for f in self.findings if f.verdict == "exposed")


Result = Reading | Skipped
"""What becomes of a frame."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause as reports cite it: `pack/clause`, what it says, what to do, where it stands, how bad a breach is."""

    id: str
    title: str
    fix: str
    source: str
    severity: Severity = "medium"
