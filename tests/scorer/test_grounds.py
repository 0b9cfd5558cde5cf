"""Place alone never makes a value the staff's or the business's; labels, headings, bars and neighbours do."""

from __future__ import annotations

import pytest

from screenpii.scorer.grounds import (
    MIN_PROBABILITY,
    MIN_PROBABILITY_BY_PAGE,
    UNREACHABLE_PROBABILITY,
    needed,
    own_grounds,
)
from tests.pages import recognise


@pytest.mark.parametrize(
    "evidence",
    [
        ("left=associate",),
        ("header=associate", "kind=customer"),
        ("section=associate&EMAIL",),
        ("bar", "region=top"),
        ("row=associate",),
        ("house=self&PERSON_NAME",),
        ("kind=associate",),
        ("says=associate", "left=business"),
    ],
)
def test_grounds_for_the_staff(evidence: tuple[str, ...]) -> None:
    assert needed("associate", evidence) <= MIN_PROBABILITY_BY_PAGE


@pytest.mark.parametrize(
    "evidence",
    [
        (),
        ("region=top", "corner=top:2&PERSON_NAME", "rank=landscape:0&PERSON_NAME", "landscape:0"),
        ("nearest=unsaid", "associate-words=8"),
        ("row=1", "block=0", "own=0"),
        ("left=customer", "kind=associate"),  # the page's heading does not outweigh a row's own label
        ("row=customer", "says=associate"),
        ("left=business",),
        ("role",),
        ("letterhead",),
    ],
)
def test_no_grounds_for_the_staff(evidence: tuple[str, ...]) -> None:
    assert needed("associate", evidence) == UNREACHABLE_PROBABILITY


def test_nobody_else_is_believed_where_the_encoder_thinks_of_a_customer() -> None:
    grounds = ("left=associate", "kind=associate")
    assert needed("associate", (*grounds, "encoder=customer:1")) == MIN_PROBABILITY
    assert needed("associate", (*grounds, "encoder=customer:2")) == UNREACHABLE_PROBABILITY
    assert needed("business", ("kind=business", "encoder=customer:8")) == UNREACHABLE_PROBABILITY
    assert needed("business", ("role", "encoder=customer:8", "encoder=business:0")) == MIN_PROBABILITY


def test_the_business_is_told_by_its_own_form_and_by_repetition() -> None:
    for piece in ("role", "free-call", "house", "letterhead", "times=4&POSTAL_ADDRESS"):
        assert needed("business", (piece,)) == MIN_PROBABILITY
    assert needed("business", ("times=4&PERSON_NAME",)) == UNREACHABLE_PROBABILITY
    assert needed("business", ("kind=business",)) == MIN_PROBABILITY_BY_PAGE
    assert own_grounds(("left=customer", "row=business", "bar")) == {"customer", "business", "associate"}


@pytest.mark.parametrize(
    ("screen", "kind"),
    [
        ("Benedikta Traustadóttir", "PERSON_NAME"),
        ("benedikta@postur.example", "EMAIL"),
        ("+354 581 2345", "PHONE"),
        ("Königstraße 14, 01097 Dresden", "POSTAL_ADDRESS"),
        ("Mireille Castagnet   m.castagnet@courrier.example   +33 6 12 34 56 78", "EMAIL"),
        ("Mireille Castagnet   m.castagnet@courrier.example   +33 6 12 34 56 78", "PHONE"),
        ("Mireille Castagnet   m.castagnet@courrier.example   +33 6 12 34 56 78", "PERSON_NAME"),
        ("Saved!\nOswin Adebayo-Clarke", "PERSON_NAME"),
    ],
)
def test_a_value_alone_or_first_on_a_picture_counts_as_exposed(screen: str, kind: str) -> None:
    subjects = {e.subject for e in recognise(screen) if e.type == kind}
    assert subjects
    assert subjects <= {"customer", "unknown"}


@pytest.mark.parametrize(
    ("screen", "kind", "subject"),
    [
        ("Cashier:  Oswin Clarke\nTill 4\nTotal  12.00", "PERSON_NAME", "associate"),
        ("Store address\n14 Quay Street\nLeith EH6 6QN", "POSTAL_ADDRESS", "business"),
        ("Helpline: 0800 123 4567", "PHONE", "business"),
    ],
)
def test_labels_are_grounds(screen: str, kind: str, subject: str) -> None:
    assert {e.subject for e in recognise(screen) if e.type == kind} == {subject}
