"""The evidence of the company that a candidate keeps, from opinions that are written here."""

from __future__ import annotations

import pytest

from screenpii.context import context_of
from screenpii.scorer.company import Opinion, keeps
from screenpii.scorer.evidence import case
from screenpii.types import Box, Candidate
from tests.pages import labelled_page
from tests.scorer.cases import case_in

LIST = """\
Order #   Customer     E-mail
150       John Smith   j@x.example
151       Jane Roe     r@x.example
152       Max Doe      m@x.example"""
NAMES = ("John Smith", "Jane Roe", "Max Doe")


def kept(screen: str, *said: tuple[str, str, float, float]) -> list[tuple[set[str], set[str]]]:
    """The evidence for type and subject of candidates: their type, text, how likely, and how likely a customer's."""
    context = context_of(labelled_page(screen))
    cases = [case_in(context, kind, value) for kind, value, _, _ in said]
    found = keeps(context, cases, [Opinion(likely, customer) for _, _, likely, customer in said])
    return [(set(kind), set(whose)) for kind, whose in found]


def test_a_candidate_alone() -> None:
    [(kind, whose)] = kept("Jane Roe", ("PERSON_NAME", "Jane Roe", 0.9, 0.8))
    assert kind == {"block:0", "unlabelled&block:0", "row:0", "unlabelled&row:0", "page:0", "rival:0"}
    assert whose == {"own=5", "times=1&PERSON_NAME", "page=alone", "again=alone", "block=alone", "row=alone"}


def test_the_cells_of_a_column() -> None:
    """Of the first name the two other cells: (0.9 + 0.5) / 2 = 0.7, step 5; both are likely: 1.4 + 0.5 → page:1."""
    first, second, third = kept(
        LIST, *(("PERSON_NAME", name, likely, 0.9) for name, likely in zip(NAMES, (0.2, 0.9, 0.5), strict=True))
    )
    assert {"column:5", "page:1", "block:0", "row:0"} <= first[0]
    assert "column:3" in second[0]  # (0.2 + 0.5) / 2 = 0.35
    assert "column:4" in third[0]  # (0.2 + 0.9) / 2 = 0.55
    assert not any(piece.startswith("unlabelled") for piece in first[0])


def test_a_column_of_two_says_nothing() -> None:
    screen = LIST[: LIST.rindex("\n")]
    first, _ = kept(screen, *(("PERSON_NAME", name, 0.9, 0.9) for name in NAMES[:2]))
    assert not any(piece.startswith("column:") for piece in first[0])


def test_cells_of_another_type_are_not_of_the_columns() -> None:
    first, _, _ = kept(
        LIST,
        ("PERSON_NAME", "John Smith", 0.9, 0.9),
        ("USERNAME", "Jane Roe", 0.9, 0.9),
        ("PHONE", "Max Doe", 0.9, 0.9),
    )
    assert "column:0" in first[0]


def test_whose_the_others_of_a_column_are() -> None:
    """Of the first the others: (0.8 * 0.5 + 0.2 * 1.0) / 1.0 = 0.6, step 4; its own is 0.2, step 2."""
    first, second, third = kept(
        LIST,
        ("PERSON_NAME", "John Smith", 0.9, 0.2),
        ("PERSON_NAME", "Jane Roe", 0.8, 0.5),
        ("PERSON_NAME", "Max Doe", 0.2, 1.0),
    )
    assert {"own=2", "column=4"} <= first[1]
    assert {"own=4", "column=3"} <= second[1]  # (0.9 * 0.2 + 0.2 * 1.0) / 1.1 = 0.345
    assert {"own=8", "column=3"} <= third[1]  # (0.9 * 0.2 + 0.8 * 0.5) / 1.7 = 0.341


@pytest.mark.parametrize(("likely", "piece"), [(0.29, "row=alone"), (0.31, "row=8")])
def test_unlikely_company_says_nothing_of_whose(likely: float, piece: str) -> None:
    first, _ = kept("Jane Roe   415 555 0143", ("PERSON_NAME", "Jane Roe", 0.9, 0.5), ("PHONE", "415 555", likely, 1.0))
    assert piece in first[1]


def test_the_best_other_of_a_row() -> None:
    first, second = kept(
        "Jane Roe   415 555 0143", ("PERSON_NAME", "Jane Roe", 0.9, 0.5), ("PHONE", "415 555", 0.6, 1.0)
    )
    assert {"row:4", "unlabelled&row:4", "block:0"} <= first[0]
    assert {"row:6", "unlabelled&row:6"} <= second[0]


@pytest.mark.parametrize(("likely", "told"), [(0.49, False), (0.51, True)])
def test_grounds_of_the_company_count_if_it_is_likely(likely: float, told: bool) -> None:
    """The name is the staff's by its label, so by the row the number beside it is the staff's, too."""
    screen = "Cashier: Tom Fox   415 555 0143"
    _, number = kept(screen, ("PERSON_NAME", "Tom Fox", likely, 0.2), ("ORDER_ID", "415 555 0143", 0.9, 0.2))
    assert ("row=associate" in number[1]) == told


def test_grounds_that_the_first_pass_did_not_follow_do_not_count() -> None:
    screen = "Cashier: Tom Fox   415 555 0143"
    _, number = kept(screen, ("PERSON_NAME", "Tom Fox", 0.9, 0.6), ("ORDER_ID", "415 555 0143", 0.9, 0.2))
    assert "row=associate" not in number[1]


@pytest.mark.parametrize(("customer", "told"), [(0.49, False), (0.51, True)])
def test_a_customer_in_the_company(customer: float, told: bool) -> None:
    screen = "Customer: Tom Fox   415 555 0143"
    _, number = kept(screen, ("PERSON_NAME", "Tom Fox", 0.9, customer), ("ORDER_ID", "415 555 0143", 0.9, 0.2))
    assert ("row=customer" in number[1]) == told


def test_the_same_text_elsewhere() -> None:
    """Tom Fox thrice: of the first the others are likely with (0.6 + 0.2) / 2 = 0.4, the surest a customer's by 0.9."""
    context = context_of(labelled_page("Tom Fox\n\n\n\nTom Fox\n\n\n\nTOM FOX"))
    cases = [case_in(context, "PERSON_NAME", "Tom Fox"), case_in(context, "PERSON_NAME", "Tom Fox", nth=1)]
    cases.append(case_in(context, "PERSON_NAME", "TOM FOX"))
    (first, whose), (_, second), _ = keeps(context, cases, [Opinion(0.9, 0.5), Opinion(0.6, 0.9), Opinion(0.2, 0.1)])
    assert "again:3" in first
    assert {"times=3&PERSON_NAME", "surest=6", "again=5"} <= set(whose)  # (0.54 + 0.02) / 0.8 = 0.7
    assert {"surest=1"} <= set(second)  # of the last, 0.2 * 0.4 away from even odds; the first is at even odds


@pytest.mark.parametrize(("other", "piece"), [("PHONE", "rival:5"), ("ORDER_ID", "rival:0")])
def test_a_rival_is_of_another_type_and_overlaps(other: str, piece: str) -> None:
    first, second = kept("No. 415 555 0143", ("ORDER_ID", "415 555", 0.3, 0.5), (other, "555 0143", 0.8, 0.5))
    assert piece in first[0]
    assert ("rival:3" in second[0]) == (other == "PHONE")


def test_neighbours_are_no_rivals() -> None:
    first, _ = kept("415 555 0143", ("ORDER_ID", "415 ", 0.3, 0.5), ("PHONE", "555 0143", 0.8, 0.5))
    assert "rival:0" in first[0]


def test_what_pixels_show_keeps_the_company_of_the_page_alone() -> None:
    context = context_of(labelled_page("Jane Roe"))
    cases = [
        case(context, Candidate("FACE", 0, 0, (), (Box(0, 0, 9, 9),))),
        case_in(context, "PERSON_NAME", "Jane Roe"),
    ]
    (kind, whose), _ = keeps(context, cases, [Opinion(0.9, 0.5), Opinion(0.6, 0.9)])
    assert set(kind) == {"page:1", "rival:0"}
    assert set(whose) == {"own=4", "times=1&FACE", "page=6", "again=alone"}


@pytest.mark.parametrize(("count", "piece"), [(2, "page:2"), (4, "page:4"), (9, "page:4")])
def test_the_page_counts_up_to_four(count: int, piece: str) -> None:
    words = [f"Name{letter}" for letter in "abcdefghij"[: count + 1]]
    first, *_ = kept("\n".join(words), *(("PERSON_NAME", word, 0.9, 0.5) for word in words))
    assert piece in first[0]
