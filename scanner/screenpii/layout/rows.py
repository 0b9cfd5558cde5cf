"""Visual rows: lines at the same height."""

from __future__ import annotations

from collections.abc import Sequence

from screenpii.types import Box


def rows(boxes: Sequence[Box]) -> list[list[int]]:
    """Indices of the boxes by visual row, top to bottom, each row from left to right."""
    found: list[list[int]] = []
    for i in sorted(range(len(boxes)), key=lambda i: boxes[i].middle):
        if found and _same_row(boxes[found[-1][-1]], boxes[i]):
            found[-1].append(i)
        else:
            found.append([i])
    return [sorted(row, key=lambda i: boxes[i].left) for row in found]


def _same_row(one: Box, other: Box) -> bool:
    return abs(one.middle - other.middle) < 0.35 * min(one.height, other.height)
