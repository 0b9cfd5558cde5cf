"""Rectangles of pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in whole pixels; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def area(self) -> int:
        return max(0, self.width) * max(0, self.height)

    @property
    def middle(self) -> float:
        """The y of the centre, in pixels."""
        return (self.top + self.bottom) / 2

    @property
    def xywh(self) -> tuple[int, int, int, int]:
        return self.left, self.top, self.width, self.height

    @classmethod
    def from_xywh(cls, x: float, y: float, width: float, height: float) -> Box:
        return cls(round(x), round(y), round(x + width), round(y + height))

    @classmethod
    def whole(cls, shape: Sequence[int]) -> Box:
        """The box of all pixels of an array whose shape begins with height and width."""
        return cls(0, 0, int(shape[1]), int(shape[0]))

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all the given ones; ValueError if there are none."""
        many = list(boxes)
        return cls(
            min(b.left for b in many),
            min(b.top for b in many),
            max(b.right for b in many),
            max(b.bottom for b in many),
        )

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns: `pixels[box.slices]` are the pixels of the box."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def parts(self, number: int) -> list[Box]:
        """The box in so many parts side by side, as equal as whole pixels allow."""
        edges = [self.left + round(k * self.width / number) for k in range(number + 1)]
        return [Box(a, self.top, b, self.bottom) for a, b in pairwise(edges)]

    def overlap(self, other: Box) -> int:
        """The shared area in square pixels."""
        return self.overlap_x(other) * self.overlap_y(other)

    def overlap_x(self, other: Box) -> int:
        return max(0, min(self.right, other.right) - max(self.left, other.left))

    def overlap_y(self, other: Box) -> int:
        return max(0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def moved(self, right: int, down: int) -> Box:
        return Box(self.left + right, self.top + down, self.right + right, self.bottom + down)

    def grown(self, by: int, within: Box) -> Box:
        """This box with a margin of `by` pixels, cut off at `within`."""
        return Box(
            max(within.left, self.left - by),
            max(within.top, self.top - by),
            min(within.right, self.right + by),
            min(within.bottom, self.bottom + by),
        )
