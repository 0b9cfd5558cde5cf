"""Files → their redacted copies: read, painted over, stored in memory, read again, and delivered only if clean.

A copy holds all frames of its file, or there is none. What is not clean never touches the disk.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from PIL import Image

from screenpii.files import safe_path, write_below, write_whole
from screenpii.redact import MAX_PASSES, TIMED, Choice, counted, empty, encoded, paint, remains
from screenpii.runners.frames import Read
from screenpii.runners.messages import Alive, Done, Told, Work
from screenpii.sources import Item, Picture, frames, why
from screenpii.types import Box, Frame, Medium, Pixels, Record, Skipped

if TYPE_CHECKING:
    from screenpii.config import Settings

Left = list[tuple[int, Record]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where copies go: below the folder, or in place of their source without one; existing files only by `force`."""

    folder: Path | None
    force: bool = False

    def target(self, item: Item) -> Path:
        """The file that the item's copy will be."""
        return self.folder / self._below(item) if self.folder else Path(os.path.realpath(item.path))

    def deliver(self, item: Item, data: bytes) -> None:
        """Put the copy there at once, readable for those that could read its source; OSError if that fails."""
        mode = item.path.stat().st_mode & 0o777
        target = self.target(item)
        if self.folder is None:
            write_whole(target, [data], mode)
        elif os.path.lexists(target) and not self.force:
            raise FileExistsError(errno.EEXIST, "there is such a file already")
        else:
            write_below(self.folder, self._below(item), data, mode)

    def _below(self, item: Item) -> PurePosixPath:
        """The path below the folder: the same as that of its source below what was named."""
        return safe_path((item.file and item.file.below) or item.source)


@dataclass(frozen=True, slots=True)
class Redacted:
    """What became of a file that was to be redacted: delivered, unless there is a `reason`.

    `painted` counts by type what was painted over, `remains` are types with masked previews that could still be found
    afterwards.
    """

    source: str
    reason: str = ""
    painted: tuple[tuple[str, int], ...] = ()
    remains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RedactJob:
    """Files are redacted one by one; `reading` loads what finds."""

    settings: Settings
    reading: Callable[[Settings], Read]
    choice: Choice
    place: Place

    def load(self) -> Work[Redacted]:
        """Load the engine and the model."""
        return Redactor(self.reading(self.settings), self.choice, self.place, self.settings)


class _StoppedError(Exception):
    """Why a file is not delivered, in words for the report."""


@dataclass(slots=True)
class _File:
    """A file under way: its frames as they are painted by now, all that was found, and what was painted over where.

    `clean` knows the pixels on which nothing was found that is to be painted over.
    """

    item: Item
    images: list[Image.Image] = field(default_factory=list)
    media: list[Medium] = field(default_factory=list)
    painted: Left = field(default_factory=list)
    clean: set[bytes] = field(default_factory=set)

    def paint(self, frame: int, findings: Iterable[Record], choice: Choice) -> None:
        """Paint those findings over that the choice takes."""
        taken = list(filter(choice.takes, findings))
        image = self.images[frame]
        paint(image, list(choice.marks(taken, Box(0, 0, *image.size))))
        self.painted += [(frame, finding) for finding in taken]

    def paint_more(self, left: Left) -> None:
        """Paint over what was left, and with it all that was painted softly: solid.

        In all frames of a film, for equal ones are stored as one, so that their numbers may differ.
        """
        before, solid, film = self.painted, Choice("solid", True), self.media[0].format in TIMED
        for number, image in enumerate(self.images):
            again = [finding for at, finding in before if at == number]
            paint(image, list(solid.marks(again, Box(0, 0, *image.size))))
            self.paint(number, [finding for at, finding in left if film or at == number], solid)

    def stored(self) -> bytes:
        """The file that would be delivered."""
        try:
            return encoded(self.images, self.media)
        except OSError as error:  # an encoder's, not the disk's
            raise _StoppedError(f"cannot be stored ({type(error).__name__})") from None
        except ValueError as error:
            raise _StoppedError(f"cannot be stored as {self.media[0].format} ({type(error).__name__})") from None


class Redactor:
    """Redacts files one after the other."""

    def __init__(self, read: Read, choice: Choice, place: Place, settings: Settings) -> None:
        self.read, self.choice, self.place, self.settings = read, choice, place, settings

    def __call__(self, item: Item) -> Iterator[Told[Redacted]]:
        """Alive after each frame that was read, before and after painting; at the end what became of the file."""
        file, reason, left = _File(item), "", Left()
        try:
            before = _state(item.path)
            yield from self._cover(file)
            for _ in range(MAX_PASSES):
                data = file.stored()
                yield Alive()
                found = yield from self._left(file, data)
                if not found:
                    if before != _state(item.path):
                        raise _StoppedError("changed during the run")
                    self.place.deliver(item, data)
                    break
                file.paint_more(found)
            else:
                left, reason = found, "still found after painting over"
        except _StoppedError as error:
            reason = str(error)
        except MemoryError:
            reason = "more memory is needed than a worker may use"
        except OSError as error:
            reason = f"cannot be written ({why(error)})" if file.images else why(error)
        painted = counted(finding for _, finding in file.painted)
        yield Done(Redacted(item.source, reason, painted, remains(finding for _, finding in left)))

    def _cover(self, file: _File) -> Iterator[Alive]:
        """Read the frames and paint them over."""
        for frame in self._frames(file.item):
            reading = self.read(frame)
            if reading.reason and not empty(frame.pixels):
                raise _StoppedError(_of(f"not read fully: {reading.reason}", frame.index))
            file.images.append(Image.fromarray(frame.pixels))
            file.media.append(frame.medium)
            file.paint(frame.index, reading.findings, self.choice)
            if not any(map(self.choice.takes, reading.findings)):
                file.clean.add(_digest(frame.pixels))
            yield Alive()
        if not file.images:
            raise _StoppedError("no picture in it")

    def _frames(self, item: Item, copy: str = "") -> Iterator[Frame]:
        for frame in frames(item, self.settings):
            if isinstance(frame, Skipped):
                raise _StoppedError(copy + _of(frame.reason, frame.frame))
            if not isinstance(frame, Frame):
                raise _StoppedError("holds other files")
            yield frame

    def _left(self, file: _File, data: bytes) -> Generator[Alive, None, Left]:
        """What can still be found on the file as it would be delivered, with its frame."""
        left = Left()
        for frame in self._frames(replace(file.item, locator=Picture(data)), "the copy cannot be read: "):
            if empty(frame.pixels) or _digest(frame.pixels) in file.clean:
                continue
            reading = self.read(frame)
            if reading.reason:
                raise _StoppedError(_of(f"the copy is not read fully: {reading.reason}", frame.index))
            found = [finding for finding in reading.findings if self.choice.remains(finding)]
            left += [(frame.index, finding) for finding in found]
            if not found:
                file.clean.add(_digest(frame.pixels))
            yield Alive()
        return left


def _of(reason: str, frame: int) -> str:
    return f"frame {frame}: {reason}" if frame else reason


def _state(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _digest(pixels: Pixels) -> bytes:
    return hashlib.sha256(repr(pixels.shape).encode() + pixels.tobytes()).digest()
