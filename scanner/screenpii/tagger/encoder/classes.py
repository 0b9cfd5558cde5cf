"""The classes of the encoder, in the order of its outputs."""

from __future__ import annotations

from screenpii.types import Subject

# types that the encoder knows
TYPES: tuple[str, ...] = (
    "",  # nothing personal
    "PERSON_NAME",
    "POSTAL_ADDRESS",
    "EMAIL",
    "PHONE",
    "ORDER_ID",
    "LOYALTY_ID",
    "DATE_OF_BIRTH",
    "NATIONAL_ID",
    "PAYMENT_CARD",
    "CARD_EXPIRY",
    "CARD_CVV",
    "BANK_ACCOUNT",
    "USERNAME",
    "TRACKING_NUMBER",
    "IP_ADDRESS",
    "CREDENTIAL",
    "GEO_LOCATION",
    "VEHICLE_PLATE",
)
# subjects that the encoder knows; an unknown one counts as a customer
SUBJECTS: tuple[Subject, ...] = ("customer", "associate", "business")
