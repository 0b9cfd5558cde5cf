"""The learned tagger: finds people's names and addresses on a page, and says whose they are.

A spaCy pipeline (`models/tagger`): a tokeniser, and a component that runs a conditional random field over the words
with features of the page. Trained by `make model`; see models/README.md.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from scanner.context import context_of
from scanner.trained import TAGGER, trained
from scanner.types import Page, Tag

if TYPE_CHECKING:
    from spacy.language import Language

# No word is longer. The tokeniser's time grows with the square of a word's length, so longer ones are cut.
_LONG = re.compile(r"(\S{200})\S")


@cache
def pipeline() -> Language:
    """The trained pipeline, loaded once a process."""
    import spacy

    import scanner.tagger.component  # noqa: F401 -- registers the component

    return spacy.load(trained(TAGGER))


def tagged(page: Page, nlp: Language | None = None) -> Page:
    """The page with the tagger's opinion: `Page.tags`, in the order of the text."""
    from scanner.tagger.component import CONTEXT, TAGS

    nlp = nlp or pipeline()
    with nlp.memory_zone():  # else the vocabulary would keep every word that it has ever seen
        doc = nlp.make_doc(_LONG.sub(r"\1 ", page.text))
        doc.user_data[CONTEXT] = context_of(page)
        for _, component in nlp.pipeline:
            doc = component(doc)
        tags: tuple[Tag, ...] = doc.user_data[TAGS]
    return replace(page, tags=tags)
