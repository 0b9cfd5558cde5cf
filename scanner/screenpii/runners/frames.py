"""The unit of work of every runner: one item → what becomes of its frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from screenpii.errors import ScreenpiiError
from screenpii.runners.messages import Alive, Begun, Done, Member, Told, Work
from screenpii.sources import Item, Unchanged, frames
from screenpii.types import FIRST, Frame, Position, Reading, Result, Skipped

if TYPE_CHECKING:
    from screenpii.config import Settings

Read = Callable[[Frame], Reading]


@dataclass(frozen=True, slots=True)
class FrameJob:
    """Frames are read one by one; `reading` loads what reads them."""

    settings: Settings
    reading: Callable[[Settings], Read]

    def load(self) -> Work[Reading]:
        """Load the engine and the model."""
        return partial(scan_item, read=self.reading(self.settings), settings=self.settings)


def scan_item(item: Item, read: Read, settings: Settings) -> Iterator[Told[Reading]]:
    """Each frame of an item, as it is begun and as it is done, and each of its members.

    Of something live, each look that shows nothing new gives the last result once more.

    A fault in a source costs the rest of the item, one in an engine or a detector its frame; errors of ours are raised.
    """
    position = replace(FIRST, index=item.range.start)
    last: Result | None = None
    try:
        for found in frames(item, settings):
            if isinstance(found, Item):
                yield Member(found)
                continue
            if isinstance(found, Unchanged):
                yield _once_more(last, found) if isinstance(last, Reading) else Alive()
                continue
            position = found.position
            if isinstance(found, Frame):
                yield Begun(position)
            last = replace(_result(found, read) if isinstance(found, Frame) else found, file=item.file)
            yield Done(last, position)
            position = Position(position.index + 1)
    except ScreenpiiError:
        raise
    except Exception as error:
        yield Done(Skipped(item.source, failed(error), position, file=item.file), position)


def _once_more(last: Reading, look: Unchanged) -> Done[Reading]:
    return Done(replace(last, seconds=0.0, position=look.position or last.position))


def _result(frame: Frame, read: Read) -> Reading | Skipped:
    try:
        return read(frame)
    except Exception as error:
        return Skipped(frame.source, failed(error), frame.position)


def failed(error: Exception) -> str:
    """The class alone: the message of an exception may hold what stood on the screen."""
    return f"failed: {type(error).__name__}"
