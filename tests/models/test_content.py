"""The content of synthetic screens: valid, marked rightly, and the same for the same seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import phonenumbers
import pytest
from stdnum import ean, iban, luhn

from models.generator.content import Content, Person, addresses, checks, masks, people, phones
from models.generator.content.patterns import words
from models.generator.content.sentences import Sentences
from models.generator.run import Piece, Run
from screenpii.entities.tracking_number import is_s10, is_ups, is_usps
from screenpii.lexicon.masks import is_masked

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
TYPES = (
    "PERSON_NAME", "EMAIL", "PHONE", "POSTAL_ADDRESS", "PAYMENT_CARD", "CARD_EXPIRY", "CARD_CVV", "BANK_ACCOUNT",
    "NATIONAL_ID", "DATE_OF_BIRTH", "ORDER_ID", "LOYALTY_ID", "TRACKING_NUMBER", "USERNAME", "IP_ADDRESS",
    "CREDENTIAL", "GEO_LOCATION", "VEHICLE_PLATE",
)  # fmt: skip
KINDS = (
    "customers", "orders", "order", "staff", "stock", "settings", "logs", "suppliers", "reports", "payments",
    "delivery", "returns", "loyalty", "tickets", "pharmacy", "appointments", "account",
)  # fmt: skip


def contents(language: str, count: int = 12) -> Iterator[Content]:
    for seed in range(count):
        yield Content(random.Random(f"{language}{seed}"), language)


def typed(run: Run, kind: str) -> list[Piece]:
    return [piece for piece in run if piece.type == kind]


def everything(content: Content) -> list[object]:
    person, staff, store = content.person(), content.person("associate"), content.store()
    found: list[object] = [
        content.value(kind, o, m) for kind in TYPES for o in (person, staff, store) for m in (False, True)
    ]
    found += [content.address_lines(person), content.plain(), content.menu(5), content.title("orders"), person, store]
    return [*found, *(content.sentence(person, staff) for _ in range(20)), content.signature(staff), content.product()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_seed_says_the_same(language: str) -> None:
    first, second = (everything(Content(random.Random(7), language)) for _ in range(2))
    assert first == second
    assert first != everything(Content(random.Random(8), language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_values_and_labels(language: str, kind: str) -> None:
    for content in contents(language):
        for subject in ("customer", "associate", "unknown"):
            person = content.person(subject)
            (piece,) = typed(content.value(kind, person), kind)
            assert piece.text.strip() == piece.text != ""
            assert piece.subject == subject
            assert not piece.masked
            assert content.label(kind, subject).strip()
            assert content.heading(kind, subject).strip()
            assert content.label_of(kind, person).strip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TYPES)
def test_masked_values_hide_something(language: str, kind: str) -> None:
    for content in contents(language):
        (piece,) = typed(content.value(kind, content.person(), masked=True), kind)
        assert piece.masked
        ending = kind == "PAYMENT_CARD" and re.fullmatch(r"(?:x{0,2}|X{0,2})\d{4}", piece.text)
        assert ending or is_masked(piece.text), piece.text


def test_cards_accounts_and_parcels_bear_their_check_digits() -> None:
    rng = random.Random(1)
    for _ in range(300):
        assert luhn.is_valid(checks.card(rng).number)
        assert is_ups(checks.ups(rng))
        assert is_usps(checks.usps(rng))
        assert is_s10(checks.s10(rng, "GB"))
    for country in words("numbers")["ibans"]:
        number = checks.iban(rng, country)
        assert iban.is_valid(number), number


def test_goods_bear_their_check_digits() -> None:
    content = Content(random.Random(2), "en")
    assert all(ean.is_valid(content.ean()) for _ in range(100))
    assert all(luhn.is_valid(content.text("{imei}")) for _ in range(100))


def test_every_origin_has_names_of_its_own() -> None:
    for origin in words("names")["origins"]:
        given, family = people._lists(origin)
        assert given, origin
        assert family, origin
        assert "Doe" not in family, origin


def test_telephone_numbers_are_of_their_country() -> None:
    rng = random.Random(3)
    for country in addresses.codes():
        for _ in range(5):
            number = phonenumbers.parse(phones.make(rng, country))
            assert phonenumbers.is_valid_number(number)
            assert number.country_code == phonenumbers.country_code_for_region(country)


def test_addresses_of_many_countries() -> None:
    rng, content = random.Random(4), Content(random.Random(4), "en")
    assert len(addresses.codes()) >= 28
    for code in addresses.codes():
        for style in range(12):
            address = addresses.make(rng, code)
            lines = addresses.head(address, style) + addresses.tail(rng, address, style)
            assert 1 <= len(lines) <= 6
            assert not any(c in "{}¤@|" for line in lines for c in line), lines
    for _ in range(60):
        block = content.address_lines(content.person())
        pieces = [piece for run in block for piece in run]
        assert 1 <= len(block) <= 7
        assert {piece.type for piece in pieces} == {"POSTAL_ADDRESS"}
        assert len({piece.group for piece in pieces}) == 1
        assert pieces[0].group > 0


def test_a_persons_details_are_consistent() -> None:
    for content in contents("de", 30):
        person = content.person()
        assert person.country == person.address.country
        for _ in range(5):
            (email,) = content.value("EMAIL", person)
            assert person.email.startswith(email.text.rstrip(".…"))
            (card,) = typed(content.value("PAYMENT_CARD", person), "PAYMENT_CARD")
            shown = re.sub(r"\D", "", card.text)
            assert person.card.number.startswith(shown)
        number = phonenumbers.parse(person.phone)
        assert number.country_code == phonenumbers.country_code_for_region(person.country)


def test_name_parts_share_a_group() -> None:
    for content in contents("en", 20):
        given, family = content.name_parts(content.person())
        groups = {piece.group for piece in (*given, *family)}
        assert len(groups) == 1
        assert groups != {0}


def test_staff_and_business_are_marked() -> None:
    for content in contents("en"):
        staff, store = content.person("associate"), content.store()
        assert {p.subject for p in content.log_line(staff) if p.type == "PERSON_NAME"} == {"associate"}
        assert typed(content.name(store), "PERSON_NAME") == []
        assert {p.subject for p in content.address_line(store)} == {"business"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_things_are_of_no_type(language: str) -> None:
    for content in contents(language, 4):
        for _ in range(60):
            assert all(isinstance(text, str) and "{" not in text for text in content.plain())
            header, cell = content.column()
            assert header.strip()
            assert "{" not in cell()
            assert not any(piece.type for piece in content.sentence())
        assert len(set(content.menu(12))) == 12
        assert all(content.title(kind).strip() for kind in KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    content = Content(random.Random(5), language)
    person, staff = content.person(), content.person("associate")
    assert isinstance(person, Person)
    said = Sentences(content)
    for kind, patterns in said.patterns.items():
        for pattern in patterns:
            run = said.fill(str(pattern), (person, staff))
            assert all(piece.text for piece in run)
            assert not any("{" in piece.text for piece in run), pattern
            if kind == "plain":
                assert not any(piece.type for piece in run)
            if kind == "staff":
                assert all(p.subject == "associate" for p in run if p.type == "PERSON_NAME"), pattern


def test_there_is_enough_to_say() -> None:
    assert sum(map(len, words("sentences_en").values())) >= 60
    assert len(words("screen_en")["plain"]) >= 60
    for language in LANGUAGES:
        assert set(words(f"labels_{language}")) == set(TYPES)
        assert set(words(f"screen_{language}")["titles"]) == set(KINDS)
        assert len(words(f"screen_{language}")["plain"]) >= 35
        assert sum(map(len, words(f"sentences_{language}").values())) >= 15


def test_brands_and_branches_named_after_people_are_no_names() -> None:
    data = words("words")
    assert {"Ben Sherman", "Johnnie Walker", "Ted Baker", "Dr. Oetker"} <= set(data["brands"])
    assert "Martin Luther King Blvd" in data["branches"]
    content = Content(random.Random(6), "en")
    assert any("Born on or before" in content.text(t) for t in words("screen_en")["plain"]["Age check"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_programs_write_and_baits_are_filled(language: str) -> None:
    content = Content(random.Random(8), language)
    owner = content.person()
    for _ in range(200):
        said = "".join(piece.text for piece in content.machine_line(owner))
        assert not re.search(r"\{[a-z]", said)
        assert all(piece.type for piece in content.machine_line(owner) if piece.text == owner.card.number)
    assert all("{" not in content.text(value) for values in words("bait")[language].values() for value in values)


def test_cards_that_show_digits_elsewhere_hide_some_and_keep_their_length() -> None:
    rng = random.Random(9)
    for _ in range(40):
        text = masks.elsewhere(rng, "4539578763621486", "*")
        assert len(text.replace(" ", "").replace("-", "")) == 16
        assert is_masked(text)
