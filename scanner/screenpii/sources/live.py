"""Something that shows and changes → frames of its changes: looked at over and over, no sooner than the last is read.

There is never a backlog: a look is taken when its frame is asked for, so the newest wins.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import cv2
import numpy as np

from screenpii.sources import Item, Unchanged
from screenpii.types import Frame, Pixels, Position, Skipped

FASTEST_SECONDS = 0.2  # between two looks, after a change
SLOWING_RATIO = 1.5  # of the time to the next look and the one before, as long as nothing changes
Shot = Callable[[], Pixels]


class NotSeenError(Exception):
    """Why there is no picture, in words for people."""


def looks(
    item: Item, shoot: Shot, interval_seconds: float, convert: Callable[[Pixels], Pixels], noise_levels: int = 0
) -> Iterator[Frame | Skipped | Unchanged]:
    """A frame for each change, without end; one look, if there is no interval.

    `shoot` gives height x width x channels of 8 bits, or raises NotSeenError.
    `convert` makes red, green and blue of them, for those that are read. `noise_levels` is by how much a channel of a
    pixel may differ that has not changed.

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
            if not interval_seconds:
                return
            time.sleep(interval_seconds)
            continue
        if last is not None and is_same(last, pixels, noise_levels):
            yield Unchanged()
            pause = min(interval_seconds, pause * SLOWING_RATIO)
        else:
            yield Frame(item.source, convert(pixels), Position(index))
            index, pause, last = index + 1, min(interval_seconds, FASTEST_SECONDS), pixels
            if not interval_seconds:
                return
        time.sleep(pause)


def is_same(before: Pixels, now: Pixels, noise_levels: int = 0) -> bool:
    """Whether two pictures are of one size and differ in no channel of a pixel by more than noise."""
    if before.shape != now.shape:
        return False
    return np.array_equal(before, now) if not noise_levels else int(cv2.absdiff(before, now).max()) <= noise_levels


def rgb(pixels: Pixels) -> Pixels:
    """Height x width x 3, red first, of pixels that are blue first."""
    return np.ascontiguousarray(pixels[:, :, 2::-1])
