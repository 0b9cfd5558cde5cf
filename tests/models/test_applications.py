"""Pages of real applications: truth out of marks, records that load and vary, licences and versions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.applications.application import applications
from models.applications.cast import labels, languages
from models.applications.marks import FORMS, SUBJECTS, bare, label_of, marked
from models.applications.records import names, records, write
from models.applications.shop import Shop
from models.applications.truth import record
from models.applications.visitor import PREPARE, READ
from models.generator.drawn.sheet import parsed
from models.generator.drawn.vary import vary

GIVEN, FAMILY = marked("Anna", "PERSON_NAME/given", "customer", 7), marked("Smith", "PERSON_NAME/family", "customer", 7)
STREET, CITY = (
    marked("1 Oak St", "POSTAL_ADDRESS/street", "customer", 8),
    marked("Leeds", "POSTAL_ADDRESS/city", "customer", 8),
)
POSTCODE = marked("LS1 4AP", "POSTAL_ADDRESS/postcode", "customer", 8)
STAFF = marked("Bob Miller", "PERSON_NAME", "associate", 9)
PAGE = f"""<!doctype html><body style="font: 16px sans-serif">
<p>Signed in: {STAFF}</p>
<form><label>First name <input name="a" value="{GIVEN}"></label><br><label>Last name <input value="{FAMILY}"></label>
<textarea rows="3" cols="30">Dear {GIVEN}, your parcel is late.</textarea><select><option>No<option selected>{
    STAFF
}</select>
<input placeholder="Search"></form>
<table><tr><td>{STREET}<td>{POSTCODE}<td>{CITY}</table>
<table><tr><td>{marked("Paris", "POSTAL_ADDRESS/city", "customer", 11)}</table>
<p style="width: 90px">{marked("Maximilian Hohenstein", "PERSON_NAME", "customer", 12)}</p>
<p style="text-transform: uppercase">{marked("Eva Lind", "PERSON_NAME", "customer", 13)}</p>
<p style="width: 110px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">{
    marked("a.very.long.address@example.com", "EMAIL", "customer", 14)
}</p>
<p>Order 100234 of nobody else</p><p style="display: none">{STAFF}</p>
<div style="position: relative; height: 30px"><p>{marked("Hidden Person", "PERSON_NAME", "customer", 15)}</p>
<div style="position: absolute; inset: 0; background: white; height: 60px"></div></div>
<div style="position: relative; height: 30px"><span>{marked("Half Hidden Person", "PERSON_NAME", "customer", 16)}</span>
<div style="position: absolute; left: 0; top: 0; width: 36px; background: white; height: 60px"></div></div>"""


@pytest.fixture(scope="module")
def seen() -> Iterator[dict[str, Any]]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        except sync_api.Error:
            pytest.skip("no Chromium")
        page = browser.new_page(viewport={"width": 900, "height": 700})
        page.set_content(PAGE)
        page.evaluate(PREPARE)
        known = [["100234", "ORDER_ID", "customer", 3]]
        yield record(page.evaluate(READ, []), known, 2.0, (1800, 1400), "customer")
        browser.close()


def _said(seen: dict[str, Any], kind: str) -> list[tuple[str, str]]:
    return [(item["text"], item["subject"]) for item in seen["pii"] if item["type"] == kind]


def test_names_are_found_in_fields_sentences_and_over_lines(seen: dict[str, Any]) -> None:
    found = _said(seen, "PERSON_NAME")
    assert found.count(("Bob Miller", "associate")) == 2  # the paragraph and what is selected; not the hidden one
    assert ("Anna\nSmith", "customer") in found
    assert ("Anna", "customer") in found
    assert ("Maximilian\nHohenstein", "customer") in found
    assert ("EVA LIND", "customer") in found
    assert "Hidden Person" in {text.strip() for text, _ in found if "Hidden" in text}
    assert len([text for text, _ in found if "Hidden" in text]) == 1  # half of one shows, nothing of the other


def test_cells_of_an_address_are_one_and_a_city_alone_is_none(seen: dict[str, Any]) -> None:
    assert _said(seen, "POSTAL_ADDRESS") == [("1 Oak St\nLS1 4AP\nLeeds", "customer")]


def test_what_is_cut_is_as_it_shows(seen: dict[str, Any]) -> None:
    ((text, _),) = _said(seen, "EMAIL")
    assert text.endswith("…")
    assert "a.very.long".startswith(text[:6])


def test_known_values_count_without_marks(seen: dict[str, Any]) -> None:
    assert _said(seen, "ORDER_ID") == [("100234", "customer")]


def test_lines_are_those_of_a_reader(seen: dict[str, Any]) -> None:
    texts = [line["text"] for line in seen["texts"]]
    assert "Search" in texts
    assert not any(0xE0000 <= ord(c) <= 0xE007F for text in texts for c in text)
    assert all(x + w <= 1800 and y + h <= 1400 for x, y, w, h in (line["box"] for line in seen["texts"]))


def test_marks_say_what_was_put_into_them() -> None:
    for form in FORMS:
        for subject in SUBJECTS:
            text = marked("x", form, subject, 4321)
            label = label_of(text[1:5])
            assert (label.form, label.subject, label.owner) == (form, subject, 4321)
            assert bare(text) == "x"


@pytest.mark.parametrize("language", ["en", "pl", "sq"])
def test_a_shop_is_the_same_each_time(language: str) -> None:
    first, again = (Shop(5, language).as_json() for _ in range(2))
    assert first == again
    known = {entry[0] for entry in first["known"]}
    assert len({entry[2] for entry in first["known"]}) == 2
    assert known


def test_every_language_has_every_word() -> None:
    assert len(languages()) == 29
    assert all(all(labels(language).values()) for language in languages())


def test_applications_name_licence_and_versions() -> None:
    for application in applications().values():
        assert application.licence in ("MIT", "BSD-3-Clause", "Apache-2.0")
        assert application.packages
        assert all("==" in package for package in application.packages)
        assert set(application.languages) <= set(languages())


@pytest.mark.parametrize("name", names())
def test_records_load_and_vary(name: str) -> None:
    for number, data in enumerate(records(name)):
        if number % 40:
            continue
        screen = vary(random.Random(number), parsed(name, data), noisy=False)
        said = "\n".join(line.text for line in screen.lines)
        for item in screen.truth:
            if item.type != "PURCHASE_HISTORY":
                assert all(part.strip() in said for part in item.text.split("\n"))
            assert all(b.left < b.right and b.top < b.bottom for b in item.boxes)


def test_records_are_of_applications_to_learn_from() -> None:
    assert all(applications()[name].trained for name in names())


def test_the_same_records_make_the_same_file(tmp_path: Path) -> None:
    found = [{"application": "a", "view": "b", "texts": [], "pii": []}]
    for folder in ("one", "two"):
        write("a", found, tmp_path / folder)
    assert (tmp_path / "one" / "a.jsonl.gz").read_bytes() == (tmp_path / "two" / "a.jsonl.gz").read_bytes()
    assert list(records("a", tmp_path / "one")) == found
