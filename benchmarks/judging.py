"""Whose a value is and how much of it shows, as judged and as it is: `python -m benchmarks.judging FOLDER`.

FOLDER as for scan.py. Of every value of the truth that some finding of its type touches, whatever its verdict, the one
that covers most of it is compared: the subject (an unknown one counts as a customer, as policies do), and whether it is
masked. *Wrongly exposed* are exposed findings that meet only values of associates, of a business, or masked ones; their
share is of all exposed findings.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.recognition import scanned
from benchmarks.scan import Truth, boxes_of, covered, exposures, load, touch
from screenpii.config import Settings
from screenpii.types import Record

# types without text of their own, which is neither masked nor says whose it is
REGION_TYPES = ("PURCHASE_HISTORY", "FACE", "CODE_PAYLOAD")


@dataclass
class Judged:
    """Values that were found at all, those judged right, what was taken for what, and wrongly exposed findings."""

    values: int = 0
    met: int = 0
    subject: int = 0
    masking: int = 0
    exposed: int = 0
    wrong: int = 0
    confused: Counter[str] = field(default_factory=Counter)


def main(arguments: Sequence[str] | None = None) -> None:
    """Scan, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=0, help="worker processes; 0: one a core")
    options = parser.parse_args(arguments)
    truths = load(options.folder)
    if not truths:
        parser.error(f"{options.folder} holds no image with a truth file")
    told = judged(truths, scanned(options.folder, truths, Settings(jobs=options.jobs)))
    print(f"values {told.values}, met by a finding of their type {told.met}")
    print(f"subject right {told.subject / max(1, told.met):.1%}, masking right {told.masking / max(1, told.met):.1%}")
    print(f"exposed findings {told.exposed}, wrongly {told.wrong} ({told.wrong / max(1, told.exposed):.1%})")
    for what, count in told.confused.most_common(12):
        print(f"{count:6}  {what}")


def judged(truths: Mapping[str, Truth], findings: Iterable[Record]) -> Judged:
    """The counts over all images."""
    by_image: dict[str, list[Record]] = defaultdict(list)
    for finding in findings:
        by_image[Path(finding.source).name].append(finding)
    told = Judged()
    for name, truth in truths.items():
        for item in truth["pii"]:
            if item["type"] not in REGION_TYPES:
                _value(told, item, by_image[name])
        _exposed(told, truth, by_image[name])
    return told


def _value(told: Judged, item: Truth, findings: Iterable[Record]) -> None:
    told.values += 1
    places = boxes_of(item)
    met = [f for f in findings if f.type == item["type"] and touch(f.boxes, places)]
    if not met:
        return
    told.met += 1
    best = max(met, key=lambda f: covered(places, f.boxes))
    true, taken = (side(subject) for subject in (item["subject"], best.subject))
    masked = best.masking.state == "full"
    told.subject += true == taken
    told.masking += masked == item["masked"]
    if true != taken:
        told.confused[f"{item['type']} of {true} taken for {taken}'s"] += 1
    if masked != item["masked"]:
        told.confused[f"{item['type']} {'masked' if item['masked'] else 'shown'} taken for the contrary"] += 1


def _exposed(told: Judged, truth: Truth, findings: Iterable[Record]) -> None:
    exposed = exposures(truth)
    shown = [(item["type"], boxes_of(item)) for item in exposed]
    others = [boxes_of(item) for item in truth["pii"] if item not in exposed]
    for finding in findings:
        if finding.verdict != "exposed":
            continue
        told.exposed += 1
        right = any(kind == finding.type and touch(finding.boxes, places) for kind, places in shown)
        told.wrong += not right and any(touch(finding.boxes, places) for places in others)


def side(subject: str) -> str:
    """An unknown subject counts as a customer."""
    return "customer" if subject == "unknown" else subject


if __name__ == "__main__":
    main()
