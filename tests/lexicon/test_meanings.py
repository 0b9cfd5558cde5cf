"""What labels name, whose the value is, and which tables are tables."""

from __future__ import annotations

import pytest

from screenpii.layout import name_fields, page_of
from screenpii.lexicon.goods import is_heading
from screenpii.lexicon.headings import about
from screenpii.lexicon.labels import lexicon


@pytest.mark.parametrize(
    ("label", "type_", "subject", "exact"),
    [
        ("Bill-to Name", "PERSON_NAME", "customer", True),
        ("Ship-to Name", "PERSON_NAME", "customer", True),
        ("Ship to address", "POSTAL_ADDRESS", "customer", True),
        ("Name on cd", "PERSON_NAME", "unknown", False),
    ],
)
def test_a_phrase_that_says_whose_it_is_stands_beside_the_type(
    label: str, type_: str, subject: str, exact: bool
) -> None:
    (meaning,) = lexicon().meanings(label)
    assert (meaning.type, meaning.subject, meaning.exact) == (type_, subject, exact)


@pytest.mark.parametrize(
    ("text", "subject"),
    [("Vendor", "business"), ("Users on shift", "associate"), ("Ship to", "customer"), ("Quantity", "unknown")],
)
def test_of_whom_a_text_speaks(text: str, subject: str) -> None:
    assert about(text) == subject


def test_headings_of_goods() -> None:
    assert is_heading("Unit Price")
    assert not is_heading("Jane Roe")


def headers(text: str) -> list[list[str]]:
    page = name_fields(page_of(text))
    return [[page.text[slice(*head)] for head in table.header] for table in page.tables]


FORM = "First name:    Jane          Last name:   Roe\nPhone:         415 555 01    Mobile:      415 555 02\n"
ORDERS = "Order #        Date          Total        Status\n100234         24 Nov        $12.00       sent\n"
ORDERS += "100235         25 Nov        $14.00       open"


def test_a_form_is_no_table() -> None:
    assert headers(FORM + "Company:       Acme          Job title:   Buyer") == []


def test_a_table_under_a_form_has_a_header_of_its_own() -> None:
    assert headers(FORM + ORDERS) == [["Order #", "Date", "Total", "Status"]]


def test_goods_alone_make_a_header() -> None:
    text = "Product        Description   Quantity     UoM        Unit Price    Taxes\n"
    text += "Oak worktop    oiled         6.00         Units      189.00        20%\n"
    assert headers(text) == [["Product", "Description", "Quantity", "UoM", "Unit Price", "Taxes"]]
