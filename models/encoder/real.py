"""Makes the encoder's examples of real screens: python -m models.encoder.real OUT.pkl FOLDER [--only FILE] [--judged]

FOLDER holds pictures, with same-stem truth JSON as for benchmarks/scan.py. `--judged`: pictures without truth. There a
word counts as what the scanner and an earlier encoder both take it for, or as nothing where both see nothing; all other
words are left out. The examples hold what the screens say, and belong with the screens, not in the repository.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from models.encoder import base
from models.encoder.examples import IGNORED, Example, of_page
from models.encoder.pieces import processor
from models.generator.page import Truth
from models.real import truth_of
from screenpii.assembly import load
from screenpii.config import Settings
from screenpii.context import context_of
from screenpii.sources import Item, frames
from screenpii.tagger import tagged
from screenpii.tagger.encoder.classes import TYPES
from screenpii.tagger.encoder.inputs import Pieces
from screenpii.types import Box, Entity, Frame, Opinion, Page

MIN_AGREED_SCORE = 0.8  # score from which a judge says that a word is of a type
MAX_NOTHING_SCORE = 0.08  # score below which a judge says that a word is of none
SUFFIXES = frozenset((".png", ".jpg", ".jpeg", ".webp"))  # suffixes of the files that are read


class Unforgetting(random.Random):
    """Nothing is forgotten: real words are known as they will be."""

    def random(self) -> float:
        """More than any share."""
        return 1.0


def labelled(page: Page, truth: Sequence[Truth], pieces: Pieces) -> Example | None:
    """The example of a page whose truth is known."""
    return of_page(page, truth, pieces, Unforgetting())


def judged(page: Page, entities: Sequence[Entity], opinions: Sequence[Opinion], pieces: Pieces) -> Example | None:
    """The example of a page with the labels on which both judges agree; whose a value is stays untold."""
    agreed = [Truth(e.type, "customer", False, e.text, e.boxes) for e in entities if _agreed(e, opinions)]
    found = of_page(page, agreed, pieces, Unforgetting())
    if not found:
        return None
    doubted = [box for e in entities if e.score >= MAX_NOTHING_SCORE and not _agreed(e, opinions) for box in e.boxes]
    left_out = _under(found, doubted)
    by_start = {opinion.start: max(opinion.types.values(), default=0.0) for opinion in opinions}
    for number, word in enumerate(found.inputs.words):
        if not found.type[number] and by_start.get(word.start, 1.0) >= MAX_NOTHING_SCORE:
            left_out[number] = True
    found.type[left_out & (found.type == 0)] = IGNORED
    found.subject[:] = IGNORED
    return found


def _agreed(entity: Entity, opinions: Sequence[Opinion]) -> bool:
    """Whether scanner and encoder are both sure of a value's type."""
    words = [o for o in opinions if o.start < entity.end and o.end > entity.start]
    known = entity.type in TYPES and entity.score >= MIN_AGREED_SCORE and bool(words)
    return known and all(o.types.get(entity.type, 0.0) >= MIN_AGREED_SCORE for o in words)


def _under(it: Example, boxes: Sequence[Box]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    edges = it.inputs.edges
    x, y = (edges[:, 0] + edges[:, 2]) / 2, (edges[:, 1] + edges[:, 3]) / 2
    found = np.zeros(len(x), bool)
    for box in boxes:
        found |= (x >= box.left) & (x < box.right) & (y >= box.top) & (y < box.bottom)
    return found


def of_folder(folder: Path, only: set[str] | None, by_judges: bool) -> Iterator[Example]:
    """The examples of all pictures of a folder, or of those that are named."""
    settings = Settings()
    flow = load(settings, b"")
    pieces = processor(base.load())
    for path in sorted(p for p in folder.iterdir() if p.suffix in SUFFIXES and (only is None or p.name in only)):
        for frame in frames(Item(path.name, path), settings):
            if not isinstance(frame, Frame):
                continue
            page = flow.look(frame)[0]
            if by_judges:
                found = judged(page, flow.recognise(page), tagged(context_of(page)).page.opinions, pieces)
            else:
                truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
                found = labelled(page, [truth_of(item) for item in truth["pii"]], pieces)
            if found:
                yield found


def main() -> None:
    """Make examples and keep them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", type=Path, help="a file with the names of the pictures to use, one a line")
    parser.add_argument("--judged", action="store_true", help="pictures without truth, labelled by two judges")
    options = parser.parse_args()
    only = set(options.only.read_text("utf-8").split()) if options.only else None
    found = list(of_folder(options.folder, only, options.judged))
    options.out.write_bytes(pickle.dumps(found))
    print(f"{len(found)} pages")


if __name__ == "__main__":
    main()
