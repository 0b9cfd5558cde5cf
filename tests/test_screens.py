"""Captures of one view are one screen, whatever data stands in them; its picture shows none of it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from screenpii import assembly
from screenpii.config import Settings
from screenpii.entities import entities
from screenpii.screens import Screens, is_static, title_of
from screenpii.types import FIRST, Box, Frame, Reading
from screenpii.wireframe import GREY_RGB, wireframe
from tests.pages import labelled_page
from tests.policy.judging import FRAME, entity

SAMPLES = Path(__file__).parent.parent / "samples"
KEY = b"k" * 32
ORDER = "Order #  {}\nCustomer  {}\nE-mail  {}\nShipping address  {}\nPayment  Visa\nTotal  12.00\nStatus  Shipped"
PEOPLE = [
    ("100234", "Amara Okafor", "amara@example.com", "12 Oak Street, Leeds LS1 4DT"),
    ("100977", "Jürgen Fauß", "j.fauss@example.de", "Hauptstraße 4, 10117 Berlin"),
    ("101001", "Mei Lin", "mei.lin@example.org", "PO Box 12, Perth WA 6000"),
]


def reading(text: str, source: str, key: bytes = KEY) -> Reading:
    from screenpii.screens import words_of

    return Reading(source, FIRST, 100, 100, 0.0, words=words_of(labelled_page(text), key))


def named(readings: Iterable[Reading]) -> list[str]:
    """The screens that these captures show, once all are known."""
    captures, screens = list(readings), Screens()
    for capture in captures:
        screens.add(capture)
    return [screens.name(capture) for capture in captures]


def test_the_same_view_with_other_data_is_one_screen() -> None:
    orders = [reading(ORDER.format(*person), f"{k}.png") for k, person in enumerate(PEOPLE)]
    staff = reading("Employee  Shift\nDana W.  9-5\nTom B.  12-8", "rota.png")
    names = named([*orders, staff])
    assert len(set(names[:3])) == 1
    assert names[3] != names[0]


def test_web_pages_whose_addresses_differ_in_more_than_numbers_are_screens_of_their_own() -> None:
    paths = ("orders/12?tab=…", "orders/13", "orders/13 390x844 dark", "customers/12")
    pages = [reading(ORDER.format(*PEOPLE[0]), f"http://localhost:8000/{path}") for path in paths]
    names = named(pages)
    assert len(set(names[:3])) == 1
    assert names[3] != names[0]


def test_a_screen_keeps_its_name_across_runs_and_not_across_keys() -> None:
    one = named([reading(ORDER.format(*PEOPLE[0]), "a.png")])[0]
    other = named([reading(ORDER.format(*person), "b.png") for person in PEOPLE[1:]])[0]
    foreign = named([reading(ORDER.format(*PEOPLE[0]), "a.png", b"o" * 32)])[0]
    assert one == other != foreign


def test_a_misread_word_changes_nothing() -> None:
    whole = reading(ORDER.format(*PEOPLE[0]), "a.png")
    torn = replace(whole, words=whole.words[1:])
    assert len({*named([whole, torn, whole])}) == 1


def test_captures_without_words_are_screens_of_their_own() -> None:
    blank = Reading("a.png", FIRST, 10, 10, 0.0)
    assert len({*named([blank, replace(blank, source="b.png")])}) == 2


@pytest.mark.parametrize(
    ("text", "static"),
    [("Order details", True), ("Amara Okafor", False), ("Order 100234", False), ("", False)],
)
def test_static_words(text: str, static: bool) -> None:
    assert is_static(text) is static


def test_a_title_is_nobodys_data() -> None:
    assert title_of(labelled_page("Order details\nCustomer  Amara Okafor")) == "Order details"
    assert title_of(labelled_page("Amara Okafor\nCustomer  Amara Okafor")) == ""


def test_a_wireframe_hides_all_text_but_labels() -> None:
    """Also what no detector finds is painted over: here nothing is handed over as found."""
    image = Image.new("RGB", (600, 200), "white")
    font = ImageFont.load_default(24)
    pen = ImageDraw.Draw(image)
    pen.text((20, 20), "Customer", fill="black", font=font)
    pen.text((20, 80), "Qxyzzy Wvutts", fill="black", font=font)
    frame = Frame("a.png", np.asarray(image))
    page, _ = assembly.load(Settings(), KEY).look(frame)
    assert len(page.lines) == 2
    shown = Image.open(io.BytesIO(wireframe(page, [])))
    value = np.asarray(shown.convert("RGB").crop((18, 78, 180, 108))).astype(int)
    assert np.abs(value - np.array(GREY_RGB)).max(axis=2).mean() < 30
    label = np.asarray(shown.convert("L").crop((18, 18, 130, 48)))
    assert label.min() < 90


def test_found_values_have_the_colour_of_their_severity() -> None:
    from screenpii.policy.judge import Policy, judge
    from screenpii.policy.pack import load
    from screenpii.policy.record import record_of
    from screenpii.wireframe import SEVERITY_RGB

    page = replace(labelled_page("Card  4111 1111 1111 1111"), frame=FRAME)
    policy = Policy((load("default", frozenset(entities.load())),))
    found = [*map(record_of, judge([entity("CARD_CVV", "737", box=Box(100, 100, 300, 140))], FRAME, policy, KEY))]
    pixels = np.asarray(Image.open(io.BytesIO(wireframe(page, found))).convert("RGB")).astype(int)
    assert np.abs(pixels[120, 200] - np.array(SEVERITY_RGB["critical"])).max() < 40
