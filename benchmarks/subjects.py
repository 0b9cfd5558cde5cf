"""What certainty costs before a value counts as the staff's or the business's: `python -m benchmarks.subjects FOLDER`.

FOLDER as for scan.py. Of every value of the truth that a finding of its type touches, whatever its verdict, for a row
of thresholds: the share of customers' (and nobody's known) values that count as exposed, and the share of the staff's
and the business's that are left alone. `--place-alone` shows the same without grounds (`scorer/grounds.py`).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.judging import REGION_TYPES, side
from benchmarks.scan import Truth, boxes_of, covered, load, touch
from screenpii import assembly
from screenpii.config import Settings
from screenpii.pipeline import Pipeline
from screenpii.scorer.grounds import MIN_PROBABILITY, needed
from screenpii.scorer.weigh import model
from screenpii.sources import Item, frames
from screenpii.types import Frame

THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)


@dataclass(frozen=True, slots=True)
class Met:
    """A value that was found: whose it is, how surely it is taken for somebody else's, and how sure that must be."""

    customers: bool
    certainty: float
    needed: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Scan, compare, print the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--place-alone", action="store_true", help="without asking for grounds")
    options = parser.parse_args(arguments)
    truths = load(options.folder)
    if not truths:
        parser.error(f"{options.folder} holds no image with a truth file")
    settings = Settings()
    flow = assembly.load(settings, b"")
    found = list(met(options.folder, truths, flow))
    print(f"{len(found)} values met, {sum(m.customers for m in found)} of them customers'; in use: {MIN_PROBABILITY}")
    print("certainty  customers' exposed  others' left alone")
    for threshold, exposed, left in curve(found, options.place_alone):
        print(f"{threshold:9.2f}  {exposed:18.1%}  {left:18.1%}")


def met(folder: Path, truths: Mapping[str, Truth], flow: Pipeline) -> Iterator[Met]:
    """The values that entities of their type touch, each with the one that covers most of it."""
    for name, truth in truths.items():
        (frame,) = (f for f in frames(Item(name, folder / name), Settings()) if isinstance(f, Frame))
        entities = flow.recognise(flow.look(frame)[0])
        for item in truth["pii"]:
            places = boxes_of(item)
            same = (e for e in entities if e.type == item["type"] not in REGION_TYPES)
            touching = [e for e in same if touch(e.boxes, places)]
            if touching:
                best = max(touching, key=lambda e: covered(places, e.boxes))
                yield _met(side(item["subject"]) == "customer", best.evidence)


def _met(customers: bool, evidence: Sequence[str]) -> Met:
    shares = model().shares(evidence, second=True)
    best = max(shares, key=lambda subject: shares[subject])
    return Met(customers, 0.0 if best == "customer" else shares[best], needed(best, evidence))


def curve(found: Sequence[Met], place_alone: bool = False) -> Iterator[tuple[float, float, float]]:
    """For each threshold the share of customers' values that count as exposed, and of others' that are left alone."""
    theirs = [m for m in found if m.customers]
    others = [m for m in found if not m.customers]
    for threshold in THRESHOLDS:
        extra = threshold - MIN_PROBABILITY  # grounds of the page alone need as much more as they do in use
        left = {id(m) for m in found if m.certainty >= (threshold if place_alone else m.needed + extra)}
        exposed = sum(id(m) not in left for m in theirs) / max(1, len(theirs))
        yield threshold, exposed, sum(id(m) in left for m in others) / max(1, len(others))


if __name__ == "__main__":
    main()
