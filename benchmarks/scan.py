"""How many exposures a scan finds, and how many of its findings are right: `python benchmarks/scan.py FOLDER`.

FOLDER holds images with same-stem truth JSON, as `samples/README.md` describes it. An exposure is *found* when exposed
findings of its type cover half of its area. A finding is *right* when it shares a tenth of its area, or of the
exposure's if that is smaller, with an exposure of its type. What lies on an `ignore` mark of the truth is not counted.
The CPU seconds are those of all processes, loading included.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from screenpii import Kept, Settings, scan
from screenpii.ocr import identify
from screenpii.types import Box, Record

CORE = [
    *("PERSON_NAME", "EMAIL", "PHONE", "POSTAL_ADDRESS", "DATE_OF_BIRTH", "NATIONAL_ID"),
    *("PAYMENT_CARD", "CARD_EXPIRY", "CARD_CVV", "BANK_ACCOUNT"),
]
Truth = dict[str, Any]


@dataclass
class Count:
    """Of one type: exposures in the truth, those found; findings reported, those right."""

    shown: int = 0
    found: int = 0
    reported: int = 0
    right: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision; 0 if nothing was found."""
        recall, precision = self.found / max(1, self.shown), self.right / max(1, self.reported)
        return 2 * recall * precision / (recall + precision) if recall and precision else 0.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Scan, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", default=Settings().engine)
    parser.add_argument("--jobs", type=int, default=0, help="worker processes; 0: one a core")
    options = parser.parse_args(arguments)
    truths = load(options.folder)
    if not truths:
        parser.error(f"{options.folder} holds no image with a truth file")
    settings = Settings(engine=options.engine, jobs=options.jobs)
    before = sum(os.times()[:4])
    kept = Kept()
    counts = scan([str(options.folder / name) for name in truths], settings, [kept]).counts
    seconds = (sum(os.times()[:4]) - before) / len(truths)
    print("\n".join(table(compare(truths, kept.findings))))
    print(f"\n{len(truths)} images, {counts.skipped} not read; {identify(settings)}; ", end="")
    print(f"{seconds:.2f} CPU seconds an image, loading included")


def load(folder: Path) -> dict[str, Truth]:
    """The truth of every image in a folder, by the image's name."""
    truths = (json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json")))
    pairs = {truth["image"]: truth for truth in truths if isinstance(truth, dict) and "pii" in truth}
    return {name: truth for name, truth in pairs.items() if (folder / name).is_file()}


def exposures(truth: Truth) -> list[Truth]:
    """The values of customers, and of nobody known, that show unmasked."""
    return [item for item in truth["pii"] if item["subject"] in ("customer", "unknown") and not item["masked"]]


def compare(truths: dict[str, Truth], findings: Iterable[Record]) -> dict[str, Count]:
    """The counts by type."""
    counts: dict[str, Count] = defaultdict(Count)
    exposed: dict[str, list[Record]] = defaultdict(list)
    for finding in findings:
        if finding.verdict == "exposed":
            exposed[Path(finding.source).name].append(finding)
    for name, truth in truths.items():
        _count(counts, truth, [(f.type, f.boxes) for f in exposed[name]])
    return counts


def _count(counts: dict[str, Count], truth: Truth, reported: list[tuple[str, Sequence[Box]]]) -> None:
    shown = [(item["type"], boxes_of(item)) for item in exposures(truth)]
    ignored = [boxes_of(item) for item in truth.get("ignore", ())]
    for kind, boxes in shown:
        cover = [box for other, found in reported for box in found if other == kind]
        counts[kind] += Count(shown=1, found=int(2 * covered(boxes, cover) >= area(boxes)))
    for kind, seen in reported:
        right = any(touch(seen, place) for other, place in shown if other == kind)
        if right or not any(touch(seen, place) for place in ignored):
            counts[kind] += Count(reported=1, right=int(right))


def boxes_of(item: Truth) -> list[Box]:
    """The boxes of a truth item or of a finding in the JSON report."""
    return [Box.from_xywh(*box) for box in item["boxes"]]


def area(boxes: Iterable[Box]) -> int:
    return sum(box.area for box in boxes)


def covered(boxes: Iterable[Box], cover: Sequence[Box]) -> int:
    """The area of the boxes that lies under the union of `cover`, in square pixels."""
    total = 0
    for box in boxes:
        under = np.zeros((box.height, box.width), dtype=bool)
        for other in cover:
            left, top = max(0, other.left - box.left), max(0, other.top - box.top)
            under[top : max(0, other.bottom - box.top), left : max(0, other.right - box.left)] = True
        total += int(under.sum())
    return total


def touch(one: Sequence[Box], other: Sequence[Box]) -> bool:
    """Whether they share a tenth of the smaller one's area."""
    smaller = min(area(one), area(other))
    return smaller > 0 and 10 * covered(one, other) >= smaller


def table(counts: dict[str, Count]) -> list[str]:
    """One row a type, then the core types and all types together."""
    rows = summed(counts)
    head = f"{'type':<18}{'shown':>7}{'found':>7}{'recall':>8}{'reported':>10}{'right':>7}{'precision':>11}"
    return [head, *(_row(name, count) for name, count in rows.items())]


def summed(counts: dict[str, Count]) -> dict[str, Count]:
    """The counts sorted by type, then those of the core types and of all types."""
    core = sum((c for kind, c in counts.items() if kind in CORE), Count())
    return {**dict(sorted(counts.items())), "core types": core, "all types": sum(counts.values(), Count())}


def _row(name: str, c: Count) -> str:
    recall, precision = share(c.found, c.shown), share(c.right, c.reported)
    return f"{name:<18}{c.shown:>7}{c.found:>7}{recall:>8}{c.reported:>10}{c.right:>7}{precision:>11}"


def share(part: float, whole: float) -> str:
    """A part in percent; a dash of nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


if __name__ == "__main__":
    main()
