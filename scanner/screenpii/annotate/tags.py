"""Tags: text for findings, placed so that no value is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from screenpii.annotate.pen import Colour, edge, size
from screenpii.types import SEVERITIES, Box, Page, Record, Severity, Verdict

# colour of an exposed finding
SEVERITY_RGB: dict[Severity, Colour] = {
    "critical": (214, 0, 60),
    "high": (236, 92, 0),
    "medium": (226, 168, 0),
    "low": (24, 118, 242),
}
# colour of any other finding
VERDICT_RGB: dict[Verdict, Colour] = {"masked": (118, 118, 118), "allowed": (0, 146, 64), "accepted": (0, 146, 64)}
TEXT_COST = 1  # cost of hiding a pixel of text
VALUE_COST = 255  # cost of hiding a pixel of a value or of another tag: never
"""What it costs to hide a pixel of them; one of a value or of another tag is never hidden."""


@dataclass(frozen=True, slots=True)
class Tag:
    """Findings with the same colour and text, one below the other.

    `boxes` are theirs with a margin of one pixel; `place` is the box of the text, None if there is no room.
    """

    text: str
    colour: Colour
    boxes: tuple[Box, ...]
    place: Box | None


def colour_of(finding: Record) -> Colour:
    """The colour of a finding: by its severity if it is exposed, else by its verdict."""
    return SEVERITY_RGB[finding.severity] if finding.verdict == "exposed" else VERDICT_RGB[finding.verdict]


def tags(page: Page, findings: Sequence[Record], scale: int) -> list[Tag]:
    """The tags of all findings, for text of `scale` pixels; the worst findings have the first choice of places."""
    room = _Room(page, findings)
    found = []
    for column in sorted(columns(findings, scale), key=lambda column: _rank(column[0])):
        text = _text(column[0]) + (f" x{len(column)}" if len(column) > 1 else "")
        boxes = tuple(box.grown(1, page.frame.box) for finding in column for box in finding.boxes)
        place = room.place(boxes, edge(scale), *size(text, scale))
        found.append(Tag(text, colour_of(column[0]), boxes, place))
    return found


def columns(findings: Iterable[Record], scale: int) -> list[list[Record]]:
    """The findings in groups that share a tag: the same type and verdict, aligned, and closely under one another."""
    found: list[list[Record]] = []
    for finding in sorted(findings, key=lambda f: f.boxes[0].top):
        above = next((column for column in found if _continues(column[-1], finding, scale)), None)
        if above:
            above.append(finding)
        else:
            found.append([finding])
    return found


def _continues(upper: Record, lower: Record, scale: int) -> bool:
    if _text(upper) != _text(lower) or colour_of(upper) != colour_of(lower):
        return False
    one, other = upper.boxes[-1], lower.boxes[0]
    return abs(one.left - other.left) <= scale / 2 and -scale / 3 <= other.top - one.bottom <= 3 * scale


def _text(finding: Record) -> str:
    return finding.type + (f" {finding.verdict}" if finding.verdict != "exposed" else "")


def _rank(finding: Record) -> tuple[bool, int]:
    return finding.verdict != "exposed", -SEVERITIES.index(finding.severity)


class _Room:
    """The picture as tags see it: what hiding each of its pixels would cost."""

    def __init__(self, page: Page, findings: Iterable[Record]) -> None:
        self.frame = page.frame.box
        self.costs = np.zeros((page.frame.height, page.frame.width), np.uint8)
        for line in page.lines:
            self._take(line.box, TEXT_COST)
        for finding in findings:
            for box in finding.boxes:
                self._take(box, VALUE_COST)

    def place(self, boxes: Sequence[Box], edge: int, width: int, height: int) -> Box | None:
        """Take the place in the picture that hides least, by the boxes; None if there is none that hides no value.

        `edge` is the width of the outlines.
        """
        best, least = None, float(VALUE_COST)
        for left, top in _places(boxes, edge, width, height):
            left = max(0, min(left, self.frame.right - width))
            top = max(0, min(top, self.frame.bottom - height))
            box = Box(left, top, left + width, top + height)
            part = self._part(box)
            cost = float(VALUE_COST if part.max() == VALUE_COST else part.mean())
            if cost < least and box == box.grown(0, self.frame):
                best, least = box, cost
        if best:
            self._take(best, VALUE_COST)
        return best

    def _take(self, box: Box, cost: int) -> None:
        part = self._part(box.grown(0, self.frame))
        np.maximum(part, cost, out=part)

    def _part(self, box: Box) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
        return self.costs[box.slices]


def _places(boxes: Sequence[Box], edge: int, width: int, height: int) -> Iterator[tuple[int, int]]:
    """Left and top of places above the first box, below the last and beside each, the best first."""
    first, last = boxes[0], boxes[-1]
    for side in (first.left - edge, first.right + edge - width):
        yield side, first.top - edge - height
    for side in (last.left - edge, last.right + edge - width):
        yield side, last.bottom + edge
    for box in boxes:
        yield box.right + edge, round(box.middle - height / 2)
        yield box.left - edge - width, round(box.middle - height / 2)
