"""A value typed into several boxes is one line; numbers in columns and rows of their own are not."""

from __future__ import annotations

import pytest

from screenpii.layout import page_of
from tests.golden.drawing import drawing
from tests.pages import recognise


def texts(screen: str) -> list[str]:
    return [line.text for line in page_of(screen).lines]


@pytest.mark.parametrize(
    ("screen", "value"),
    [
        ("Gift card\n6012   8831   0047   2219", "6012 8831 0047 2219"),
        ("Numéro de carte\n4970   1011   2233   4455\n\n\nDate\n04   31", "4970 1011 2233 4455"),
        ("Expires   08   29", "08 29"),
        ("Sort code\n60   83   71\n\n\nAccount", "60 83 71"),
        ("One-time code\n4   0   8   1   5   5", "4 0 8 1 5 5"),
    ],
)
def test_boxes_of_one_value_are_one_line(screen: str, value: str) -> None:
    assert value in texts(screen)


@pytest.mark.parametrize(
    "screen",
    [
        "Size   Stock   Sold\n38     12      4\n39     7       2",  # columns under a header
        "4970   1011   2233",  # nothing says what they are
        "Monday   12   40\nTuesday   9   31",  # a table without a header
        "Items   Price\n12      80\n3       41",
        "Page\n1              2              3",  # too far apart
    ],
)
def test_numbers_in_columns_stay_apart(screen: str) -> None:
    assert not any(" " in text and text.replace(" ", "").isdigit() for text in texts(screen))


@pytest.mark.parametrize(
    ("screen", "value", "whole"),
    [
        ("Code   601234   883100", "601234 883100", True),  # six characters a piece
        ("Code   6012345   8831004", "6012345 8831004", False),
        ("Code\n4   0   8   1   5   5   9   2", "4 0 8 1 5 5 9 2", True),  # eight pieces
        ("Code\n4   0   8   1   5   5   9   2   6", "4 0 8 1 5 5 9 2 6", False),
        ("Code\n6012        8831", "6012 8831", True),  # 64 pixels apart, of 19 a line height: 3.3
        ("Code\n6012         8831", "6012 8831", False),  # 3.7
        ("Code" + 26 * " " + "6012   8831", "6012 8831", True),  # 208 pixels beside: 10.8
        ("Code" + 31 * " " + "6012   8831", "6012 8831", False),  # 12.8
        ("Code\n~34\n6012   8831", "6012 8831", True),  # 36 pixels below, or hardly more: 1.85
        ("Code\n~38\n6012   8831", "6012 8831", False),
        ("  Code\n6012   8831", "6012 8831", True),  # begins 16 pixels before its label: 0.8
        ("   Code\n6012   8831", "6012 8831", False),  # 1.2
        ("Code number\n    6012   8831", "6012 8831", True),  # begins 32 pixels behind it: 1.7
        ("Code number\n     6012   8831", "6012 8831", False),  # 2.1
    ],
)
def test_limits_of_pieces(screen: str, value: str, whole: bool) -> None:
    found = [line.text for line in drawing(f"# About.\n\n{screen}").arranged.lines]
    assert (value in found) == whole


def test_a_number_in_four_boxes_is_found_whole() -> None:
    found = recognise("Card number\n4970   1012   3400   0006")
    assert [e.text for e in found if e.type == "PAYMENT_CARD"] == ["4970 1012 3400 0006"]
