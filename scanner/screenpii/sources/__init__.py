"""Where frames come from: one file a kind of input, registered here.

`find` in walk.py lists what there is (in the parent, which looks at first bytes at most); `frames` decodes in a worker.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from screenpii.errors import cause
from screenpii.registry import Registry
from screenpii.types import Frame, Location, Position, Skipped
from screenpii.userfiles import opened

if TYPE_CHECKING:
    from screenpii.config import Settings
    from screenpii.elements import Elements

HEAD_BYTES = 32  # of a file, by which its kind is known


class Range(NamedTuple):
    """The frames of an item that are to be read: their numbers from 0, the end exclusive (None: all that there are)."""

    start: int = 0
    stop: int | None = None


ALL = Range()


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of an image file that was never written, or that is gone; `elements`: what a web page tells of it."""

    data: bytes = field(repr=False)
    elements: Elements | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """What is to be read: `source` is its name in reports, always valid Unicode.

    `locator` says what it is: the path of a file, a `Picture`, or what a source knows. `file` is where reports say that
    it lies.
    """

    source: str
    locator: object = field(repr=False)
    range: Range = ALL
    file: Location | None = field(default=None, compare=False)

    @property
    def path(self) -> Path:
        """The path of a file; TypeError for what is none."""
        if not isinstance(self.locator, Path):
            raise TypeError(f"{self.source}: not a file")
        return self.locator


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A look at something live, or at a recording, that shows what the frame before showed.

    It need not be read again. `position` is that of the look, if it matters when it was.
    """

    position: Position | None = None


Found = Frame | Skipped | Unchanged | Item
"""What a source gives."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What the worker of a source may use; without anything, it decodes and reads what it is given.

    `limited` is its memory, by the settings; a browser runs under no limit. `grace_seconds` is the time that a source
    has beyond that of a frame, if it keeps to that by itself.
    """

    limited: bool = True
    network: bool = False
    display: bool = False
    grace_seconds: float = 0.0


class Source(Protocol):
    """A kind of input. All sources of one kind of locator name the same sandbox."""

    @property
    def locators(self) -> tuple[type, ...]:
        """The classes of the locators that it can open."""

    @property
    def suffixes(self) -> frozenset[str]:
        """The file name endings that belong to it: lower case, with the dot."""

    @property
    def sandbox(self) -> Sandbox:
        """What its worker may use."""

    def sniffs(self, head: bytes) -> bool:
        """Whether a file that begins so, with up to `HEAD_BYTES`, is of this kind."""

    def frames(self, item: Item, settings: Settings) -> Iterator[Found]:
        """The frames of an item's range. What cannot be read comes as Skipped, never raised; members as items.

        Something live has no end, and tells of each look, also if it shows what it showed before.
        """


class NamedSource:
    """Part of a source whose items are named one by one: none is found among files."""

    suffixes: frozenset[str] = frozenset()

    def sniffs(self, head: bytes) -> bool:
        """No file is of this kind."""
        return False


sources: Registry[Source] = Registry("screenpii.sources")


def frames(item: Item, settings: Settings) -> Iterator[Found]:
    """The frames of an item, read by the source that its content, or else its name, belongs to."""
    return source_of(item).frames(item, settings)


def source_of(item: Item) -> Source:
    """The source that reads an item: by what the file begins with, or else by its ending; any other is an image's."""
    known = sources.load()
    able = [source for source in known.values() if isinstance(item.locator, source.locators)]
    if len(able) == 1:
        return able[0]
    head, suffix = _head(item.locator), _suffix(item.locator)
    sniffing = (source for source in able if head and source.sniffs(head))
    named = (source for source in able if suffix in source.suffixes)
    return next(sniffing, None) or next(named, known["image"])


def sandbox_of(item: Item) -> Sandbox:
    """What the worker that reads an item may use; the item is not opened."""
    return next(s.sandbox for s in sources.load().values() if isinstance(item.locator, s.locators))


def _head(locator: object) -> bytes:
    """What a file or picture begins with; nothing if it cannot be opened, which its source will tell."""
    if isinstance(locator, Picture):
        return locator.data[:HEAD_BYTES]
    if not isinstance(locator, Path):
        return b""
    try:
        with opened(locator) as file:
            return os.read(file.fileno(), HEAD_BYTES)
    except OSError:
        return b""


def _suffix(locator: object) -> str:
    return locator.suffix.lower() if isinstance(locator, Path) else ""


def why(error: OSError) -> str:
    """Why a file cannot be opened, in plain words and without its path."""
    match error:
        case FileNotFoundError():
            return "vanished during the run"
        case PermissionError():
            return "permission denied"
        case IsADirectoryError():
            return "a folder, not a file"
    return cause(error)


def over(size: int, limit: int, unit: str) -> str:
    """Why something is not read that is larger than its limit; both are shown in millions, which `unit` names."""
    return f"{limit / 1e6:,.6g} {unit} is the limit, this is {size / 1e6:,.6g}"
