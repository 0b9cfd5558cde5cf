"""Font size of a line, whether the engine's boxes are tight around the ink or padded."""

from __future__ import annotations

from screenpii.types import Box, Line

# advance width of narrow characters in ems, averaged over common sans-serif faces, as are the next five
NARROW_EMS = 0.28
WIDE_EMS = 0.82  # advance width of m, w, M, W, @ and %
CAPITAL_EMS = 0.66  # advance width of the other capitals
DIGIT_EMS = 0.56  # advance width of a digit
OTHER_EMS = 0.52  # advance width of all other characters
SPACE_EMS = 0.27  # advance width of a space
LINE_HEIGHT_EMS = 1.35  # ems from one line to the next, as browsers set it


def em(line: Line) -> float:
    """The font size in pixels, estimated from the width of the text."""
    text = line.text.strip()
    return max(4.0, line.box.width / max(0.3, sum(map(_advance, text))))


def _advance(char: str) -> float:
    if char in "iljtfrI|!.,:;'’()[]/-·•*":
        return NARROW_EMS
    if char in "mwMW@%":
        return WIDE_EMS
    if char.isspace():
        return SPACE_EMS
    return DIGIT_EMS if char.isdigit() else CAPITAL_EMS if char.isupper() else OTHER_EMS


def body(line: Line) -> Box:
    """The line's box with the height that its font size implies, about the same middle; layout measures in these."""
    box = line.box
    tall = min(max(LINE_HEIGHT_EMS * em(line), 0.8 * box.height), 2.2 * box.height)
    return Box(box.left, round(box.middle - tall / 2), box.right, round(box.middle + tall / 2))
