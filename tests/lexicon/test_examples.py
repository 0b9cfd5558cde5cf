from __future__ import annotations

import pytest

from screenpii.lexicon.examples import is_example, is_hinted


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("EMAIL", "you@shop.test"),
        ("EMAIL", "lena@example.org"),
        ("PHONE", "(212) 555-0187"),
        ("PHONE", "123-456-7890"),
        ("PAYMENT_CARD", "1234 5678 9012 3456"),
        ("BANK_ACCOUNT", "FR00 0000 0000 0000 0000 0000 000"),
        ("PERSON_NAME", "Erika Mustermann"),
        ("POSTAL_ADDRESS", "Apt, suite, etc."),
    ],
)
def test_examples(kind: str, text: str) -> None:
    assert is_example(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("EMAIL", "lena.hof@posteo.de"),
        ("PHONE", "+44 20 7946 0958"),
        ("PAYMENT_CARD", "4539 7979 8007 0679"),
        ("BANK_ACCOUNT", "DE89 3704 0044 0532 0130 00"),
        ("PERSON_NAME", "Erika Musterlin"),
        ("POSTAL_ADDRESS", "Apt 4, 19 Rose Street"),
        ("ORDER_ID", "12345"),
    ],
)
def test_values_that_are_no_examples(kind: str, text: str) -> None:
    assert not is_example(kind, text)


def test_words_that_announce_an_example() -> None:
    assert all(map(is_hinted, ("e.g. ", "Example: ", "z. B. ", "p. ej. ", "Format: ", "f.eks. ")))
    assert not any(map(is_hinted, ("", "Phone: ", "Egon ", "Paid by ")))
