"""One person, one key; two people, two."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screenpii.policy.identity import fits, identified, name_of, whole
from screenpii.types import FIRST, Box, Entity, Finding, Masking

KEY = b"k" * 32
WORDS = st.lists(st.sampled_from(["anna", "tom", "berg", "okafor", "smith", "li"]), min_size=2, max_size=3, unique=True)


def finding(text: str, kind: str = "PERSON_NAME") -> Finding:
    entity = Entity(kind, "customer", 0, len(text), text, (Box(0, 0, 9, 9),), 0.9)
    return Finding(entity, "a.png", FIRST, Masking("none"), "exposed", "medium", (), "", "")


def keys(*texts: str, key: bytes = KEY) -> list[str]:
    return [f.identity for f in identified([finding(text) for text in texts], key)]


@pytest.mark.parametrize(
    "form", ["OKAFOR, Nkechi", "nkechi okafor", "N. Okafor", "OKAFOR", "Nkéchi Okafor", "Okafor N"]
)
def test_forms_of_one_name_have_one_key(form: str) -> None:
    first, second = keys("Nkechi Okafor", form)
    assert first == second


def test_a_short_form_of_two_people_is_neither() -> None:
    anna, tom, short = keys("Anna Berg", "Tom Berg", "Berg")
    assert len({anna, tom, short}) == 3


def test_an_initial_alone_fits_nobody() -> None:
    assert not fits(name_of("N."), name_of("Nkechi Okafor"))


@given(WORDS, st.integers())
def test_order_case_and_punctuation_do_not_matter(words: list[str], seed: int) -> None:
    shuffled = random.Random(seed).sample(words, len(words))
    assert len(set(keys(" ".join(words), ", ".join(word.upper() for word in shuffled)))) == 1


@given(WORDS, WORDS)
def test_different_people_never_share(one: list[str], other: list[str]) -> None:
    both = {name_of(" ".join(one)), name_of(" ".join(other))}
    related = any(set(a) <= set(b) for a in both for b in both if a != b)
    assert len(set(keys(" ".join(one), " ".join(other)))) == (
        len({whole(n, both) for n in both}) if related else len(both)
    )


def test_keys_of_runs_differ_and_hold_no_name() -> None:
    (one,), (other,) = keys("Anna Berg"), keys("Anna Berg", key=b"x" * 32)
    assert one != other
    assert "berg" not in one.casefold()
    assert one.startswith("p1:")


def test_codes_of_cards_are_in_no_hash() -> None:
    one, other = identified([finding("123", "CARD_CVV"), finding("987", "CARD_CVV")], KEY)
    assert one.identity == other.identity


def test_the_same_value_of_another_type_is_another() -> None:
    one, other = identified([finding("4711", "ORDER_ID"), finding("4711", "LOYALTY_ID")], KEY)
    assert one.identity != other.identity
