"""A dot between two texts belongs to neither, and hides nothing."""

from __future__ import annotations

import pytest

from screenpii.context import context_of
from screenpii.entities import entities
from tests.pages import labelled_page


@pytest.mark.parametrize(
    ("kind", "screen", "value"),
    [
        ("LOYALTY_ID", "Member no. 60418 · 12 visits", "60418"),
        ("PHONE", "+43 664 1234567 · Graz", "+43 664 1234567"),
        ("ORDER_ID", "Order 88012 • 3 items", "88012"),
        ("PAYMENT_CARD", "Visa •••• • 4242", "•••• • 4242"),
        ("PAYMENT_CARD", "4000 0000 0000 0002 · 08/29", "4000 0000 0000 0002"),
    ],
)
def test_a_dot_parts_two_texts(kind: str, screen: str, value: str) -> None:
    page = labelled_page(screen)
    assert {page.text[c.start : c.end] for c in entities.load()[kind].propose(context_of(page))} == {value}
