"""How bad an exposure is, by type: one table until policy packs say more."""

from __future__ import annotations

from scanner.types import Severity

# Sensitive authentication data and what opens accounts first; what identifies with one more fact next.
TABLE: dict[str, Severity] = {
    "CARD_CVV": "critical",
    "PAYMENT_CARD": "critical",
    "CREDENTIAL": "critical",
    "NATIONAL_ID": "critical",
    "BANK_ACCOUNT": "high",
    "DATE_OF_BIRTH": "high",
    "POSTAL_ADDRESS": "high",
    "GEO_LOCATION": "high",
    "FACE": "high",
    "CARD_EXPIRY": "medium",
    "EMAIL": "medium",
    "PHONE": "medium",
    "PERSON_NAME": "medium",
    "PURCHASE_HISTORY": "medium",
    "CODE_PAYLOAD": "medium",
    "USERNAME": "medium",
    "VEHICLE_PLATE": "medium",
    "LOYALTY_ID": "low",
    "TRACKING_NUMBER": "low",
    "IP_ADDRESS": "low",
    "ORDER_ID": "low",
}


def severity_of(kind: str) -> Severity:
    """The severity of an exposed value of this type; medium for types that others add."""
    return TABLE.get(kind, "medium")
