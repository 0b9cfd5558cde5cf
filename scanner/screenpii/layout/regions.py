"""Regions of a screen: the bar at its top, the menu at its side, the line at its foot, and what lies between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from statistics import median

from screenpii.types import Box, Region

# height of a top bar as shares of the frame's height and width, the smaller counts: 40 to 70 px on frames of 720 to
# 1,080
TOP_BAR_SHARES = (0.08, 0.15)
FOOT_BAR_SHARES = (0.06, 0.10)  # height of a bar at the foot, likewise as shares of height and width
MIN_MENU_LINES = 4  # lines of a side menu
MAX_MENU_LEFT_SHARE = 0.15  # share of the frame's width at which a side menu may begin
MAX_MENU_RIGHT_SHARE = 0.30  # share of the frame's width at which a side menu may end
MAX_MENU_INDENT_LINE_HEIGHTS = 3.0  # line heights by which entries of a side menu may be indented
MAX_MENU_EDGES = 60  # left edges of lines that are tried as that of a side menu, from the left
MAX_MENU_ENTRY_CHARS = 26  # characters of an entry of a side menu
MAX_ICON_CHARS = 2  # characters that an icon or a badge is read as
ROW_TOLERANCE_LINE_HEIGHTS = 0.15  # line heights between the middles of two lines of one row


def regions(boxes: Sequence[Box], texts: Sequence[str], width: int, height: int) -> list[Region]:
    """The region of each line; `boxes` in pixels of a frame of that size, origin top left."""
    top = min(TOP_BAR_SHARES[0] * height, TOP_BAR_SHARES[1] * width)
    foot = height - min(FOOT_BAR_SHARES[0] * height, FOOT_BAR_SHARES[1] * width)
    found: list[Region] = ["top" if b.bottom <= top else "foot" if b.top >= foot else "main" for b in boxes]
    middle = [i for i, region in enumerate(found) if region == "main"]
    for i in _menu([boxes[i] for i in middle], [texts[i] for i in middle], width):
        found[middle[i]] = "side"
    return found


def _menu(boxes: Sequence[Box], texts: Sequence[str], width: int) -> list[int]:
    """The lines of a menu at the left edge: words that begin under one another, with nothing else in their column."""
    words = [i for i, text in enumerate(texts) if _is_word(text)]
    size = median(boxes[i].height for i in words) if words else 0
    for start in sorted({boxes[i].left for i in words if boxes[i].left <= MAX_MENU_LEFT_SHARE * width})[
        :MAX_MENU_EDGES
    ]:
        group = [i for i in words if -0.5 * size <= boxes[i].left - start <= MAX_MENU_INDENT_LINE_HEIGHTS * size]
        edge = max(boxes[i].right for i in group)
        top, bottom = min(boxes[i].top for i in group), max(boxes[i].bottom for i in group)
        inside = [i for i, b in enumerate(boxes) if b.left <= edge and top <= b.middle <= bottom]
        own = set(group)
        others = [i for i in inside if i not in own and len(texts[i]) > MAX_ICON_CHARS]
        if (
            len(group) >= MIN_MENU_LINES
            and edge <= MAX_MENU_RIGHT_SHARE * width
            and not others
            and _is_menu(group, boxes, texts, edge)
        ):
            return inside
    return []


def _is_menu(group: Sequence[int], boxes: Sequence[Box], texts: Sequence[str], edge: int) -> bool:
    """Short words, no labels: a label's value stands level with it, a menu's entry has none."""
    if sum(len(texts[i]) > MAX_MENU_ENTRY_CHARS for i in group) > 0.1 * len(group):
        return False
    outside = sorted(
        b.middle for b, text in zip(boxes, texts, strict=True) if b.left > edge and len(text) > MAX_ICON_CHARS
    )
    slack = ROW_TOLERANCE_LINE_HEIGHTS * median(boxes[i].height for i in group)
    return sum(_count(outside, boxes[i].middle, slack) > 0 for i in group) < 0.5 * len(group)


def _count(values: Sequence[float], at: float, slack: float) -> int:
    """How many of the sorted values are within `slack` of `at`."""
    return bisect_left(values, at + slack + 1e-9) - bisect_left(values, at - slack)


def _is_word(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= 3 and sum(c.isdigit() for c in text) < 3
