"""Which evidence a candidate gets on a tiny page, for its type and for whose it is."""

from __future__ import annotations

import pytest

from screenpii.context import context_of
from screenpii.scorer.evidence import case, tagger_share
from screenpii.types import Box, Candidate
from tests.pages import labelled_page
from tests.scorer.cases import candidate, case_in, case_on, with_tag

LIST = """\
Order #   Customer     E-mail
150       John Smith   j@x.example
151       Jane Roe     r@x.example
152       Max Doe      m@x.example"""


def test_all_evidence_of_a_labelled_number() -> None:
    found = case_on("Phone   415 555 0143", "PHONE", "415 555 0143", "format:usual")
    assert found.evidence == (
        *("format:usual", "label:left", "label:left&format:usual", "words:3", "digits:5", "digits:5&named"),
        *("example", "kind:unknown", "whole", "region:main", "size:usual", "free"),
    )
    assert found.whose == (
        *("PHONE", "nearest=unsaid", "nearest=unsaid&kind=unknown"),
        *("customer-words=0", "associate-words=0", "business-words=0", "section=unknown", "section=unknown&PHONE"),
        *("kind=unknown", "kind=unknown&PHONE", "landscape:3", "landscape:3&PHONE"),
        *("region=main", "region=main&PHONE", "corner=main:2&PHONE", "rank=landscape:0&PHONE", "size=usual", "about="),
    )


def test_all_evidence_of_a_cell() -> None:
    found = case_on(LIST, "PERSON_NAME", "Jane Roe")
    assert found.evidence == (
        *("label:header", "tagger:0", "tagger:0&named", "words:2", "digits:0", "digits:0&named"),
        *("common:none", "interface:none", "kind:unknown", "whole", "region:main", "size:usual"),
        *("cell", "lists:people", "lists:people&named"),
    )
    assert {"header=customer", "title=customer", "nearest=customer", "about=customer", "name"} <= set(found.whose)
    assert not any(piece.startswith(("section=", "customer-words=")) for piece in found.whose)


@pytest.mark.parametrize(
    ("screen", "kind", "value", "there", "absent"),
    [
        ("Order no.   415 555 0143", "PHONE", "415 555 0143", {"other:left", "other=ORDER_ID"}, {"unlabelled"}),
        ("415 555 0143", "PHONE", "415 555 0143", {"unlabelled", "digits:5&unnamed"}, {"label:left"}),
        ("Ship to\nJane Roe", "PERSON_NAME", "Jane Roe", {"label:above", "label:shared"}, {"akin"}),
        ("Shipping\nJane Roe", "PERSON_NAME", "Jane Roe", {"akin"}, {"label:above", "other:above"}),
        ("Home phone work   415 555 0143", "PHONE", "415 555 0143", {"near:left", "with:WORK"}, {"label:left"}),
        ("Customer\nPhone   415 555 0143", "PHONE", "415 555 0143", {"label:left"}, {"other:above"}),
        ("call 415 555 0143 now", "PHONE", "415 555 0143", {"inside"}, {"whole", "begins", "ends"}),
        ("415 555 0143 now", "PHONE", "415 555 0143", {"begins"}, {"whole", "inside", "ends"}),
        ("call 415 555 0143", "PHONE", "415 555 0143", {"ends"}, {"whole", "inside", "begins"}),
    ],
)
def test_evidence_of_labels_and_place(screen: str, kind: str, value: str, there: set[str], absent: set[str]) -> None:
    found = set(case_on(screen, kind, value).evidence)
    assert there <= found
    assert not absent & found


@pytest.mark.parametrize(
    ("screen", "kind", "value", "there"),
    [
        ("Helpline   0800 123 4567", "PHONE", "0800 123 4567", {"left=business", "free-call", "about=business"}),
        ("0131 496 0000", "PHONE", "0131 496 0000", {"nearest=unsaid"}),
        ("info@example.com", "EMAIL", "info@example.com", {"role"}),
        ("Acme Ltd", "PERSON_NAME", "Acme Ltd", {"company", "name"}),
        ("Cashier: Jane R", "PERSON_NAME", "Jane R", {"inline=associate", "short"}),
        ("Jane", "PERSON_NAME", "Jane", {"single"}),
        ("Ship to\nJane Roe\n12 Oak Street", "PERSON_NAME", "Jane Roe", {"beside=customer", "above=customer"}),
        ("Customer\nJane Roe\n\n\nStaff\nTom Fox", "PERSON_NAME", "Tom Fox", {"above=associate"}),
        ("Suppliers\n\n\nTom Fox", "PERSON_NAME", "Tom Fox", {"section=business", "business-words=8"}),
        ("PO no.   Vendor   Contact\n4711     Acme     Tom Fox", "PERSON_NAME", "Tom Fox", {"table=business"}),
    ],
)
def test_evidence_of_whose(screen: str, kind: str, value: str, there: set[str]) -> None:
    assert there <= set(case_on(screen, kind, value).whose)


def test_a_value_by_itself_is_no_role_and_no_free_call() -> None:
    assert "role" not in case_on("jane@example.com", "EMAIL", "jane@example.com").whose
    assert "free-call" not in case_on("0131 496 0000", "PHONE", "0131 496 0000").whose
    assert "free-call" not in case_on("0800 123", "ORDER_ID", "0800 123").whose


def test_the_share_of_the_tagger_is_by_length() -> None:
    """Of twelve characters eight are tagged with 0.9: 8 * 0.9 / 12 = 0.6, which is the fifth step (0.5 to 0.7)."""
    page = with_tag(labelled_page("Jane Roe Ltd"), "PERSON_NAME", "Jane Roe", 0.9, 0.2)
    found = case_in(context_of(page), "PERSON_NAME", "Jane Roe Ltd")
    assert tagger_share(context_of(page), found, "PERSON_NAME") == pytest.approx((0.6, 0.2))
    assert {"tagger:4", "tagger:4&unnamed"} <= set(found.evidence)
    assert "tagger=2" in found.whose


@pytest.mark.parametrize(("probability", "told"), [(0.14, False), (0.16, True)])
def test_a_tag_of_another_type_counts_from_a_seventh_on(probability: float, told: bool) -> None:
    page = with_tag(labelled_page("12 Oak Street"), "POSTAL_ADDRESS", "12 Oak Street", probability, 0.9)
    found = case_in(context_of(page), "PHONE", "12 Oak Street")
    assert ("tagged:POSTAL_ADDRESS:2" in found.evidence) == told
    assert ("tagger=6" in found.whose) == told


def test_what_pixels_show_has_a_place_and_no_line() -> None:
    page = labelled_page("Name\nPhone\nE-mail\nCity")
    found = case(context_of(page), Candidate("FACE", 0, 0, ("round",), (Box(10, 60, 20, 80),)))
    assert found.line is None
    assert found.evidence[0] == "round"
    assert not any(piece.startswith(("region", "size", "whole")) for piece in found.evidence)
    assert {"portrait:7", "portrait:7&FACE"} <= set(found.whose)  # the middle, 70, of 96 pixels
    assert tagger_share(context_of(page), found, "PERSON_NAME") == (0.0, 0.5)


def test_a_name_in_house_and_under_it() -> None:
    bar = "Halden Freight     Orders     Reports\n"
    page = labelled_page(bar + "\n" * 10 + "Halden Freight\n3 Mill Bank\n7004 Trondheim" + "\n" * 12)
    context = context_of(page)
    own = case(context, candidate(page, "PERSON_NAME", "Halden Freight", nth=1))
    assert "in-house" in own.evidence
    assert "house=self&PERSON_NAME" in own.whose
    street = case_in(context, "POSTAL_ADDRESS", "3 Mill Bank")
    assert {"house", "house&POSTAL_ADDRESS"} <= set(street.whose)
    assert "in-house" not in street.evidence
