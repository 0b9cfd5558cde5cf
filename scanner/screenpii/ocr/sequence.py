"""Frames in sequence: only the parts that changed since the last frame are read again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from screenpii.types import Box, Frame, Line, Pixels

Read = Callable[[Frame], list[Line]]

TILE_PX = 32  # side of the tiles that are compared
MAX_NOISE_LEVELS = 8  # levels by which an unchanged pixel may differ; ink differs from its ground by 30 or more
MARGIN_PX = 32  # pixels around a change that are read too; with 64 or 96 the lines are no more alike
MAX_CHANGED_SHARE = 0.5  # share of a frame that is read in part; with more, all of it is read
MAX_REMEMBERED_PX = 20_000_000  # pixels of a frame that is kept for comparison


class Changes:
    """Reads frames with an engine, and remembers one: its pixels as they were read, and its lines."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._last: tuple[str, Pixels, list[Line]] | None = None

    def read(self, frame: Frame) -> list[Line]:
        """The lines of a frame, in any order, as the engine itself would give them, or nearly so.

        A first frame is read whole even if its source is that of the last: a file may be read again after redaction.
        """
        last, self._last = self._last, None  # a frame that fails is not remembered
        if frame.index and last and last[0] == frame.source and last[1].shape == frame.pixels.shape:
            pixels, lines = self._again(frame, last[1], last[2])
        else:
            pixels, lines = frame.pixels, self._read(frame)
        if frame.box.area <= MAX_REMEMBERED_PX:
            self._last = frame.source, pixels, lines
        return lines

    def _again(self, frame: Frame, pixels: Pixels, lines: list[Line]) -> tuple[Pixels, list[Line]]:
        """What is to be remembered of a frame, from the pixels and lines of the last one."""
        stale = _stale(_changed(pixels, frame.pixels), [line.box for line in lines], frame.box)
        if sum(box.area for box in stale) > MAX_CHANGED_SHARE * frame.box.area:
            return frame.pixels, self._read(frame)
        found = [line for line in lines if not any(line.box.overlap(box) for box in stale)]
        pixels = pixels.copy() if stale else pixels
        for box in stale:
            part = np.s_[box.slices]
            pixels[part] = frame.pixels[part]  # only there: small differences elsewhere must not add up unnoticed
            within = Frame(frame.source, np.ascontiguousarray(frame.pixels[part]), frame.position)
            found += [line.moved(box.left, box.top) for line in self._read(within)]
        return pixels, found


def _changed(before: Pixels, after: Pixels) -> list[Box]:
    """The runs of tiles, row by row, in which some pixel differs by more than noise."""
    found = []
    height, width = before.shape[:2]
    for top in range(0, height, TILE_PX):
        bottom = min(top + TILE_PX, height)
        one, other = before[top:bottom], after[top:bottom]
        if np.array_equal(one, other):
            continue
        apart = (np.maximum(one, other) - np.minimum(one, other) > MAX_NOISE_LEVELS).any(axis=(0, 2))
        tiles = np.add.reduceat(apart, np.arange(0, width, TILE_PX)) > 0
        edges = np.flatnonzero(np.diff(tiles, prepend=False, append=False)).reshape(-1, 2).tolist()
        found += [Box(start * TILE_PX, top, min(end * TILE_PX, width), bottom) for start, end in edges]
    return found


def _stale(changed: list[Box], lines: list[Box], within: Box) -> list[Box]:
    """What to read again: the changed boxes with a margin, grown until they part no line and do not touch."""
    done: list[Box] = []
    waiting = [box.grown(MARGIN_PX, within) for box in changed]
    while waiting:
        box = waiting.pop()
        whole = Box.around([box, *(line.grown(TILE_PX // 4, within) for line in lines if line.overlap(box))])
        met = [other for other in done if other.overlap(whole)]
        if met or whole != box:
            done = [other for other in done if other not in met]
            waiting.append(Box.around([whole, *met]))
        else:
            done.append(box)
    return done
