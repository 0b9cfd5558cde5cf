"""Names of companies are told by their words."""

from __future__ import annotations

import pytest

from screenpii.lexicon.goods import is_of_goods
from screenpii.lexicon.names import is_company


@pytest.mark.parametrize(
    "text", ["Aldermoor Textiles", "Quist Holding", "Holm, Quist & Bonnet", "Gebr. Bonnet", "Nordhavn Logistik ApS"]
)
def test_words_of_companies(text: str) -> None:
    assert is_company(text)


@pytest.mark.parametrize("text", ["Ida Holm", "Quist, Per", "Aurelia & Ferran Bonnet", "Maria de Sá", "Limited"])
def test_names_of_people(text: str) -> None:
    assert not is_company(text)


@pytest.mark.parametrize("header", ["Größe", "GRÖSSE", "Grosse", "Prix", "størrelse"])
def test_headers_of_goods_with_accents_or_none(header: str) -> None:
    assert is_of_goods(header)
