"""The guess of where a screen stands, on the texts of the samples."""

from __future__ import annotations

import pytest

from screenpii.layout import page_of
from screenpii.policy.channel import guess
from screenpii.types import Page
from tests.golden.drawing import drawing
from tests.pages import sample


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("receipt-member", "receipt"),
        ("receipt-walkin", "receipt"),
        ("pos-checkout", "pos"),
        ("handheld-delivery", "handheld"),
        ("fulfil-picklist", "fulfilment"),
        ("helpdesk-ticket", "helpdesk"),
        ("order-detail", "backoffice"),
    ],
)
def test_samples(name: str, channel: str) -> None:
    assert guess(sample(name)) == channel


def test_nothing_is_guessed_from_little() -> None:
    assert guess(page_of("Hello\n42")) == ""


TILL = ("Void", "Tender", "Drawer", "Register", "Shift", "Refund")
WIDE, UPRIGHT, NARROW = (1000, 700), (700, 1000), (500, 1000)


def shown(size: tuple[int, int], *texts: str) -> Page:
    """A page of that size, with these lines under one another."""
    drawn = "\n".join(texts)
    return drawing(f"# About.\n# frame: {size[0]} x {size[1]}\n\n{drawn}").page


@pytest.mark.parametrize(
    ("page", "channel"),
    [
        (shown(WIDE, "Void", "Tender"), "pos"),  # two words of a till
        (shown(WIDE, "Void"), ""),
        (shown(WIDE, "Void", "Tender", "Wave", "Tote"), ""),  # and two of a warehouse
        (shown(WIDE, "Void", "Tender", "Park sale", "Wave", "Tote"), "pos"),
        (shown(WIDE, f"Void {'x' * 35}", "Tender"), "pos"),  # a line of 40 characters
        (shown(WIDE, f"Void {'x' * 36}", "Tender"), ""),
        (shown(NARROW, "Hello"), "handheld"),  # by its shape alone, 2.5 points
        (shown((610, 1000), "Hello"), "handheld"),  # its width is 0.61 of its height
        (shown((630, 1000), "Hello"), ""),
        (shown((790, 1000), "Aid", "Void", "Tender"), "receipt"),  # 0.79: one word and four points
        (shown((810, 1000), "Aid", "Void", "Tender"), "pos"),
        (shown(UPRIGHT, "Aid", "Void", "Tender", "Wave", "Tote"), "receipt"),  # five points beside two
        (shown(UPRIGHT, "Aid", *TILL[:5]), ""),  # five beside five
        (shown(UPRIGHT, "Aid", *TILL[:4]), "receipt"),
        (shown(UPRIGHT, "Aid", *TILL[:6]), "pos"),
        (shown(UPRIGHT, "Locker"), "kiosk"),  # one word and one point
        (shown(UPRIGHT, "Locker", "Void"), "kiosk"),
        (shown(UPRIGHT, "Locker", "Void", "Tender"), ""),
        (shown(NARROW, "Locker"), "handheld"),  # half a point ahead of two
        (shown(NARROW, "Void", "Tender"), "handheld"),  # two and a half beside two
        (shown(NARROW, "Void", "Tender", "Drawer"), "pos"),  # beside three
    ],
)
def test_limits(page: Page, channel: str) -> None:
    assert guess(page) == channel
