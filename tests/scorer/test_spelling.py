"""What a value's own words and letters show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from screenpii.context import context_of
from screenpii.scorer.spelling import example, form, words
from tests.pages import labelled_page
from tests.scorer.cases import candidate


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Jane Roe", ["words:2", "digits:0"]),
        ("JANE", ["words:1", "digits:0", "upper"]),
        ("jane roe", ["words:2", "digits:0", "lower"]),
        ("JR", ["words:1", "digits:0", "upper", "tiny"]),
        ("JRo", ["words:1", "digits:0"]),
        ("1 2 3 4 5 6", ["words:5", "digits:3"]),
        ("7", ["words:1", "digits:0", "tiny"]),
        ("1234567", ["words:1", "digits:3"]),
        ("12345678901234567890123", ["words:1", "digits:10"]),
    ],
)
def test_form(text: str, pieces: list[str]) -> None:
    assert list(form(text)) == pieces


@pytest.mark.parametrize(
    ("kind", "text", "pieces"),
    [
        ("PERSON_NAME", "Zofia Nowak", ["common:none", "interface:none"]),
        ("PERSON_NAME", "Search", ["common:all", "interface:all"]),
        ("PERSON_NAME", "Search Nowak", ["common:some", "interface:some"]),
        ("PERSON_NAME", "Nowak Ltd", ["common:none", "interface:none", "of-company"]),
        ("PERSON_NAME", "Q Zofia", ["common:none", "interface:none", "opens-letter"]),
        ("POSTAL_ADDRESS", "Nowak Ltd", ["common:none", "interface:none"]),
        ("POSTAL_ADDRESS", "Storgata 5", ["common:none", "interface:none", "numbered"]),
        ("PHONE", "Search 5", []),
    ],
)
def test_words(kind: str, text: str, pieces: list[str]) -> None:
    assert list(words(kind, text)) == pieces


def test_words_far_behind_are_not_looked_up() -> None:
    """Three hundred characters are: of six each, the forty-ninth word is still among them, the fifty-third is not."""
    assert "interface:some" in words("PERSON_NAME", "Zofia " * 48 + "Search")
    assert "interface:none" in words("PERSON_NAME", "Zofia " * 52 + "Search")


@pytest.mark.parametrize(
    ("screen", "value", "faint", "pieces"),
    [
        ("E-mail  jane@example.com", "jane@example.com", False, ["example"]),
        ("E-mail  jane@quay.co", "jane@quay.co", False, []),
        ("E-mail  jane@quay.co", "jane@quay.co", True, ["faint", "faint&usual"]),
        ("E-mail  jane@example.com", "jane@example.com", True, ["example", "faint", "faint&example"]),
        ("e.g. jane@quay.co", "jane@quay.co", False, ["hinted", "hinted&usual"]),
        ("e.g. jane@example.com", "jane@example.com", False, ["example", "hinted", "hinted&example"]),
    ],
)
def test_examples_in_forms(screen: str, value: str, faint: bool, pieces: list[str]) -> None:
    page = labelled_page(screen)
    page = replace(page, lines=tuple(replace(line, faint=faint) for line in page.lines))
    context, at = context_of(page), candidate(page, "EMAIL", value)
    assert list(example(context, at, value, context.line_at(at.start))) == pieces
    assert list(example(context, at, value, None)) == []
