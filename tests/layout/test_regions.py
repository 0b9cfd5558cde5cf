"""Bars and menus: each limit from both sides, on frames of 1,000 x 1,000 pixels with lines that are 16 high."""

from __future__ import annotations

import pytest

from screenpii.layout.regions import regions
from screenpii.types import Box, Region

WORDS = ("Dashboard", "Orders", "Customers", "Products", "Discounts", "Analytics")


def line(left: int, top: int, width: int = 100) -> Box:
    return Box(left, top, left + width, top + 16)


def menu(
    count: int = 4,
    left: int = 40,
    width: int = 100,
    more: tuple[tuple[Box, str], ...] = (),
    words: tuple[str, ...] = WORDS,
) -> Region:
    """The region of the first of so many words under one another, beside lines that stand between them."""
    shown = [(line(left, 200 + 40 * k, width), words[k]) for k in range(count)]
    shown += [(line(500, 222 + 40 * k), "Rope 10 m") for k in range(count)]
    found = regions([box for box, _ in (*shown, *more)], [text for _, text in (*shown, *more)], 1000, 1000)
    return found[0]


@pytest.mark.parametrize(
    ("size", "top", "region"),
    [
        ((1000, 1000), 59, "top"),  # its bottom at 75, the bar's at 80
        ((1000, 1000), 69, "main"),
        ((500, 1000), 54, "top"),  # the bar's at 15 % of the width, 75
        ((500, 1000), 64, "main"),
        ((1000, 1000), 935, "main"),  # the line at the foot begins at 940
        ((1000, 1000), 945, "foot"),
        ((500, 1000), 945, "main"),  # at 950 here
        ((500, 1000), 955, "foot"),
    ],
)
def test_bars(size: tuple[int, int], top: int, region: Region) -> None:
    assert regions([line(200, top)], ["Orders"], *size) == [region]


def test_four_words_are_a_menu() -> None:
    assert menu(4) == "side"
    assert menu(3) == "main"


def test_a_menu_begins_at_the_left_and_is_narrow() -> None:
    assert menu(left=140) == "side"
    assert menu(left=160) == "main"
    assert menu(width=250) == "side"
    assert menu(width=270) == "main"


def test_entries_may_be_indented_by_three_line_heights() -> None:
    assert menu(more=((line(84, 300), "Drafts"),)) == "side"
    assert menu(more=((line(92, 300), "Drafts"),)) == "main"


def test_badges_have_two_characters() -> None:
    assert menu(more=((line(120, 240, 16), "12"),)) == "side"
    assert menu(more=((line(120, 240, 16), "123"),)) == "main"


def test_entries_are_short() -> None:
    assert menu(words=("a" * 26, *WORDS)) == "side"
    assert menu(words=("a" * 27, *WORDS)) == "main"


@pytest.mark.parametrize(("off", "region"), [(2, "main"), (3, "side")])
def test_a_label_has_its_value_level_with_it(off: int, region: Region) -> None:
    beside = tuple((line(300, 200 + off + 40 * k), "Rope 10 m") for k in range(2))
    assert menu(more=beside) == region


@pytest.mark.parametrize(("before", "region"), [(59, "side"), (60, "main")])
def test_sixty_left_edges_are_tried(before: int, region: Region) -> None:
    boxes = [line(60 * k, 1000, 20) for k in range(before)] + [line(60 * before, 2000 + 40 * k) for k in range(4)]
    found = regions(boxes, ["Word"] * len(boxes), 30_000, 10_000)
    assert found[-1] == region
