"""What layout makes of the lines: whether each value of the truth is one object, and stands under a header.

`python -m benchmarks.layout FOLDER`: of names, addresses, e-mails and phones on pictures with truth, how many that were
read lie whole in one object (a line, a cell of a table, a block), how many of those with nothing else in it, and how
many in a cell that has a header. Without `--engine` the default engine reads the pictures.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.scan import load
from screenpii import assembly
from screenpii.config import Settings
from screenpii.sources import Item, frames
from screenpii.types import Box, Frame, Page

TYPES = ("PERSON_NAME", "POSTAL_ADDRESS", "EMAIL", "PHONE")
MIN_HELD_SHARE = 0.5  # share of a line's area, or of an item's box, by which the line is the item's
FIGURES = ("read", "whole", "alone", "headed")


def main() -> None:
    """Read the pictures of the folders and print one line a type."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--engine", default=Settings().engine)
    options = parser.parse_args()
    settings = Settings(engine=options.engine)
    flow = assembly.load(settings, b"")
    found: Counter[tuple[str, str]] = Counter()
    for folder in options.folders:
        for name, truth in load(folder).items():
            for frame in frames(Item(name, folder / name), settings):
                if isinstance(frame, Frame):
                    found += measured(flow.look(frame)[0], truth["pii"])
    print("\n".join(table(found)))


def measured(page: Page, items: Iterable[Mapping[str, Any]]) -> Counter[tuple[str, str]]:
    """How many items of each type were read, are one object, alone in one, under a header."""
    objects = list(_objects(page))
    cells = {line for cell in _cells(page) for line in cell}
    found: Counter[tuple[str, str]] = Counter()
    for item in items:
        lines = frozenset(_lines_of(page, [Box.from_xywh(*box) for box in item["boxes"]]))
        if item["type"] not in TYPES or not lines:
            continue
        holders = [held for held in objects if lines <= held]
        figures = (True, bool(holders), lines in objects, lines <= cells)
        found.update((str(item["type"]), name) for name, holds in zip(FIGURES, figures, strict=True) if holds)
    return found


def _lines_of(page: Page, boxes: list[Box]) -> Iterator[int]:
    """The lines that an item stands in, or that stand in it."""
    for number, line in enumerate(page.lines):
        shared = ((line.box.overlap(box), min(line.box.area, box.area)) for box in boxes)
        if any(common >= MIN_HELD_SHARE * area for common, area in shared):
            yield number


def _objects(page: Page) -> Iterator[frozenset[int]]:
    yield from (frozenset([number]) for number in range(len(page.lines)))
    yield from (frozenset(page.lines_in(block)) for block in page.blocks)
    yield from _cells(page)


def _cells(page: Page) -> Iterator[frozenset[int]]:
    at = {span.start: number for number, span in enumerate(page.spans)}
    for shown in page.tables:
        yield from (frozenset(at[span.start] for span in cell) for row in shown.rows for cell in row if cell)


def table(found: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """The figures as lines of text; shares of what was read."""
    yield f"{'type':<16}" + "".join(f"{name:>9}" for name in FIGURES)
    for kind in (*TYPES, "all"):
        counts = [sum(n for (k, f), n in found.items() if f == name and kind in (k, "all")) for name in FIGURES]
        shares = [f"{count / max(1, counts[0]):>9.1%}" for count in counts[1:]]
        yield f"{kind:<16}{counts[0]:>9}" + "".join(shares)


if __name__ == "__main__":
    main()
