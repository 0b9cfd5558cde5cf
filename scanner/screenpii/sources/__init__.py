"""Where frames come from: one file a kind of input, registered here.

`find` in walk.py lists what there is (in the parent, which looks at first bytes at most); `frames` decodes in a worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from screenpii.errors import cause
from screenpii.registry import Registry
from screenpii.types import Frame, Skipped

if TYPE_CHECKING:
    from screenpii.config import Limits
    from screenpii.elements import Elements


@dataclass(frozen=True, slots=True)
class Item:
    """A file to read: `source` is its name in reports, always valid Unicode; `path` is where it really is.

    `data`, if given, is read instead of the file: a picture that was never written, or that is gone. `below` is its
    path below what was named on the command line, `elements` what a web page tells of its picture.
    """

    source: str
    path: Path
    data: bytes | None = field(default=None, repr=False)
    below: str = field(default="", compare=False)
    elements: Elements | None = field(default=None, repr=False, compare=False)


class Source(Protocol):
    """A kind of input."""

    @property
    def suffixes(self) -> frozenset[str]:
        """The file name endings that belong to it: lower case, with the dot."""

    def frames(self, item: Item, limits: Limits, start: int = 0) -> Iterator[Frame | Skipped]:
        """The frames of one file from number `start` on; what cannot be read of it comes as Skipped, never raised."""


sources: Registry[Source] = Registry("screenpii.sources")


def frames(item: Item, limits: Limits, start: int = 0) -> Iterator[Frame | Skipped]:
    """The frames of one file by the source that its suffix belongs to; any other suffix is taken for an image."""
    known = sources.load()
    suffix = item.path.suffix.lower()
    source = next((s for s in known.values() if suffix in s.suffixes), known["image"])
    return source.frames(item, limits, start)


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
