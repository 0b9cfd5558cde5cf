"""The unit of work of every runner: one item → what becomes of its frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from screenpii.errors import ScreenpiiError
from screenpii.runners.messages import Begun, Done, Member, Told, Work
from screenpii.sources import Item, frames
from screenpii.types import FIRST, Frame, Position, Reading, Skipped

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

    A fault in a source costs the rest of the item, one in an engine or a detector its frame; errors of ours are raised.
    """
    position = replace(FIRST, index=item.range.start)
    try:
        for found in frames(item, settings):
            if isinstance(found, Item):
                yield Member(found)
                continue
            position = found.position
            if isinstance(found, Frame):
                yield Begun(position)
                yield Done(replace(_result(found, read), file=item.file), position)
            else:
                yield Done(replace(found, file=item.file), position)
            position = Position(position.index + 1)
    except ScreenpiiError:
        raise
    except Exception as error:
        yield Done(Skipped(item.source, failed(error), position, file=item.file), position)


def _result(frame: Frame, read: Read) -> Reading | Skipped:
    try:
        return read(frame)
    except Exception as error:
        return Skipped(frame.source, failed(error), frame.position)


def failed(error: Exception) -> str:
    """The class alone: the message of an exception may hold what stood on the screen."""
    return f"failed: {type(error).__name__}"
