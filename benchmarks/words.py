"""What tagger and encoder know of single words, and what that costs: `python -m benchmarks.words FOLDER ...`.

FOLDER as for scan.py. Of names and addresses, over all words of all pages: the average precision of "is one at all",
for the tagger and for the encoder, and how well each tells a customer's from another's where it is one (the area under
the curve; 0.5 is guessing). Then the encoder's CPU time for a page of 100 lines that it has not seen, on one thread.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.judging import side
from benchmarks.scan import Truth, boxes_of, load
from screenpii import assembly
from screenpii.config import Settings
from screenpii.context import context_of
from screenpii.pipeline import Pipeline
from screenpii.scorer.evidence import case, tagger_share
from screenpii.sources import Item, frames
from screenpii.tagger import pipeline, tagged
from screenpii.tagger.encoder.component import ScreenEncoder
from screenpii.tagger.encoder.inputs import inputs
from screenpii.tagger.features import Sight, runs, words_of
from screenpii.types import Candidate, Frame, Page

KINDS = ("PERSON_NAME", "POSTAL_ADDRESS")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Known:
    """Of a word and a type: what tagger and encoder believe, each with the share of a customer's; and what is true.

    `whose`: 1 a customer's or nobody's known, 0 another's, -1 the word is no such value.
    """

    kind: str
    tagger: tuple[float, float]
    encoder: tuple[float, float]
    whose: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    settings = Settings()
    flow = assembly.load(settings, b"")
    for folder in options.folders:
        pages = list(pages_of(folder, flow))
        found = [known for page, truth in pages for known in words(page, truth)]
        print(f"{folder.name}: {len(pages)} pages")
        for kind in KINDS:
            print(f"  {kind:<16}{told([known for known in found if known.kind == kind])}")
        print(f"  {cost([page for page, _ in pages])}")


def pages_of(folder: Path, flow: Pipeline) -> Iterator[tuple[Page, Truth]]:
    """The pages of a folder's pictures, understood, with their truth."""
    for name, truth in load(folder).items():
        for frame in frames(Item(name, folder / name), Settings()):
            if isinstance(frame, Frame):
                yield tagged(context_of(flow.look(frame)[0])).page, truth


def words(page: Page, truth: Mapping[str, list[Truth]]) -> Iterator[Known]:
    """What is known of the words of a page, once for each kind."""
    context = context_of(page)
    for opinion in page.opinions:
        for kind in KINDS:
            it = case(context, Candidate(kind, opinion.start, opinion.end, ()))
            middles = [((b.left + b.right) / 2, b.middle) for b in it.boxes]
            whose = [
                int(side(item["subject"]) == "customer")
                for item in truth["pii"]
                if item["type"] == kind
                for box in boxes_of(item)
                for x, y in middles
                if box.left <= x <= box.right and box.top <= y <= box.bottom
            ]
            encoder = opinion.types.get(kind, 0.0), opinion.subjects.get("customer", 0.0)
            yield Known(kind, tagger_share(context, it, kind), encoder, whose[0] if whose else -1)


def told(found: Sequence[Known]) -> str:
    """The figures of one kind as a line."""
    true = np.array([known.whose >= 0 for known in found])
    customers = np.array([known.whose == 1 for known in found])[true]
    parts = []
    for who in ("tagger", "encoder"):
        likely, mine = np.array([getattr(known, who) for known in found]).T
        parts.append(f"{who} {average_precision(likely, true):.3f}, whose {area(mine[true], customers):.3f}")
    return f"{true.sum():>6} words   " + "   ".join(parts)


def average_precision(scores: Floats, true: NDArray[np.bool_]) -> float:
    """The mean of the precision at each true one, the likeliest first; nan without any."""
    ranked = true[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float(precision[ranked].mean()) if ranked.any() else float("nan")


def area(scores: Floats, true: NDArray[np.bool_]) -> float:
    """The share of pairs of a true and another one in which the true one scores higher; nan without pairs."""
    ours, others = scores[true], scores[~true]
    if not len(ours) or not len(others):
        return float("nan")
    ahead = (ours[:, None] > others).mean() + (ours[:, None] == others).mean() / 2
    return float(ahead)


def cost(pages: Sequence[Page]) -> str:
    """The encoder's CPU time over pages that it has not seen."""
    pipe = pipeline().get_pipe("screen_encoder")
    assert isinstance(pipe, ScreenEncoder)
    assert pipe.network
    spent = lines = 0.0
    for page in pages:
        context = context_of(page)
        tokens = words_of(pipeline().make_doc(page.text), context)
        features = [row for a, b in runs(context, tokens) for row in Sight(context).features(tokens[a:b])]
        pipe.network.forget()
        before = time.process_time()
        it = inputs(page, tokens, features, pipe.network.pieces)
        if it.words:
            pipe.network.look(it)
        spent += time.process_time() - before
        lines += len(page.lines)
    return f"encoder: {100_000 * spent / lines:.0f} ms of CPU for 100 lines"


if __name__ == "__main__":
    main()
