"""The learned tagger: finds people's names and addresses on a page, and says whose they are.

A spaCy pipeline (`models/tagger`): a tokeniser, a conditional random field over the words with features of the page,
and a pretrained encoder that says of each word what it is. Trained by `make model`; see models/README.md.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from screenpii.context import context_of
from screenpii.trained import TAGGER, trained
from screenpii.types import Opinion, Page, Tag

if TYPE_CHECKING:
    from spacy.language import Language

# No word is longer. The tokeniser's time grows with the square of a word's length, so longer ones are cut.
_LONG = re.compile(r"(\S{200})\S")


@cache
def pipeline() -> Language:
    """The trained pipeline, loaded once a process."""
    import spacy

    import screenpii.tagger.component
    import screenpii.tagger.encoder.component  # noqa: F401 -- both register a component

    return spacy.load(trained(TAGGER))


def tagged(page: Page, nlp: Language | None = None) -> Page:
    """The page with what the pipeline makes of it: `Page.tags` and `Page.opinions`, in the order of the text."""
    from screenpii.tagger.component import TAGS
    from screenpii.tagger.encoder.component import OPINIONS
    from screenpii.tagger.seen import CONTEXT

    nlp = nlp or pipeline()
    with nlp.memory_zone():  # else the vocabulary would keep every word that it has ever seen
        doc = nlp.make_doc(_LONG.sub(r"\1 ", page.text))
        doc.user_data[CONTEXT] = context_of(page)
        for _, component in nlp.pipeline:
            doc = component(doc)
        tags: tuple[Tag, ...] = doc.user_data[TAGS]
        opinions: tuple[Opinion, ...] = doc.user_data.get(OPINIONS, ())
    return replace(page, tags=tags, opinions=opinions)
