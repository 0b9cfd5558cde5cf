"""Fingerprints: the same for one value however it is written, another for every other type, value and key."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from screenpii.keys import key_id
from screenpii.policy.fingerprint import fingerprint
from tests.policy.judging import entity

KEY, OTHER = b"k" * 32, b"o" * 32
TYPES = ["PERSON_NAME", "EMAIL", "PHONE", "PAYMENT_CARD", "ORDER_ID"]
VALUES = st.text("abcdefgxyz0123456789", min_size=4, max_size=24).filter(lambda t: any(c.isdigit() for c in t))


@given(st.sampled_from(TYPES), VALUES, st.data())
def test_spacing_case_and_punctuation_change_nothing(kind: str, value: str, data: st.DataObject) -> None:
    marks = [data.draw(st.sampled_from(["", " ", "-", ".", "  ", "/", "("])) for _ in value]
    other = "".join(mark + data.draw(st.sampled_from([c, c.upper()])) for mark, c in zip(marks, value, strict=True))
    assert fingerprint(entity(kind, value), KEY) == fingerprint(entity(kind, other), KEY)


@given(VALUES, VALUES)
def test_types_keys_and_values_differ(one: str, other: str) -> None:
    prints = {fingerprint(entity(kind, one), key) for kind in TYPES for key in (KEY, OTHER)}
    assert len(prints) == 2 * len(TYPES)
    if one != other:
        assert fingerprint(entity("EMAIL", one), KEY) != fingerprint(entity("EMAIL", other), KEY)


def test_secrets_have_one_fingerprint() -> None:
    for kind in ("CARD_CVV", "CREDENTIAL"):
        assert fingerprint(entity(kind, "123"), KEY) == fingerprint(entity(kind, "987"), KEY)


def test_a_keys_name_tells_nothing_of_it() -> None:
    assert key_id(KEY) != key_id(OTHER)
    assert len(key_id(KEY)) == 11
    assert KEY.hex()[:6] not in key_id(KEY)
