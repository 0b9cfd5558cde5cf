"""The size of a line's type, whatever an engine takes its boxes to be: tight around the ink, or with air."""

from __future__ import annotations

from screenpii.types import Box, Line

# Advance widths in ems, averaged over common sans-serif faces.
NARROW, WIDE, CAPITAL, DIGIT, OTHER, SPACE = 0.28, 0.82, 0.66, 0.56, 0.52, 0.27
LINE_HEIGHT = 1.35  # ems from one line to the next, as browsers set it


def em(line: Line) -> float:
    """The type size in pixels, from the width of the text."""
    text = line.text.strip()
    return max(4.0, line.box.width / max(0.3, sum(map(_advance, text))))


def _advance(char: str) -> float:
    if char in "iljtfrI|!.,:;'’()[]/-·•*":
        return NARROW
    if char in "mwMW@%":
        return WIDE
    if char.isspace():
        return SPACE
    return DIGIT if char.isdigit() else CAPITAL if char.isupper() else OTHER


def body(line: Line) -> Box:
    """The line's box at the height that its type size gives it, about the same middle; layout measures in these."""
    box = line.box
    tall = min(max(LINE_HEIGHT * em(line), 0.8 * box.height), 2.2 * box.height)
    return Box(box.left, round(box.middle - tall / 2), box.right, round(box.middle + tall / 2))
