"""What the components of the pipeline see of a page: its words and their features, made once."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from screenpii.context import Context
from screenpii.tagger.features import Sight, Word, runs, words_of
from screenpii.types import Span

CONTEXT_KEY = "screenpii:context"  # key of the page's context in `doc.user_data`
SEEN_KEY = "screenpii:seen"  # key of what the components see of the page in `doc.user_data`


@dataclass(frozen=True, slots=True)
class Seen:
    """The words of a page with their features; `runs` are the ranges of words that are tagged together."""

    context: Context
    words: tuple[Word, ...]
    features: tuple[list[str], ...]
    runs: tuple[Span, ...]


def seen(doc: Doc) -> Seen | None:
    """The view of a document whose page's context is in its user data; None without one."""
    context: Context | None = doc.user_data.get(CONTEXT_KEY)
    if context is None:
        return None
    if SEEN_KEY not in doc.user_data:
        words, sight = words_of(doc, context), Sight(context)
        ranges = tuple(runs(context, words))
        features = tuple(row for start, end in ranges for row in sight.features(words[start:end]))
        doc.user_data[SEEN_KEY] = Seen(context, tuple(words), features, ranges)
    view: Seen = doc.user_data[SEEN_KEY]
    return view
