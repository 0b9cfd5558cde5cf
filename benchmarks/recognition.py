"""What is found on screens of which kinds, and what is taken for what: `python benchmarks/recognition.py FOLDER`.

FOLDER holds images with same-stem truth JSON, as `samples/README.md` describes it. What counts as found and as right is
as in scan.py: per type, and of all types together per condition and per template (the truth's `template`, or `source`).
The confusions are of all personal values, whoever's they are and masked or not: an item of the truth was taken for the
finding of its type that touches it, or else for the finding that shares most with it, if that is a good part of both.

With --truth-text the truth's own lines are read in place of the picture's: what is lost then is lost in understanding,
and the rest in reading. Characters have equal parts of their line's box there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import reading
from benchmarks.scan import Count, Truth, area, boxes_of, compare, covered, load, share, summed, touch
from screenpii import Kept, Settings, scan
from screenpii.assembly import choose, policy_of
from screenpii.pipeline import Pipeline
from screenpii.types import Frame, Line, Record

MIN_OVERLAP_SHARE = 0.3  # share of the larger area that two things share if one was taken for the other
NOTHING = "(nothing)"
Confusion = dict[str, Counter[str]]


@dataclass(frozen=True)
class Figures:
    """Counts by type, condition and template; and what (and whose) the truth is → what it was taken for."""

    types: dict[str, Count]
    conditions: dict[str, Count]
    templates: dict[str, Count]
    confused: Confusion
    confused_subjects: Confusion

    def plain(self) -> dict[str, Any]:
        """Everything as plain values for the JSON file."""
        counts = {"types": self.types, "conditions": self.conditions, "templates": self.templates}
        told = {
            title: {n: asdict(c) | {"f1": round(c.f1, 4)} for n, c in each.items()} for title, each in counts.items()
        }
        return {**told, "confusion": {"types": self.confused, "subjects": self.confused_subjects}}


class TruthText:
    """An engine that reads each image's lines from its truth."""

    def __init__(self, truths: Mapping[str, Truth]) -> None:
        self.truths = truths

    def read(self, frame: Frame) -> list[Line]:
        """The lines of the frame whose source is the image's name."""
        texts = self.truths[Path(frame.source).name]["texts"]
        return [Line(tuple(reading.even(t["text"], *t["box"]))) for t in texts if t["text"].strip()]


def main(arguments: Sequence[str] | None = None) -> None:
    """Recognise, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", default=Settings().engine)
    parser.add_argument("--jobs", type=int, default=0, help="worker processes; 0: one a core")
    parser.add_argument("--truth-text", action="store_true", help="read the truth's lines, not the picture's")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    options = parser.parse_args(arguments)
    truths = load(options.folder)
    if not truths:
        parser.error(f"{options.folder} holds no image with a truth file")
    settings = Settings(engine=options.engine, jobs=options.jobs)
    findings = understood(options.folder, truths) if options.truth_text else scanned(options.folder, truths, settings)
    told = figures(truths, findings)
    read = "the truth's text" if options.truth_text else options.engine
    print("\n".join([f"{len(truths)} images, read by: {read}", *tables(told)]))
    if options.json:
        options.json.write_text(json.dumps(told.plain(), ensure_ascii=False, indent=1, sort_keys=True), "utf-8")


def scanned(folder: Path, truths: Iterable[str], settings: Settings) -> Sequence[Record]:
    """The findings of a scan."""
    kept = Kept()
    scan([str(folder / name) for name in truths], settings, [kept])
    return kept.findings


def understood(folder: Path, truths: Mapping[str, Truth]) -> Sequence[Record]:
    """The findings that the truth's own text leads to."""
    settings = Settings()
    pipeline = Pipeline(TruthText(truths), choose(settings), settings.min_score, policy_of(settings), b"benchmark")
    frames = (Frame(name, reading.pixels(folder / name)) for name in truths)
    return [finding for frame in frames for finding in pipeline(frame).findings]


def figures(truths: dict[str, Truth], findings: Sequence[Record]) -> Figures:
    """All that is told of findings."""
    by_condition: dict[str, dict[str, Truth]] = defaultdict(dict)
    by_template: dict[str, dict[str, Truth]] = defaultdict(dict)
    by_image: dict[str, list[Record]] = defaultdict(list)
    for name, truth in truths.items():
        by_template[truth.get("template") or truth.get("source") or "-"][name] = truth
        for condition in truth.get("conditions") or ["-"]:
            by_condition[condition][name] = truth
    for finding in findings:
        by_image[Path(finding.source).name].append(finding)
    return Figures(
        summed(compare(truths, findings)),
        {name: _total(part, by_image) for name, part in sorted(by_condition.items())},
        {name: _total(part, by_image) for name, part in sorted(by_template.items())},
        *confusions(truths, by_image),
    )


def _total(truths: dict[str, Truth], findings: Mapping[str, Sequence[Record]]) -> Count:
    return sum(compare(truths, (f for name in truths for f in findings.get(name, ()))).values(), Count())


def confusions(truths: Mapping[str, Truth], findings: Mapping[str, Sequence[Record]]) -> tuple[Confusion, Confusion]:
    """What the truth's items were taken for, and whose; findings that nothing was taken for stand under (nothing)."""
    kinds: Confusion = defaultdict(Counter)
    subjects: Confusion = defaultdict(Counter)
    for name, truth in truths.items():
        found = findings.get(name, ())
        for item in truth["pii"]:
            taken = _taken_for(item, found)
            kinds[item["type"]][taken.type if taken else NOTHING] += 1
            if taken and taken.type == item["type"]:
                subjects[item["subject"]][taken.subject] += 1
        for finding in found:
            if not any(_fits(item, finding) for item in (*truth["pii"], *truth.get("ignore", ()))):
                kinds[NOTHING][finding.type] += 1
    return kinds, subjects


def _taken_for(item: Truth, findings: Iterable[Record]) -> Record | None:
    fitting = [f for f in findings if _fits(item, f)]
    return max(fitting, key=lambda f: (f.type == item["type"], _alike(item, f)), default=None)


def _fits(item: Truth, finding: Record) -> bool:
    same = item.get("type") in (None, finding.type)
    return touch(boxes_of(item), finding.boxes) if same else _alike(item, finding) >= MIN_OVERLAP_SHARE


def _alike(item: Truth, finding: Record) -> float:
    """What the two share, of the larger one's area."""
    boxes = boxes_of(item)
    return covered(boxes, finding.boxes) / max(1, area(boxes), area(finding.boxes))


def tables(told: Figures) -> list[str]:
    """All figures as lines of text."""
    lines: list[str] = []
    for title, counts in (("type", told.types), ("condition", told.conditions), ("template", told.templates)):
        wide = max(map(len, (title, *counts))) + 2
        lines += ["", f"{title:<{wide}}{'shown':>7}{'recall':>9}{'reported':>10}{'precision':>11}{'F1':>9}"]
        lines += [_row(f"{name:<{wide}}", count) for name, count in counts.items()]
    for title, confused in (("type", told.confused), ("subject", told.confused_subjects)):
        lines += ["", f"{title} in the truth: taken for"]
        for name, taken in sorted(confused.items()):
            lines.append(f"{name}: " + ", ".join(f"{count} {other}" for other, count in taken.most_common()))
    return lines


def _row(name: str, c: Count) -> str:
    f1 = share(c.f1, 1) if c.shown and c.reported else "-"
    return f"{name}{c.shown:>7}{share(c.found, c.shown):>9}{c.reported:>10}{share(c.right, c.reported):>11}{f1:>9}"


if __name__ == "__main__":
    main()
