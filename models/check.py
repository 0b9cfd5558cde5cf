"""How well the model does on parts that it has never seen: `make model-check`.

For each family of parts: train without it, look at screens made of it, compare with the truth. The same for each fourth
of the drawn screens, which are nearer to real ones; `--drawn` does these alone. The mean is the figure to improve; the
line before it is of screens of all families, trained on all. `--trained` looks with a model that is there, as
`python -m models.train FOLDER --hold 1` makes it, at the part of the drawn screens that it was not shown.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeAlias

import spacy
from spacy.language import Language

from benchmarks.scan import CORE, Count, Truth, compare
from models.generator import DRAWN, screens
from models.generator.drawn import FOLDS, fold
from models.generator.page import Screen
from models.generator.registry import FAMILIES
from models.learn import scorer, tagger
from models.learn.examples import page_of
from models.train import SCORER_SCREENS, SEED, TAGGER_SCREENS
from screenpii.assembly import choose, policy_of
from screenpii.config import Settings
from screenpii.context import context_of
from screenpii.policy.judge import judge
from screenpii.policy.record import record_of
from screenpii.scorer import resolve, score
from screenpii.scorer.weigh import Model
from screenpii.tagger import tagged
from screenpii.types import Frame, Record

Figures: TypeAlias = tuple[float, float, float, float, float]
UNSEEN_SCREENS = 80  # screens of the family that was left out of the training


def main() -> None:
    """Print one line a family, and the mean."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=0.15, help="of the screens that `make model` trains on")
    parser.add_argument("--families", default="", help="only these, with commas")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--drawn", action="store_true", help="only the drawn screens")
    parser.add_argument("--trained", type=Path, help="a folder with a model that was made with --hold")
    parser.add_argument(
        "--hold", type=int, choices=range(1, FOLDS + 1), default=1, help="the part that it was not shown"
    )
    options = parser.parse_args()
    left = folds()
    if options.trained:
        name = f"{DRAWN} {options.hold}/{FOLDS}"
        print(_line(name, looked_at(*_loaded(options.trained), left[name])))
        return
    names = list(left) if options.drawn else options.families.split(",") if options.families else None
    if names is None:  # bars stand around other parts alone
        names = [*sorted(name for name, f in FAMILIES.items() if f.weight), *left, ""]
    found = []
    print(f"{'left out':<14}{'core recall':>12}{'precision':>11}{'F1':>7}{'whole':>8}{'left alone':>12}", flush=True)
    with ProcessPoolExecutor(options.jobs) as pool:
        for name, figures in zip(names, pool.map(partial(left_out, share=options.share), names), strict=True):
            print(_line(name or "(none)", figures), flush=True)
            if name:
                found.append(figures)
    means = [statistics.fmean(f for f in column if f == f) for column in zip(*found, strict=True)]
    print(_line("mean", means))


def _line(name: str, figures: Iterable[float]) -> str:
    return f"{name:<14}" + "".join(f"{f:>{w}.3f}" for f, w in zip(figures, (12, 11, 7, 8, 12), strict=True))


def _loaded(folder: Path) -> tuple[Language, Model]:
    data = json.loads((folder / "scorer.json").read_text("utf-8"))
    return spacy.load(folder / "tagger"), scorer.from_data(data)


def folds() -> dict[str, frozenset[str]]:
    """The parts of the drawn screens, as families to leave out."""
    return {f"{DRAWN} {k}/{FOLDS}": frozenset(f"{DRAWN}/{name}" for name in fold(k)) for k in range(1, FOLDS + 1)}


def left_out(name: str, share: float) -> Figures:
    """`looked_at` with a model that is trained without a family or a part of the drawn screens."""
    without = folds().get(name, frozenset({name} - {""}))
    nlp = tagger.train(screens(SEED, int(share * TAGGER_SCREENS), without), SEED)
    detectors = [d for d in choose(Settings()) if not d.by_pixels]
    return looked_at(
        nlp, scorer.train(screens(SEED + 1, int(share * SCORER_SCREENS), without), nlp, detectors), without
    )


def looked_at(nlp: Language, model: Model, only: frozenset[str]) -> Figures:
    """Core recall, precision and F1, screens on which all was found, and clean screens left alone."""
    detectors = [d for d in choose(Settings()) if not d.by_pixels]
    truths: dict[str, Truth] = {}
    findings: list[Record] = []
    for number, screen in enumerate(screens(SEED + 2, UNSEEN_SCREENS, only=only)):
        source = f"{number}.png"
        truths[source] = truth_of(source, screen)
        context = tagged(context_of(page_of(screen)), nlp)
        entities = resolve(score(context, (c for d in detectors for c in d.propose(context)), model), 0.5)
        frame = Frame(source, context.page.frame.pixels)
        findings += map(record_of, judge(entities, frame, policy_of(Settings()), b"k" * 32))
    return figures_of(truths, findings)


def truth_of(source: str, screen: Screen) -> Truth:
    """A screen's truth as files hold it."""
    items = [
        {"type": t.type, "subject": t.subject, "masked": t.masked, "text": t.text, "boxes": [b.xywh for b in t.boxes]}
        for t in screen.truth
    ]
    return {"image": source, "pii": items}


def figures_of(truths: Mapping[str, Truth], findings: Iterable[Record]) -> Figures:
    """See `looked_at`; not a number where there is nothing to count."""
    by_source: dict[str, list[Record]] = {source: [] for source in truths}
    for finding in findings:
        by_source[finding.source].append(finding)
    whole, alone, total = [], [], Count()
    for source, truth in truths.items():
        counts = compare({source: truth}, by_source[source])
        core = sum((c for kind, c in counts.items() if kind in CORE), Count())
        total += core
        if core.shown:
            whole.append(core.found == core.shown)
        else:
            alone.append(not core.reported)
    recall, precision = _ratio(total.found, total.shown), _ratio(total.right, total.reported)
    f1 = _ratio(2 * total.right * total.found, total.right * total.shown + total.found * total.reported)
    return recall, precision, f1, _ratio(sum(whole), len(whole)), _ratio(sum(alone), len(alone))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


if __name__ == "__main__":
    main()
