"""The values of the packs' examples are what the detectors propose when a screen shows them."""

from __future__ import annotations

import pytest

from screenpii.context import context_of
from screenpii.entities import entities
from screenpii.lexicon.masks import is_masked
from screenpii.policy import pack
from screenpii.tagger import tagged
from tests.pages import labelled_page

DETECTORS = entities.load()
AREAS = {"FACE", "PURCHASE_HISTORY", "CODE_PAYLOAD"}  # have no text
LABELS = {
    "PERSON_NAME": "Customer",
    "EMAIL": "E-mail",
    "PHONE": "Phone",
    "POSTAL_ADDRESS": "Delivery address",
    "PAYMENT_CARD": "Card number",
    "CARD_EXPIRY": "Valid thru",
    "CARD_CVV": "CVV",
    "BANK_ACCOUNT": "IBAN",
    "NATIONAL_ID": "SSN",
    "DATE_OF_BIRTH": "Date of birth",
    "ORDER_ID": "Order no.",
    "LOYALTY_ID": "Member no.",
    "TRACKING_NUMBER": "Tracking no.",
    "USERNAME": "Username",
    "IP_ADDRESS": "Last IP",
    "CREDENTIAL": "Password",
    "GEO_LOCATION": "Location",
    "VEHICLE_PLATE": "License plate",
}
SHOWN = sorted(
    {
        (example.type, text)
        for name in pack.names()
        for clause in pack.load(name, frozenset(DETECTORS)).clauses
        for example in (*clause.examples.breaks, *clause.examples.keeps)
        if example.type in DETECTORS and example.type not in AREAS
        for text in (example.text, *example.elsewhere)
    }
)


@pytest.mark.parametrize(("kind", "text"), SHOWN)
def test_a_value_is_proposed_whole(kind: str, text: str) -> None:
    context = tagged(context_of(labelled_page(f"{LABELS[kind]}:  {text}")))
    proposed = {context.page.text[c.start : c.end] for c in DETECTORS[kind].propose(context)}
    assert text in proposed


@pytest.mark.parametrize("text", [text for kind, text in SHOWN if kind == "PAYMENT_CARD" and is_masked(text)])
def test_a_card_is_proposed_as_one_without_its_label(text: str) -> None:
    page = labelled_page(f"VISA {text}")
    proposed = [page.text[c.start : c.end] for c in DETECTORS["PAYMENT_CARD"].propose(context_of(page))]
    assert proposed
    assert all(part in text for part in proposed)
