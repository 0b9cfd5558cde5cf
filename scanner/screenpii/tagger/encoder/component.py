"""The spaCy component: the encoder's opinion of each word of a page, written to the document's user data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from screenpii.tagger.encoder.classes import SUBJECTS, TYPES
from screenpii.tagger.encoder.inputs import Inputs, inputs
from screenpii.tagger.encoder.network import Network, Probabilities
from screenpii.tagger.seen import seen
from screenpii.types import Opinion

OPINIONS_KEY = "screenpii:opinions"  # key of the page's opinions in `doc.user_data`
MAX_WORDS_PER_PAGE = 6_000  # words of a page that are read: a full spreadsheet has 3,000, and 6,000 take two seconds
MIN_TYPE_PROBABILITY = 0.02  # probability below which a type is left out of an opinion
MODEL_FILES = ("lower.onnx", "upper.onnx", "pieces.model")  # names of the two networks and of the tokeniser
HINTS_FILE = "hints.json"  # name of the file that lists the hints in the order of the network's input


@Language.factory("screen_encoder")
class ScreenEncoder:
    """Predicts type and subject of each word of `doc`; the page's context must be in the document's user data."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.network: Network | None = None

    def __call__(self, doc: Doc) -> Doc:
        view = seen(doc)
        opinions: tuple[Opinion, ...] = ()
        if view and view.words and self.network:
            it = inputs(
                view.context.page,
                view.words[:MAX_WORDS_PER_PAGE],
                view.features[:MAX_WORDS_PER_PAGE],
                self.network.pieces,
            )
            opinions = tuple(told(it, self.network.look(it))) if it.words else ()
        doc.user_data[OPINIONS_KEY] = opinions
        return doc

    def to_disk(self, path: Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the networks into the folder `path`."""
        Path(path).mkdir(parents=True, exist_ok=True)
        if self.network:
            it = self.network
            for name, data in zip(MODEL_FILES, (it.lower, it.upper, it.tokeniser), strict=True):
                (Path(path) / name).write_bytes(data)
            (Path(path) / HINTS_FILE).write_text(json.dumps(it.hints, indent=0) + "\n", "utf-8")

    def from_disk(self, path: Path, *, exclude: Sequence[str] = ()) -> ScreenEncoder:
        """Read the networks from the folder `path`."""
        lower, upper, tokeniser = ((Path(path) / name).read_bytes() for name in MODEL_FILES)
        hints = tuple(json.loads((Path(path) / HINTS_FILE).read_text("utf-8")))
        self.network = Network(lower, upper, tokeniser, hints)
        return self


def told(it: Inputs, found: Probabilities) -> Iterator[Opinion]:
    """The probabilities as opinions of words, without the smallest ones."""
    rows = zip(it.words, found.types.tolist(), found.begins.tolist(), found.subjects.tolist(), strict=True)
    for word, types, begins, subjects in rows:
        likely = {
            name: share for name, share in zip(TYPES, types, strict=True) if name and share >= MIN_TYPE_PROBABILITY
        }
        yield Opinion(word.start, word.end, likely, begins, dict(zip(SUBJECTS, subjects, strict=True)))
