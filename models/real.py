"""Keeps what candidates on real screens show, for the scorer's last stage: `python -m models.real FOLDER ...`.

FOLDER holds pictures of real screens with same-stem truth JSON, as for benchmarks/scan.py. They are read and understood
with the model as it is, and of each candidate the evidence of the second pass is kept, and whether it was right: names
such as `label:left`, no text, no picture, no place, and in an order that tells nothing. `make model` learns from them
beside the generated screens. The screens themselves belong to others and are not in the repository.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scan import load as truths_in
from models.generator.page import Truth
from models.learn import records
from models.learn.examples import matched
from screenpii.assembly import load
from screenpii.config import Settings
from screenpii.context import context_of
from screenpii.pipeline import Pipeline
from screenpii.scorer.evidence import case
from screenpii.scorer.weigh import Model, merged, model, weighed
from screenpii.sources import Item, frames
from screenpii.tagger import tagged
from screenpii.types import Box, Frame

TARGET = Path(__file__).parent / "real" / "evidence.json.gz"


def main() -> None:
    """Read, understand, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--only", type=Path, help="a file with the names of the pictures to use, one a line")
    parser.add_argument("--to", type=Path, default=TARGET)
    options = parser.parse_args()
    only = set(options.only.read_text("utf-8").split()) if options.only else None
    kept = [one for folder in options.folders for one in of_folder(folder, only)]
    records.write(options.to, kept)
    print(f"{len(kept)} candidates, {sum(one.right for one in kept)} of them right")


def of_folder(folder: Path, only: set[str] | None = None) -> Iterator[records.Record]:
    """The records of all screens of a folder, or of those that are named."""
    settings = Settings()
    flow = load(settings, b"")
    own = model().types[0], model().subjects[0]
    half = Model((own[0], own[0]), (own[1], own[1]))
    for name, truth in truths_in(folder).items():
        if only is not None and name not in only:
            continue
        shown = [truth_of(item) for item in truth["pii"]]
        for frame in frames(Item(name, folder / name), settings):
            if isinstance(frame, Frame):
                yield from _of_frame(flow, half, frame, shown)


def _of_frame(flow: Pipeline, half: Model, frame: Frame, shown: list[Truth]) -> Iterator[records.Record]:
    context = tagged(context_of(flow.look(frame)[0]))
    readers = [d for d in flow.detectors if not d.by_pixels]
    cases = [case(context, c) for c in merged(c for d in readers for c in d.propose(context))]
    for it in weighed(context, cases, half):
        yield records.record(it.type, it.evidence, matched(it, shown), it.whose)


def truth_of(item: dict[str, object]) -> Truth:
    """An item of a truth file."""
    boxes = tuple(Box.from_xywh(*box) for box in item["boxes"])  # type: ignore[attr-defined]
    return Truth(str(item["type"]), str(item["subject"]), bool(item["masked"]), str(item["text"]), boxes)


if __name__ == "__main__":
    main()
