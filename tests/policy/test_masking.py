"""Masked needs evidence; previews never give a value away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screenpii.assembly import policy_of
from screenpii.config import Settings
from screenpii.policy.judge import judge
from screenpii.policy.masking import masking_of, preview
from screenpii.types import Masking
from tests.pages import KEY
from tests.policy.judging import FRAME, entity


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
        ("PERSON_NAME", "J. D.", Masking("full", 2, 0)),
        ("PERSON_NAME", "Jane D•••", Masking("full", 5, 0)),
        ("PERSON_NAME", "J••• Doe", Masking("partial", 1, 3)),
        ("PERSON_NAME", "Doe, J•••", Masking("partial", 4, 0)),
        ("PERSON_NAME", "Jane D.", Masking("none")),
        ("EMAIL", "jane.d••@example.com", Masking("partial", 5, 10)),
        ("PHONE", "(415) 555-01••", Masking("partial", 8, 0)),
        ("PHONE", "+44 •• •••• •958", Masking("full", 2, 3)),
        ("DATE_OF_BIRTH", "**/**/1980", Masking("full", 0, 4)),
        ("DATE_OF_BIRTH", "12/03/1980", Masking("none")),
        ("PAYMENT_CARD", "**** 55** ****", Masking("full", 0, 0, 2)),
        ("PAYMENT_CARD", "4111 11█████ 1111", Masking("full", 6, 4)),
        ("PAYMENT_CARD", "4111 1111\n1111 1111", Masking("none")),
        ("PAYMENT_CARD", "4111 1111 11", Masking("none")),
        ("BANK_ACCOUNT", "account ending 4417", Masking("full", 0, 4)),
        ("BANK_ACCOUNT", "4417", Masking("none")),
        ("BANK_ACCOUNT", "DE•• •••• •••• •••• ••30 00", Masking("full", 2, 4)),
        ("NATIONAL_ID", "•••-••-1120", Masking("full", 0, 4)),
        ("NATIONAL_ID", "078-05-11••", Masking("partial", 7, 0)),
        ("CARD_CVV", "•••", Masking("full", 0, 0)),
        ("CARD_CVV", "7••", Masking("partial", 1, 0)),
        ("CREDENTIAL", "▒▒▒▒▒▒", Masking("full", 0, 0)),
        ("CARD_CVV", "123", Masking("none")),
        ("CREDENTIAL", "a•••••", Masking("partial", 1, 0)),
        ("PAYMENT_CARD", "411111••••411111", Masking("full", 6, 6)),
        ("PAYMENT_CARD", "411111•••4111111", Masking("partial", 6, 7)),
        ("PAYMENT_CARD", "41111111••••1111", Masking("full", 8, 4)),
        ("PAYMENT_CARD", "411111111•••••••", Masking("partial", 9, 0)),
        ("EMAIL", "jane••@x.example", Masking("full", 4, 8)),
        ("EMAIL", "janed••@x.example", Masking("partial", 5, 8)),
        ("POSTAL_ADDRESS", "12 Oak Streets ••••", Masking("full", 12, 0)),
        ("POSTAL_ADDRESS", "123 Oak Streets ••••", Masking("partial", 13, 0)),
        ("PERSON_NAME", "Benedikt ••••", Masking("full", 8, 0)),
        ("PERSON_NAME", "Benedikta ••••", Masking("partial", 9, 0)),
        ("PHONE", "•••• 555 014", Masking("full", 0, 6)),
        ("PHONE", "•••• 555 0143", Masking("partial", 0, 7)),
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


@pytest.mark.parametrize(
    ("kind", "count", "evidence", "words"),
    [
        ("PURCHASE_HISTORY", 4, ("list", "rows:4"), "4 order lines"),
        ("PURCHASE_HISTORY", 12, ("goods", "rows:4"), "12 order lines"),
        ("PURCHASE_HISTORY", 1, ("goods", "rows:1"), "1 order line"),
        ("PURCHASE_HISTORY", 3, ("orders", "rows:3"), "3 orders"),
        ("PURCHASE_HISTORY", 2, ("orders:people", "rows:2"), "2 orders"),
        ("PURCHASE_HISTORY", 0, (), "order lines"),
        ("FACE", 0, ("format:strong",), "a face"),
        ("CODE_PAYLOAD", 0, ("format:strong", "holds:PHONE", "holds:EMAIL"), "code with EMAIL, PHONE"),
        ("CODE_PAYLOAD", 0, ("format:strong",), "a code"),
    ],
)
def test_regions_and_pictures_are_told_in_words(kind: str, count: int, evidence: tuple[str, ...], words: str) -> None:
    shown = replace(entity(kind, "jane.roe@example.com"), count=count, evidence=evidence)
    (finding,) = judge([shown], FRAME, policy_of(Settings()), KEY)
    assert finding.preview == words


@pytest.mark.parametrize("kind", ["EMAIL", "PAYMENT_CARD", "CARD_CVV", "PERSON_NAME"])
def test_any_other_value_is_masked(kind: str) -> None:
    value = entity(kind, "4929 4212 3460 0821")
    (finding,) = judge([value], FRAME, policy_of(Settings()), KEY)
    assert finding.preview == preview(kind, value.text)


@given(st.text("0123456789", min_size=3, max_size=19))
def test_previews_show_at_most_four_digits(number: str) -> None:
    assert sum(c.isdigit() for c in preview("PAYMENT_CARD", number)) <= 4
    assert sum(c.isdigit() for c in preview("CARD_CVV", number)) == 0


@given(
    st.sampled_from(["PAYMENT_CARD", "PHONE", "NATIONAL_ID", "BANK_ACCOUNT", "LOYALTY_ID", "ORDER_ID"]),
    st.text("0123456789", min_size=8, max_size=20),
    st.data(),
)
def test_what_is_masked_is_counted(kind: str, number: str, data: st.DataObject) -> None:
    leading = data.draw(st.integers(0, len(number) - 2))
    hidden = data.draw(st.integers(2, len(number) - leading))
    middle = data.draw(st.integers(0, 3))
    dot = data.draw(st.sampled_from("•*●█▒"))
    gap = data.draw(st.sampled_from(["", " ", "-"]))
    trailing = number[leading + hidden :]
    text = gap.join(part for part in (number[:leading], dot * hidden, "7" * middle, dot * 2, trailing) if part)
    found = masking_of(kind, text)
    assert (found.leading, found.middle, found.trailing) == (leading, middle, len(trailing))
    assert found.state != "none"


@given(st.sampled_from(KINDS), st.text("ABCabc0123456789 .-/", min_size=6, max_size=30))
def test_without_a_mask_nothing_is_masked_but_what_says_so(kind: str, text: str) -> None:
    if kind in ("PAYMENT_CARD", "PERSON_NAME"):  # ends of cards and initials; see the cases above
        return
    assert masking_of(kind, text).state == "none"
