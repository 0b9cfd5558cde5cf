"""Named fields: those that geometry proposes and the lexicon confirms, with their meanings."""

from __future__ import annotations

from screenpii.layout.readings import borne_out
from screenpii.lexicon.words import Words
from screenpii.types import Page


def name_fields(page: Page) -> Page:
    """The page with the tables and fields that its labels confirm, each field with the meanings of its label."""
    words = Words(page)
    return words.named(borne_out(page, words.is_label, words.heads))
