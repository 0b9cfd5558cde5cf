"""The tagger that ships, and the parts that it is made of."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from screenpii.context import context_of
from screenpii.layout import name_fields, page_of
from screenpii.tagger import pipeline, tagged
from screenpii.tagger.component import LABELS, ScreenCrf, spans
from screenpii.tagger.seen import CONTEXT_KEY
from screenpii.tagger.words import know, shape, spelling
from screenpii.types import Page

CARD = (
    "Customer   Maria da Silva\nPhone      415 555 0143\n\n\n\nShip to\nMaria da Silva\n12 Oak Street\nProvo, UT 84602"
)


def page(text: str) -> Page:
    return name_fields(page_of(text))


def test_names_and_addresses_of_a_card_are_tagged() -> None:
    found = tagged(context_of(page(CARD))).page
    texts = {(tag.type, found.text[tag.start : tag.end]) for tag in found.tags if tag.probability >= 0.5}
    assert ("PERSON_NAME", "Maria da Silva") in texts
    assert any(kind == "POSTAL_ADDRESS" and "Oak Street" in text for kind, text in texts)


def test_probabilities_are_between_0_and_1() -> None:
    for tag in tagged(context_of(page(CARD))).page.tags:
        assert 0 < tag.probability <= 1
        assert 0 <= tag.customer <= 1


def test_tags_lie_in_the_text_and_in_order() -> None:
    found = tagged(context_of(page(CARD))).page
    ends = 0
    for tag in found.tags:
        assert ends <= tag.start < tag.end <= len(found.text)
        ends = tag.end


def test_the_pipeline_writes_entities_where_it_has_a_page() -> None:
    nlp = pipeline()
    assert nlp("Maria da Silva").ents == ()
    doc = nlp.make_doc(page(CARD).text)
    doc.user_data[CONTEXT_KEY] = context_of(page(CARD))
    found = nlp.get_pipe("screen_crf")(doc).ents
    assert found
    assert {ent.label_ for ent in found} <= set(LABELS)


def test_a_component_is_saved_and_loaded(tmp_path: Path) -> None:
    crf = pipeline().get_pipe("screen_crf")
    assert isinstance(crf, ScreenCrf)
    crf.to_disk(tmp_path / "crf")
    again = ScreenCrf(spacy.blank("xx"), "again").from_disk(tmp_path / "crf")
    assert again.model == crf.model


def test_likely_words_beside_the_best_reading_are_tagged_too() -> None:
    odds = [{"CUSTOMER_NAME": p} for p in (0.9, 0.8, 0.01, 0.3, 0.2)]
    best = ["B-CUSTOMER_NAME", "I-CUSTOMER_NAME", "O", "O", "O"]
    assert list(spans(best, odds)) == [("CUSTOMER_NAME", 0, 2), ("CUSTOMER_NAME", 3, 5)]


@pytest.mark.parametrize(
    ("word", "form"),
    [("Smith", "Aa"), ("SMITH", "AA"), ("J", "A"), ("smith", "aa"), ("12", "99"), ("O'Brien", "A'Aa"), ("••••", "*")],
)
def test_shapes(word: str, form: str) -> None:
    assert shape(word) == form


def test_names_are_not_spelled_out() -> None:
    assert "family" in know("Johnson")
    assert spelling("Johnson", know("Johnson")) == ""
    assert spelling("Invoice", know("Invoice")) == "invoice"


def test_the_vocabulary_keeps_no_word_of_a_page() -> None:
    tagged(context_of(page(CARD)))
    strings = pipeline().vocab.strings
    before = len(strings)
    assert tagged(context_of(page("Customer   Quibblethwaite Zanzibarova"))).page.tags
    assert (len(strings), "Zanzibarova" in strings) == (before, False)
