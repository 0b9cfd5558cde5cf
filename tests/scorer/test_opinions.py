"""What the encoder says of a candidate's words, as evidence."""

from __future__ import annotations

import pytest

from screenpii.context import context_of
from screenpii.scorer.opinions import shown, whose
from screenpii.types import Subject
from tests.pages import labelled_page
from tests.scorer.cases import candidate, with_opinion

CUSTOMER: dict[Subject, float] = {"customer": 0.8, "associate": 0.2}


def said(screen: str, kind: str, value: str, opinions: dict[str, dict[str, float]], *evidence: str) -> list[str]:
    page = labelled_page(screen)
    for word, types in opinions.items():
        page = with_opinion(page, word, types, CUSTOMER)
    return list(shown(context_of(page), candidate(page, kind, value, *evidence), named=True))


def test_the_mean_is_by_length() -> None:
    """Jane (4) with 0.9 and Rowland (7) with 0.24: (3.6 + 1.68) / 11 = 0.48, the fourth step (0.3 to 0.5)."""
    opinions = {"Jane": {"PERSON_NAME": 0.9}, "Rowland": {"PERSON_NAME": 0.24}}
    assert said("Jane Rowland", "PERSON_NAME", "Jane Rowland", opinions) == ["encoder:3", "encoder:3&named"]


@pytest.mark.parametrize(("share", "told"), [(0.14, []), (0.16, ["encoded:USERNAME", "encoded:2"])])
def test_the_likeliest_other_type_counts_from_a_seventh_on(share: float, told: list[str]) -> None:
    opinions = {"jane": {"PERSON_NAME": 0.6, "USERNAME": share, "EMAIL": share / 2}}
    assert said("jane", "PERSON_NAME", "jane", opinions)[2:] == told


@pytest.mark.parametrize(("share", "told"), [(0.29, False), (0.31, True)])
def test_it_does_not_speak_against_a_form_that_tells(share: float, told: bool) -> None:
    address = "j@x.example"
    opinions = {address: {"EMAIL": share}}
    assert bool(said(address, "EMAIL", address, opinions, "format:strong")) == told
    assert said(address, "EMAIL", address, opinions, "format:weak")


def test_of_types_that_it_does_not_know_and_of_words_unseen_it_says_nothing() -> None:
    opinions = {"4970": {"PERSON_NAME": 0.9}}
    assert said("4970", "PAYMENT_CARD", "4970", opinions) == []
    assert said("4970 Jane", "PERSON_NAME", "Jane", opinions) == []


@pytest.mark.parametrize(("likely", "told"), [(0.15, False), (0.16, True)])
def test_whose_it_is_counts_where_it_is_likely_anything(likely: float, told: bool) -> None:
    page = with_opinion(labelled_page("Jane"), "Jane", {"PERSON_NAME": likely}, CUSTOMER)
    found = list(whose(context_of(page), candidate(page, "PERSON_NAME", "Jane")))
    assert found == (["encoder=customer:5", "encoder=associate:2", "encoder=business:0"] if told else [])


def test_likelier_words_count_for_more_of_whose_it_is() -> None:
    """0.9 of a customer's 1.0 and 0.3 of 0.0: 0.9 / 1.2 = 0.75, the sixth step (0.7 to 0.85)."""
    page = with_opinion(labelled_page("Jane Roe"), "Jane", {"PERSON_NAME": 0.9}, {"customer": 1.0})
    page = with_opinion(page, "Roe", {"PERSON_NAME": 0.3}, {"business": 1.0})
    found = list(whose(context_of(page), candidate(page, "PERSON_NAME", "Jane Roe")))
    assert found == ["encoder=customer:5", "encoder=associate:0", "encoder=business:2"]
