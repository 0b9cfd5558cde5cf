"""Masked needs evidence; previews never give a value away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.policy.masking import masking_of, preview
from scanner.types import Masking


@pytest.mark.parametrize(
    ("kind", "text", "masking"),
    [
        ("PAYMENT_CARD", "4111 1111 1111 1111", Masking("none")),
        ("PAYMENT_CARD", "•••• •••• •••• 4242", Masking("full", 0, 4)),
        ("PAYMENT_CARD", "411111******1111", Masking("full", 6, 4)),
        ("PAYMENT_CARD", "xxxx 4242", Masking("full", 0, 4)),
        ("PAYMENT_CARD", "ending in 4242", Masking("full", 0, 4)),
        ("PAYMENT_CARD", "4111 1111 1111", Masking("none")),
        ("PAYMENT_CARD", "4111111111**1111", Masking("partial", 10, 4)),
        ("EMAIL", "j•••@e•••.com", Masking("full", 1, 3, 1)),
        ("EMAIL", "d••••p@palmerfamily.example", Masking("full", 1, 20)),
        ("EMAIL", "jane.doe@e•••.com", Masking("partial", 8, 3)),
        ("PHONE", "(•••) •••-0143", Masking("full", 0, 4)),
        ("PHONE", "(415) 555-0143", Masking("none")),
        ("PERSON_NAME", "J••• D••", Masking("full", 1, 0, 1)),
        ("CARD_CVV", "•••", Masking("full", 0, 0)),
        ("CARD_CVV", "123", Masking("none")),
    ],
)
def test_masking(kind: str, text: str, masking: Masking) -> None:
    assert masking_of(kind, text) == masking


KINDS = [
    "PERSON_NAME",
    "EMAIL",
    "PHONE",
    "POSTAL_ADDRESS",
    "PAYMENT_CARD",
    "CARD_CVV",
    "NATIONAL_ID",
    "CREDENTIAL",
    "ORDER_ID",
]


@given(st.sampled_from(KINDS), st.text(min_size=3, max_size=40))
def test_previews_are_masked(kind: str, text: str) -> None:
    shown = preview(kind, text)
    assert "•" in shown or shown.strip() == ""
    assert text.strip() not in shown or not text.strip("• …")


@given(st.text("0123456789", min_size=3, max_size=19))
def test_previews_show_at_most_four_digits(number: str) -> None:
    assert sum(c.isdigit() for c in preview("PAYMENT_CARD", number)) <= 4
    assert sum(c.isdigit() for c in preview("CARD_CVV", number)) == 0
