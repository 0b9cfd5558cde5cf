"""The trained tagger: people's names and addresses on a page, and their subjects.

A spaCy pipeline (`models/tagger`): a tokeniser, a conditional random field over the words with features of the page,
and a pretrained encoder that gives an opinion of each word. Trained by `make model`; see models/README.md.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from screenpii.context import Context
from screenpii.trained import TAGGER, trained
from screenpii.types import Opinion, Tag

if TYPE_CHECKING:
    from spacy.language import Language

# words are cut at 200 characters: the tokeniser's time grows with the square of a word's length
_LONG_WORD = re.compile(r"(\S{200})\S")


@cache
def pipeline() -> Language:
    """The trained pipeline, loaded once a process."""
    import spacy

    import screenpii.tagger.component
    import screenpii.tagger.encoder.component  # noqa: F401 -- both register a component

    return spacy.load(trained(TAGGER))


def tagged(context: Context, nlp: Language | None = None) -> Context:
    """The context with what the pipeline makes of its page: `Page.tags` and `Page.opinions`, in the text's order."""
    from screenpii.tagger.component import TAGS
    from screenpii.tagger.encoder.component import OPINIONS_KEY
    from screenpii.tagger.seen import CONTEXT_KEY

    nlp = nlp or pipeline()
    with nlp.memory_zone():  # otherwise the vocabulary would keep every word it has seen
        doc = nlp.make_doc(_LONG_WORD.sub(r"\1 ", context.page.text))
        doc.user_data[CONTEXT_KEY] = context
        for _, component in nlp.pipeline:
            doc = component(doc)
        tags: tuple[Tag, ...] = doc.user_data[TAGS]
        opinions: tuple[Opinion, ...] = doc.user_data.get(OPINIONS_KEY, ())
    return context.marked(tags, opinions)
