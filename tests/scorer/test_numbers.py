"""What numbers show beside their format: their form, and the words around."""

from __future__ import annotations

import pytest

from screenpii.context import context_of
from screenpii.entities import entities
from screenpii.scorer.evidence import case
from tests.pages import labelled_page

DETECTORS = entities.load()


def evidence(kind: str, text: str, value: str) -> set[str]:
    """The evidence for a value on a plain-text screen."""
    page = labelled_page(text)
    context = context_of(page)
    cases = [case(context, c) for c in DETECTORS[kind].propose(context_of(page))]
    return next(set(it.evidence) for it in cases if it.text == value)


@pytest.mark.parametrize(
    ("kind", "text", "value", "piece"),
    [
        ("PAYMENT_CARD", "seq=4539578763621486", "4539578763621486", "before:counter"),
        ("PAYMENT_CARD", "pan=4539578763621486", "4539578763621486", "before:own"),
        ("PAYMENT_CARD", "Voucher  4539578763621486", "4539578763621486", "around:goods"),
        ("PAYMENT_CARD", "paid 4539578763621486", "4539578763621486", "before:word"),
        ("IP_ADDRESS", "update 10.20.30.40 ready", "10.20.30.40", "before:version"),
        ("IP_ADDRESS", "login from 198.51.100.9", "198.51.100.9", "before:address"),
        ("ORDER_ID", "Order  4539578763621486", "4539578763621486", "like:bare-card"),
        ("PAYMENT_CARD", "refund 4539578763621486 done", "4539578763621486", "like:bare-card"),
        ("PAYMENT_CARD", "4539578763621486", "4539578763621486", "like:bare-card"),
        ("PAYMENT_CARD", "Gutschein  4539578763621486", "4539578763621486", "like:card"),
        ("PAYMENT_CARD", "Parcel no.  4539578763621486", "4539578763621486", "like:card"),
        ("PAYMENT_CARD", "offset=4539578763621486", "4539578763621486", "like:card"),
        ("PHONE", "Tel  1764547200", "1764547200", "shape:timestamp"),
        ("TRACKING_NUMBER", "Sent with Canada Post: 7035114477138472", "7035114477138472", "before:carrier"),
    ],
)
def test_evidence_of_numbers(kind: str, text: str, value: str, piece: str) -> None:
    assert piece in evidence(kind, text, value)


@pytest.mark.parametrize(("between", "told"), [(26, True), (36, False)])
def test_words_in_front_count_from_forty_characters_on(between: int, told: bool) -> None:
    text = f"version {'.' * between} 198.51.100.9"
    assert ("before:version" in evidence("IP_ADDRESS", text, "198.51.100.9")) == told


@pytest.mark.parametrize(("between", "told"), [(48, True), (58, False)])
def test_the_last_sixty_characters_of_a_text_beside_count(between: int, told: bool) -> None:
    text = f"Voucher {'.' * between}   4539578763621486"
    assert ("around:goods" in evidence("PAYMENT_CARD", text, "4539578763621486")) == told


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Order: 4539578763621486", "before:other"),
        ("total 4539578763621486", "before:nothing"),
        ("Saved 4539578763621486", "before:title"),
        ("4539578763621486 saved", "like:bare-card"),
    ],
)
def test_the_word_before_a_number(text: str, piece: str) -> None:
    assert piece in evidence("PAYMENT_CARD", text, "4539578763621486")


def test_a_header_says_what_its_column_holds() -> None:
    text = "Guest      Voucher            Room\nIda Holm   4539578763621486   214"
    assert "around:goods" in evidence("PAYMENT_CARD", text, "4539578763621486")


def test_a_name_has_no_evidence_of_numbers() -> None:
    page = labelled_page("Customer:  Jane Roe 10.20.30.40")
    context = context_of(page)
    cases = [case(context, c) for c in DETECTORS["PERSON_NAME"].propose(context_of(page))]
    assert not [piece for it in cases for piece in it.evidence if piece.startswith(("shape:", "before:"))]


@pytest.mark.parametrize(
    "text",
    [
        "Erstellt  07.05.2026 18:20",
        "07/05/2026 6:20 PM paid",
        "2026-05-07 18.20",
        "trace 9b2c41d0-77aa-4f3e-8123-902155550199",
        "weight 0.5772156649",
        "{030 79460958-4155550143}",
    ],
)
@pytest.mark.parametrize("kind", ["PHONE", "ORDER_ID", "TRACKING_NUMBER", "PAYMENT_CARD", "IP_ADDRESS"])
def test_what_is_surely_something_else_is_not_proposed(kind: str, text: str) -> None:
    assert list(DETECTORS[kind].propose(context_of(labelled_page(text)))) == []
