"""Numbers of payment cards: how to recognise them, and public test numbers."""

from __future__ import annotations

from stdnum import ean, luhn

# Prefix ranges (first, last, lengths) of the schemes whose cards are told by number alone.
_ISSUERS = [
    (4, 4, (16, 19)), (51, 55, (16,)), (2221, 2720, (16,)), (34, 34, (15,)), (37, 37, (15,)), (300, 305, (14,)),
    (309, 309, (14,)), (36, 36, (14,)), (38, 39, (14,)), (6011, 6011, (16, 17, 18, 19)), (644, 649, (16, 17, 18, 19)),
    (65, 65, (16, 17, 18, 19)), (3528, 3589, (16, 17, 18, 19)), (62, 62, (16, 17, 18, 19)),
]  # fmt: skip
# Published by processors for tests (Stripe, Adyen, Braintree, PayPal docs).
TEST_CARDS = frozenset(
    "4242424242424242 4111111111111111 4012888888881881 4000056655665556 4222222222222 4000000000000002 "
    "4917610000000000 4444333322221111 4988438843884305 4166676667666746 4646464646464644 5555555555554444 "
    "5105105105105100 2223003122003222 5200828282828210 2222400070000005 5577000055770004 5454545454545454 "
    "5136333333333335 2223000048400011 378282246310005 371449635398431 378734493671000 370000000000002 "
    "6011111111111117 6011000990139424 6011981111111113 3056930009020004 36227206271667 30569309025904 "
    "38520000023237 3566002020360505 3530111333300000 3569990010095841 6200000000000005 6205500000000000004 "
    "5019717010103742 6304000000000000 6759649826438453".split()
)


def is_card(number: str) -> bool:
    """Whether digits have an issuer's prefix and length and pass the Luhn check, and are not a GTIN of 14 digits."""
    if not luhn.is_valid(number) or len(set(number)) < 2 or (len(number) == 14 and ean.is_valid(number)):
        return False
    return any(
        first <= int(number[: len(str(first))]) <= last and len(number) in lengths for first, last, lengths in _ISSUERS
    )


def ends_in_gs1(number: str) -> bool:
    """Whether digits end in the check digit of GS1 and of most carriers' parcels: mod 10, weights 3 and 1 from the right."""
    total = sum(int(c) * (3 if k % 2 == 0 else 1) for k, c in enumerate(reversed(number[:-1])))
    return (10 - total % 10) % 10 == int(number[-1])
