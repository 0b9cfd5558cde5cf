"""What screens are about, and what records show of whom; how often, as weights."""

from __future__ import annotations

CUSTOMER_KINDS = {
    "customers": 20, "orders": 16, "order": 14, "payments": 5, "delivery": 8, "returns": 4, "loyalty": 6, "tickets": 8,
    "pharmacy": 3, "appointments": 4, "account": 4,
}  # fmt: skip
OTHER_KINDS = {"staff": 10, "stock": 7, "settings": 8, "suppliers": 9, "reports": 4, "logs": 4, "users": 3}
KINDS = {**CUSTOMER_KINDS, **OTHER_KINDS}
TYPES = {
    # odds of a field of a record, by whose record it is
    "customer": {
        "PERSON_NAME": 60, "EMAIL": 45, "PHONE": 45, "POSTAL_ADDRESS": 45, "LOYALTY_ID": 22, "DATE_OF_BIRTH": 16,
        "ORDER_ID": 22, "USERNAME": 10, "PAYMENT_CARD": 18, "CARD_EXPIRY": 7, "CARD_CVV": 3, "BANK_ACCOUNT": 9,
        "NATIONAL_ID": 9, "TRACKING_NUMBER": 10, "IP_ADDRESS": 5, "CREDENTIAL": 5,
        "GEO_LOCATION": 3, "VEHICLE_PLATE": 5,
    },
    "associate": {
        "PERSON_NAME": 60, "EMAIL": 35, "PHONE": 30, "USERNAME": 25, "POSTAL_ADDRESS": 8, "DATE_OF_BIRTH": 6,
        "IP_ADDRESS": 8, "CREDENTIAL": 5, "BANK_ACCOUNT": 3, "NATIONAL_ID": 3,
    },
    "business": {
        "POSTAL_ADDRESS": 50, "PHONE": 50, "EMAIL": 45, "BANK_ACCOUNT": 25, "NATIONAL_ID": 25, "IP_ADDRESS": 14,
        "CREDENTIAL": 8,
    },
    "unknown": {"PERSON_NAME": 60, "EMAIL": 45, "USERNAME": 40, "PHONE": 20, "IP_ADDRESS": 25},
}  # fmt: skip
WITH_CARD_SHARES = {"CARD_EXPIRY": 0.45, "CARD_CVV": 0.18}  # how often these stand beside a card
