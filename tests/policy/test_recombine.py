"""Masks of one number that together show more than ten digits; the limits from both sides."""

from __future__ import annotations

import pytest

from screenpii.entities import entities
from screenpii.policy import pack
from screenpii.policy.judge import Policy, judge
from screenpii.policy.recombine import Recombination, digits_of
from screenpii.policy.record import record_of
from screenpii.types import FIRST, Reading
from tests.policy.judging import FRAME, entity

POLICY = Policy((pack.load("pci-dss-4.0.1", frozenset(entities.load())),))
ACROSS = next(POLICY.packs[0].rule(clause) for clause in POLICY.packs[0].clauses if clause.across)
USUAL = "4111 11•• •••• 1111"  # six and four


def completed(*texts: str) -> list[bool]:
    """Of masked numbers, each on a screen of its own, whether others complete them."""
    found = [judge([entity("PAYMENT_CARD", text)], FRAME, POLICY, b"k" * 32) for text in texts]
    readings = [Reading("s.png", FIRST, 600, 400, 0.0, tuple(map(record_of, findings))) for findings in found]
    numbers = Recombination(POLICY.packs)
    for reading in readings:
        numbers.add(reading)
    settled = [numbers.exposed(reading, numbers.completed()) for reading in readings]
    return [ACROSS in finding.rules for reading in settled for finding in reading.findings]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("•••• ••1• •••• 1111", True),  # the seventh digit: eleven in all
        ("•••1 •••• •••• 1111", False),  # nothing that the first does not show
        ("•••• ••1• •••• 1112", False),  # another card
        ("•••2 ••1• •••• 1111", False),  # another, by its fourth digit
        ("••• ••1• •••• 1111", False),  # another, by its length
    ],
)
def test_two_masks_of_one_card(other: str, told: bool) -> None:
    assert completed(USUAL, other) == [told, told]


def test_ten_digits_may_be_read() -> None:
    assert completed("4111 1••• •••• 1111", "•••• •1•• •••• 1111") == [False, False]


def test_four_digits_at_the_end_must_be_readable() -> None:
    assert completed("4111 11•• •••• •111", "•••• ••11 •••• •111") == [False, False]


@pytest.mark.parametrize(("length", "told"), [(12, False), (13, True), (18, True), (19, True), (20, False)])
def test_numbers_of_cards_have_thirteen_to_nineteen_digits(length: int, told: bool) -> None:
    assert len(digits_of("•" * (length - 4) + "1234")) == (length if told else 0)
