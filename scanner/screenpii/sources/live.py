"""Something that shows and changes → frames of its changes: looked at over and over, no sooner than the last is read.

There is never a backlog: a look is taken when its frame is asked for, so the newest wins.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np

from screenpii.sources import Item, Unchanged
from screenpii.types import Frame, Pixels, Position, Skipped

FASTEST_SECONDS = 0.2  # between two looks, after a change
SLOWING_RATIO = 1.5  # of the time to the next look and the one before, as long as nothing changes
Shot = Callable[[], Pixels]


class NotSeenError(Exception):
    """Why there is no picture, in words for people."""


def looks(
    item: Item, shoot: Shot, interval_seconds: float, rgb: Callable[[Pixels], Pixels]
) -> Iterator[Frame | Skipped | Unchanged]:
    """A frame for each change, without end; `shoot` gives height x width x channels of 8 bits, or raises NotSeenError.

    `rgb` makes red, green and blue of them, for those that are read.

    The time between looks is `interval_seconds` while nothing changes. What cannot be seen is told with each look.
    """
    last: Pixels | None = None
    pause = FASTEST_SECONDS
    index = item.range.start
    while True:
        try:
            pixels = shoot()
        except NotSeenError as error:
            last = None
            yield Skipped(item.source, str(error), Position(index))
            time.sleep(interval_seconds)
            continue
        if last is not None and last.shape == pixels.shape and np.array_equal(last, pixels):
            yield Unchanged()
            pause = min(interval_seconds, pause * SLOWING_RATIO)
        else:
            yield Frame(item.source, rgb(pixels), Position(index))
            index, pause = index + 1, min(interval_seconds, FASTEST_SECONDS)
        last = pixels
        time.sleep(pause)
