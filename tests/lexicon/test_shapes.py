from __future__ import annotations

import pytest

from screenpii.lexicon.shapes import matters_before, matters_in, shape_at, shapes_in


@pytest.mark.parametrize(
    ("line", "name", "text"),
    [
        ("Fecha 07/05/2026 18:20", "date-time", "07/05/2026 18:20"),
        ("07/05/202618:20", "date-time", "07/05/202618:20"),
        ("Oprettet 17.09.2025 kl. 07.45 af butikken", "date-time", "17.09.2025 kl. 07.45"),
        ("utworzono 2025-09-17, 7:45 PM", "date-time", "2025-09-17, 7:45 PM"),
        ("2025-09-17T07:45:12.123Z done", "date-time", "2025-09-17T07:45:12.123Z"),
        ("23:59 31-12-25", "date-time", "23:59 31-12-25"),
        ("at 20250917074512", "date-time", "20250917074512"),
        ("9. 7. 2025 10:00", "date-time", "9. 7. 2025 10:00"),
        ("Due 17.09.2025", "date", "17.09.2025"),
        ("id 9b2c41d0-77aa-4f3e-8123-902155550199;", "uuid", "9b2c41d0-77aa-4f3e-8123-902155550199"),
        ("loss 0.4142135623", "fraction", "0.4142135623"),
        ("gain -0,70710", "fraction", "-0,70710"),
        ("rate 2.718281828459", "decimal", "2.718281828459"),
        ("Shop/3.14.15.92-beta up", "version", "Shop/3.14.15.92-beta"),
        ("AID A0000000041010", "emv", "A0000000041010"),
        ("at 1764547200 UTC", "timestamp", "1764547200"),
        ("serial 2026030401", "dated", "2026030401"),
        ("route 10.8.0.0/16", "network", "10.8.0.0/16"),
        ("Nebraska 68102-4471", "postcode", "68102-4471"),
        ("opens 09:30", "time", "09:30"),
    ],
)
def test_a_form_is_known(line: str, name: str, text: str) -> None:
    assert [(shape.name, line[shape.start : shape.end]) for shape in shapes_in(line)] == [(name, text)]


@pytest.mark.parametrize(
    "line",
    [
        "+44 7700 900187",
        "(415) 555-0143",
        "030 901820",
        "06.12.34.56.78",
        "0171/2345678",
        "112-3456789-0123456",
        "4111 1111 1111 1111",
        "198.51.100.7",
        "99/99/2026",
        "32.01.2026 17",
        "1 234,56",
        "B-MW 1234",
    ],
)
def test_other_numbers_have_none_of_the_forms(line: str) -> None:
    assert shapes_in(line) == ()


def test_what_is_cut_out_of_a_form_is_known_by_it() -> None:
    line = "trace 9b2c41d0-77aa-4f3e-8123-902155550199 of +44 7700 900187"
    start = line.index("902155550199")
    found = shape_at(line, start, start + 12)
    assert found
    assert found.name == "uuid"
    assert shape_at(line, line.index("+44"), len(line)) is None


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("please update to version ", "version"),
        ('"packageVersion":"', "version"),
        ("seq=", "counter"),
        ("Seriennummer: ", "goods"),
        ("handed to Royal Mail: ", "carrier"),
        ("signed in from ", "address"),
        ("betalingskenmerk ", "payment"),
    ],
)
def test_words_before_a_number_say_what_it_is(text: str, matter: str) -> None:
    assert matter in matters_before(text)


def test_words_of_a_header_count_wherever_they_stand() -> None:
    assert "goods" in set(matters_in("Batch (supplier)"))
    assert set(matters_in("Customer")) == set()


def test_a_word_that_stands_farther_away_says_nothing() -> None:
    assert matters_before("version of the order of ") == frozenset()
