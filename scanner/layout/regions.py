"""Regions of a screen: the bar at its top, the menu at its side, the line at its foot, and what lies between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from statistics import median

from scanner.types import Box, Region

# Shares of the frame's height and width, whichever is less: bars are 40 to 70 px high on frames of 720 to 1,080.
TOP = (0.08, 0.15)
FOOT = (0.06, 0.10)
# A side menu: at least so many short lines, the gutter behind them within these shares of the width.
MENU_LINES = 4
GUTTER = (0.05, 0.30)
SHORT = 26
CROSSING = 0.02  # of all lines may cross the gutter: titles that run over it
LEVEL = 0.15  # of a line's height: closer middles are one row, as a label's and its value's are
SINGLE = 0.75  # of a menu's lines stand alone in their row
WORDS = 0.7  # of a menu's lines, at least, are words


def regions(boxes: Sequence[Box], texts: Sequence[str], width: int, height: int) -> list[Region]:
    """The region of each line; `boxes` in pixels of a frame of that size, origin top left."""
    top = min(TOP[0] * height, TOP[1] * width)
    foot = height - min(FOOT[0] * height, FOOT[1] * width)
    found: list[Region] = ["top" if b.bottom <= top else "foot" if b.top >= foot else "main" for b in boxes]
    middle = [i for i, region in enumerate(found) if region == "main"]
    for i in _menu([boxes[i] for i in middle], [texts[i] for i in middle], width):
        found[middle[i]] = "side"
    return found


def _menu(boxes: Sequence[Box], texts: Sequence[str], width: int) -> list[int]:
    """The lines of a menu at the left edge: the widest group that a gutter parts from the rest; often none."""
    rights = sorted({b.right for b in boxes if GUTTER[0] * width <= b.right + 1 <= GUTTER[1] * width})
    for edge in reversed(rights):
        left = [i for i, b in enumerate(boxes) if b.right <= edge]
        crossing = sum(b.left <= edge < b.right for b in boxes)
        if crossing <= CROSSING * len(boxes) and len(left) < len(boxes) and _is_menu(left, boxes, texts):
            return left
    return []


def _is_menu(left: Sequence[int], boxes: Sequence[Box], texts: Sequence[str]) -> bool:
    """Short words under one another, no labels: a label's value stands level with it, a menu's entry has none."""
    if len(left) < MENU_LINES or sum(len(texts[i]) > SHORT for i in left) > 0.1 * len(left):
        return False
    if sum(_is_word(texts[i]) for i in left) < WORDS * len(left):
        return False
    inside = sorted(boxes[i].middle for i in left)
    others = set(left)
    outside = sorted(b.middle for i, b in enumerate(boxes) if i not in others)
    slack = LEVEL * median(boxes[i].height for i in left)
    alone = sum(_count(inside, boxes[i].middle, slack) == 1 for i in left)
    level = sum(_count(outside, boxes[i].middle, slack) > 0 for i in left)
    return alone >= SINGLE * len(left) and level <= 0.5 * len(left)


def _count(values: Sequence[float], at: float, slack: float) -> int:
    """How many of the sorted values are within `slack` of `at`."""
    return bisect_left(values, at + slack + 1e-9) - bisect_left(values, at - slack)


def _is_word(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= 3 and sum(c.isdigit() for c in text) < 3
