"""Makes the encoder's examples of generated screens: python -m models.encoder.pages OUT.pkl --seed N --from N --count N

With `--applications` they are variants of the pages of those applications (`models/applications`) instead. Several runs
with other numbers share the work; `fit.py` takes all their files.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from models.applications.records import sheets
from models.encoder import base
from models.encoder.examples import Example, example
from models.encoder.pieces import processor
from models.generator import DRAWN, screens
from models.generator.drawn import FOLDS, fold, vary
from screenpii.tagger.encoder.inputs import Pieces

MAX_PAGES_PER_SEED = 1_000_000  # pages of one seed


def examples(seed: int, start: int, count: int, pieces: Pieces, without: frozenset[str]) -> Iterator[Example]:
    """Examples of generated screens, the same for the same seed."""
    for number in range(start, start + count):
        own = seed * MAX_PAGES_PER_SEED + number
        for screen in screens(own, 1, without):
            found = example(screen, pieces, random.Random(own))
            if found:
                yield found


def of_applications(names: Sequence[str], seed: int, start: int, count: int, pieces: Pieces) -> Iterator[Example]:
    """Examples of variants of applications' pages, as many of each application; the same for the same seed."""
    known = {name: list(sheets([name])) for name in names}
    for number in range(start, start + count):
        rng = random.Random(seed * MAX_PAGES_PER_SEED + number)
        found = example(vary(rng, rng.choice(known[names[number % len(names)]])), pieces, rng)
        if found:
            yield found


def main() -> None:
    """Make examples and keep them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--from", type=int, default=0, dest="start")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--without", default="", help="families of parts to leave out, with commas")
    parser.add_argument("--hold", type=int, choices=range(1, FOLDS + 1), help="a part of the drawn ones to leave out")
    parser.add_argument("--applications", default="", help="names, with commas")
    options = parser.parse_args()
    pieces = processor(base.load())
    without = frozenset(options.without.split(",")) - {""}
    without |= {f"{DRAWN}/{name}" for name in (fold(options.hold) if options.hold else ())}
    span = options.seed, options.start, options.count, pieces
    applications = options.applications.split(",") if options.applications else []
    found = []
    for one in of_applications(applications, *span) if applications else examples(*span, without):
        found.append(one)
        if len(found) % 500 == 0:
            print(f"{len(found)} pages, {sum(len(e.type) for e in found):,} words", flush=True)
    options.out.write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main()
