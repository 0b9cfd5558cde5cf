"""Boxes by vertical strips of the frame, so that neighbours are found without comparing all with all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence

from screenpii.types import Box

STRIP_PX = 256  # width of a strip


class Strips:
    """The indices of boxes by strip, in each sorted by an edge (their top, their bottom)."""

    def __init__(self, boxes: Sequence[Box], edge: Callable[[Box], int]) -> None:
        self._lines: dict[int, list[int]] = defaultdict(list)
        self._edges: dict[int, list[int]] = defaultdict(list)
        for i in sorted(range(len(boxes)), key=lambda i: edge(boxes[i])):
            for strip in _strips(boxes[i].left, boxes[i].right):
                self._lines[strip].append(i)
                self._edges[strip].append(edge(boxes[i]))

    def near(self, left: float, right: float, lowest: float, highest: float) -> set[int]:
        """All boxes whose edge lies within the limits and that have ink between `left` and `right`, and some others."""
        found: set[int] = set()
        for strip in _strips(left, right):
            if strip in self._lines:
                edges = self._edges[strip]
                found.update(self._lines[strip][bisect_left(edges, lowest) : bisect_right(edges, highest)])
        return found


def _strips(left: float, right: float) -> range:
    return range(int(left // STRIP_PX), int(right // STRIP_PX) + 1)
