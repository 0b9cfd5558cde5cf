"""Lexicon lookups for the texts of one page, each done once."""

from __future__ import annotations

from dataclasses import replace

from screenpii.lexicon.goods import is_heading
from screenpii.lexicon.labels import labels_in, lexicon
from screenpii.types import Meaning, Page, Span


class Words:
    """The meanings of a page's texts as labels."""

    def __init__(self, page: Page) -> None:
        self._text, self._lexicon = page.text, lexicon()
        self._known: dict[Span, tuple[Meaning, ...]] = {}

    def meanings(self, span: Span) -> tuple[Meaning, ...]:
        """The meanings of a text as a label."""
        if span not in self._known:
            self._known[span] = self._lexicon.meanings(self._text[slice(*span)])
        return self._known[span]

    def is_label(self, span: Span) -> bool:
        """Whether a text is nothing but a known label."""
        return any(meaning.exact for meaning in self.meanings(span))

    def heads(self, span: Span) -> bool:
        """Whether a text can head a column: it is a known label, or a word for goods, counts or amounts."""
        return self.is_label(span) or is_heading(self._text[slice(*span)])

    def named(self, page: Page) -> Page:
        """The page with its fields reduced to those whose label is known, each with its meanings.

        With fields for labels that stand before their value without a colon ("Order 4711", "call Tel +49 30 901820").
        """
        found = (f for span in page.spans for f in labels_in(page.text, span, self._lexicon))
        fields = (*page.fields, *(f for f in found if not self.is_label(f.value)))
        named = (replace(f, meanings=self.meanings(f.label)) for f in fields)
        return replace(page, fields=tuple(f for f in named if f.meanings))
