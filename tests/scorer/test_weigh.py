"""Both passes with a toy model: weights that are written here, sums that were made by hand."""

from __future__ import annotations

from math import exp, log

import pytest

from screenpii.context import context_of
from screenpii.scorer import score
from screenpii.scorer.weigh import Model, Weights, merged
from screenpii.types import Box, Candidate, Entity
from tests.pages import labelled_page
from tests.scorer.cases import candidate

NONE: Weights = {}


def toy(
    own: Weights = NONE, company: Weights = NONE, own_whose: Weights = NONE, company_whose: Weights = NONE
) -> Model:
    return Model((own, company), (own_whose, company_whose))


def logistic(x: float) -> float:
    return 1 / (1 + exp(-x))


def scored(screen: str, by: Model, *said: tuple[str, str]) -> list[Entity]:
    page = labelled_page(screen)
    return score(context_of(page), [candidate(page, kind, value, "format:usual") for kind, value in said], by)


PHONE = ("PHONE", "415 555 0143")


def test_the_weights_of_the_evidence_add_up() -> None:
    weights = {"PHONE": {"base": -1.0, "label:left": 2.5, "format:usual": 0.5, "label:above": 9.0, "free": -0.25}}
    [found] = scored("Phone   415 555 0143", toy(company=weights), PHONE)
    assert found.score == round(logistic(-1.0 + 2.5 + 0.5 - 0.25), 4) == 0.852
    assert (found.type, found.text, found.label) == ("PHONE", "415 555 0143", "Phone")


def test_each_type_has_its_weights_and_a_type_that_was_not_trained_those_of_all() -> None:
    weights = {"PHONE": {"base": 1.0}, "*": {"base": -1.0, "label:left": 0.5}}
    phone, plate = scored("Phone   415 555 0143", toy(company=weights), PHONE, ("VEHICLE_PLATE", "415 555 0143"))
    assert phone.score == round(logistic(1.0), 4)
    assert plate.score == round(logistic(-1.0), 4)  # the label names another type


@pytest.mark.parametrize(("base", "score"), [(50.0, 1.0), (-50.0, 0.0), (0.0, 0.5)])
def test_scores_are_probabilities(base: float, score: float) -> None:
    [found] = scored("415 555 0143", toy(company={"PHONE": {"base": base}}), PHONE)
    assert found.score == score


ADDRESS = "Ship to\nJane Roe\n12 Oak Street"
BOTH = (("PERSON_NAME", "Jane Roe"), ("POSTAL_ADDRESS", "12 Oak Street"))


def test_the_second_pass_weighs_what_the_first_thought_of_the_others() -> None:
    """The name: -1 + 3 = 2, 0.881, so the block of the address has one of step 6; the address: 0, 0.5, step 4."""
    own = {"PERSON_NAME": {"base": -1.0, "label:above": 3.0}, "POSTAL_ADDRESS": {"base": 0.0}}
    company = {
        "PERSON_NAME": {"base": 1.0, "block:4": -2.0},
        "POSTAL_ADDRESS": {"base": 0.5, "block:6": 1.5, "row:0": 1},
    }
    name, street = scored(ADDRESS, toy(own, company), *BOTH)
    assert name.score == round(logistic(1.0 - 2.0), 4)
    assert street.score == round(logistic(0.5 + 1.5 + 1.0), 4)
    assert "block:4" in name.evidence
    assert {"block:6", "page:1", "rival:0"} <= set(street.evidence)


def test_the_second_pass_weighs_whose_the_first_thought_the_others() -> None:
    """The name is a customer's with e² / (e² + 2) = 0.787, step 5 of the block of the address."""
    own_whose = {"customer": {"above=customer": 2.0}, "associate": {"base": 0.0}}
    company_whose = {"customer": {"block=5": 1.0}, "business": {"POSTAL_ADDRESS": 0.5, "block=5": -0.25}}
    model = toy({"PERSON_NAME": {"base": 2.0}}, NONE, own_whose, company_whose)
    _, street = scored(ADDRESS, model, *BOTH)
    shares = model.shares(street.evidence, second=True)
    total = exp(1.0) + exp(0.0) + exp(0.25)
    assert shares["customer"] == pytest.approx(exp(1.0) / total)
    assert shares["associate"] == pytest.approx(1 / total)
    assert shares["business"] == pytest.approx(exp(0.25) / total)
    assert street.subject == "customer"


def odds(share: float) -> float:
    """The weight by which one of three subjects gets a share, where the others have none."""
    return log(2 * share / (1 - share))


@pytest.mark.parametrize(
    ("screen", "share", "subject"),
    [
        ("Cashier: Jane Roe", 0.69, "unknown"),  # on a label 0.7 is needed
        ("Cashier: Jane Roe", 0.71, "associate"),
        ("Jane Roe\n\n\n\n\nStaff rota", 0.89, "unknown"),  # on the page's heading 0.9
        ("Jane Roe\n\n\n\n\nStaff rota", 0.91, "associate"),
        ("Jane Roe", 0.99, "unknown"),  # on nothing it never is
    ],
)
def test_nobody_else_s_without_grounds(screen: str, share: float, subject: str) -> None:
    model = toy(company_whose={"associate": {"base": odds(share)}})
    [found] = scored(screen, model, ("PERSON_NAME", "Jane Roe"))
    assert model.shares(found.evidence, second=True)["associate"] == pytest.approx(share)
    assert found.subject == subject


def test_a_customer_s_needs_no_grounds() -> None:
    [found] = scored("Jane Roe", toy(company_whose={"customer": {"base": 0.1}}), ("PERSON_NAME", "Jane Roe"))
    assert found.subject == "customer"


def test_of_a_label_that_says_more_reports_show_the_known_phrase_alone() -> None:
    [found] = scored("Home phone work   415 555 0143", toy(), PHONE)
    assert found.label == "home phone"
    [found] = scored("Order no.   415 555 0143", toy(), PHONE)
    assert found.label == "Order no."


def test_what_is_proposed_twice_is_one_with_the_evidence_of_both() -> None:
    box = (Box(0, 0, 9, 9),)
    first, again = Candidate("PHONE", 0, 9, ("a", "b")), Candidate("PHONE", 0, 9, ("b", "c"))
    other, seen = Candidate("ORDER_ID", 0, 9, ("a",)), Candidate("PHONE", 0, 9, ("d",), box)
    assert merged([first, other, again, seen]) == [Candidate("PHONE", 0, 9, ("a", "b", "c")), other, seen]
