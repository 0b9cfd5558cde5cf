"""The spaCy component: a conditional random field whose features come from the page, written to `doc.ents`."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from screenpii.tagger.features import Word
from screenpii.tagger.seen import seen
from screenpii.types import Subject, Tag

if TYPE_CHECKING:
    import pycrfsuite

TAGS = "screenpii:tags"  # key of `doc.user_data`
# labels of the conditional random field, with the type and subject of each
LABELS: dict[str, tuple[str, Subject]] = {
    "CUSTOMER_NAME": ("PERSON_NAME", "customer"),
    "STAFF_NAME": ("PERSON_NAME", "associate"),
    "CUSTOMER_ADDRESS": ("POSTAL_ADDRESS", "customer"),
    "STORE_ADDRESS": ("POSTAL_ADDRESS", "business"),
}
MIN_DOUBTFUL_PROBABILITY = 0.06  # probability from which words are tagged that the best label sequence leaves out
MODEL_FILE = "crf.bin"  # name of the model's file


@Language.factory("screen_crf")
class ScreenCrf:
    """Tags the words of `doc`, whose context must be in its user data; without one it tags nothing."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.model = b""
        self._tagger: pycrfsuite.Tagger | None = None

    def __call__(self, doc: Doc) -> Doc:
        view = seen(doc)
        tags: list[Tag] = []
        if view and self.model:
            for start, end in view.runs:
                tags += self._tags(view.words[start:end], view.features[start:end])
        doc.user_data[TAGS] = tuple(tags)
        doc.ents = [span for tag in tags if (span := _ent(doc, tag))]
        return doc

    def _tags(self, words: Sequence[Word], rows: Sequence[list[str]]) -> Iterator[Tag]:
        tagger = self._opened()
        best = tagger.tag(rows)
        if set(best) == {"O"} and all(tagger.marginal("O", k) > 1 - MIN_DOUBTFUL_PROBABILITY for k in range(len(rows))):
            return
        known = set(tagger.labels())
        odds = [{name: _odds(tagger, known, name, k) for name in LABELS} for k in range(len(rows))]
        for name, start, end in spans(best, odds):
            kind = LABELS[name][0]
            whole = [sum(o[n] for n, (type_, _) in LABELS.items() if type_ == kind) for o in odds[start:end]]
            mine = [o[n] for o in odds[start:end] for n, pair in LABELS.items() if pair == (kind, "customer")]
            total = sum(whole)
            yield Tag(kind, words[start].start, words[end - 1].end, min(1.0, total / len(whole)), sum(mine) / total)

    def _opened(self) -> pycrfsuite.Tagger:
        if self._tagger is None:
            import pycrfsuite

            self._tagger = pycrfsuite.Tagger()
            self._tagger.open_inmemory(self.model)
        return self._tagger

    def to_disk(self, path: Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the model into the folder `path`."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / MODEL_FILE).write_bytes(self.model)

    def from_disk(self, path: Path, *, exclude: Sequence[str] = ()) -> ScreenCrf:
        """Read the model from the folder `path`."""
        self.model = (Path(path) / MODEL_FILE).read_bytes()
        self._tagger = None
        return self


def spans(best: Sequence[str], odds: Sequence[dict[str, float]]) -> Iterator[tuple[str, int, int]]:
    """Runs of words: those of the best label sequence (B-NAME, I-NAME), and those between that are probable enough."""
    k = 0
    while k < len(best):
        name = best[k][2:] or _likely(odds[k])
        if not name:
            k += 1
            continue
        end = k + 1
        while end < len(best) and (
            best[end] == f"I-{name}" if best[k] != "O" else best[end] == "O" and _likely(odds[end]) == name
        ):
            end += 1
        yield name, k, end
        k = end


def _likely(odds: dict[str, float]) -> str:
    name = max(odds, key=lambda n: odds[n])
    return name if odds[name] >= MIN_DOUBTFUL_PROBABILITY else ""


def _odds(tagger: Any, known: Container[str], name: str, k: int) -> float:
    """The probability of a label, begun or gone on, at a word; 0 for one that the model never saw."""
    return float(sum(tagger.marginal(label, k) for label in (f"B-{name}", f"I-{name}") if label in known))


def _ent(doc: Doc, tag: Tag) -> Span | None:
    subjects = {subject: name for name, (kind, subject) in LABELS.items() if kind == tag.type}
    other = next(s for s in subjects if s != "customer")
    return doc.char_span(tag.start, tag.end, label=subjects["customer" if tag.customer >= 0.5 else other])
