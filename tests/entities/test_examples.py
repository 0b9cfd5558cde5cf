"""Every entity type's own examples, run through layout, detectors and scorer."""

from __future__ import annotations

import pytest

from screenpii.entities import entities
from tests.pages import recognise

DETECTORS = entities.load()
FOUND = [(name, text, value) for name, d in DETECTORS.items() for text, value in d.found]
NOT_FOUND = [(name, text) for name, d in DETECTORS.items() for text in d.not_found]
VOCABULARY = {
    *("PERSON_NAME", "EMAIL", "PHONE", "POSTAL_ADDRESS", "PAYMENT_CARD", "CARD_EXPIRY", "CARD_CVV", "BANK_ACCOUNT"),
    *("NATIONAL_ID", "DATE_OF_BIRTH", "ORDER_ID", "LOYALTY_ID", "TRACKING_NUMBER", "USERNAME", "IP_ADDRESS"),
    *("CREDENTIAL", "GEO_LOCATION", "VEHICLE_PLATE", "PURCHASE_HISTORY", "FACE", "CODE_PAYLOAD"),
}


@pytest.mark.parametrize(("name", "text", "value"), FOUND)
def test_found(name: str, text: str, value: str) -> None:
    assert value in [e.text for e in recognise(text) if e.type == name]


@pytest.mark.parametrize(("name", "text"), NOT_FOUND)
def test_not_found(name: str, text: str) -> None:
    assert [e.text for e in recognise(text) if e.type == name] == []


@pytest.mark.parametrize("name", DETECTORS)
def test_is_documented(name: str) -> None:
    """The page names the type first and gives its source; counter-examples are at least as many as examples."""
    detector = DETECTORS[name]
    assert detector.page.startswith(f"{name}: ")
    assert "Source:" in detector.page
    assert "Why it matters:" in detector.page
    assert len(detector.not_found) >= len(detector.found) - 1
    assert bool(detector.not_found) is not detector.by_pixels  # whose examples are pictures


def test_the_vocabulary_is_complete() -> None:
    assert set(DETECTORS) == VOCABULARY
