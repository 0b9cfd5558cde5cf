"""Trains the scorer: logistic regressions over the evidence of candidates on generated screens.

The weights are found by L-BFGS on the log-loss with a quadratic penalty, once for what a candidate shows by itself and
once with the company that it keeps, as the first ones judge it.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.language import Language

from models.generator.page import Screen, Truth
from models.learn.examples import blinded, matched, page_of
from models.learn.records import Record
from screenpii.context import context_of
from screenpii.entities import Detector, entities
from screenpii.scorer.evidence import Case, case
from screenpii.scorer.weigh import OTHER_TYPES, SUBJECTS, Model, Weights, merged, weighed
from screenpii.tagger import tagged

# families of evidence that get weights
EVIDENCE_FAMILIES = (
    *(
        "tagger",
        "tagged",
        "label",
        "near",
        "other",
        "column",
        "again",
        "block",
        "row",
        "page",
        "rival",
        "name",
        "format",
    ),
    *("kind", "region", "size", "words", "digits", "header", "left", "above", "inline", "title", "below", "right"),
    *("nearest", "about", "beside", "own", "times", "portrait", "landscape"),
    *("with", "section", "table", "customer-words", "associate-words", "business-words"),
    *(
        "shape",
        "before",
        "around",
        "like",
        "common",
        "interface",
        "lists",
    ),
)
LABEL_EVIDENCE = re.compile("^label:(?!shared)")  # evidence by a label
NEVER_AGAINST = re.compile("(?:^|&)check$")  # evidence that never counts against a type: a right check digit
NEVER_FOR = re.compile("other[:=]")  # evidence that never counts for a type: a nearer label that names something else
# log-odds of evidence, at least. Of random numbers of 16 digits 3 % have a brand and a right check digit
MIN_LOG_ODDS = {"like:bare-card": 3.0}
HALF_KNOWN_SHARE = 0.15  # share of examples whose labels count as unknown: no list holds them all
WEIGHT_PENALTY = 1.0  # penalty of a squared weight, against the log-loss summed over the examples
MIN_COUNT = 3  # examples with a piece of evidence; with fewer it gets no weight
MIN_WORD_COUNT = 30  # the same of a single word of a label, of which there are many
# weights of types that detectors find in pixels, of which generated screens have none
PIXEL_WEIGHTS: dict[str, dict[str, float]] = {
    "CODE_PAYLOAD": {"base": -1.0, "format:strong": 4.0, **{f"holds:{kind}": 0.5 for kind in sorted(entities.load())}},
    "FACE": {"base": -1.0, "format:good": 2.5, "format:strong": 4.0},
}
REAL_SCREEN_WEIGHT = 4  # weight of a candidate on a real screen; models/README.md has the figures for 1 and 4
MIN_TYPE_EXAMPLES = 40  # right and wrong examples that a type needs for weights of its own
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate, and what it truly is: None, or the item's subject."""

    case: Case
    truth: Truth | None


def train(
    screens: Iterable[Screen], nlp: Language, detectors: Sequence[Detector], real: Sequence[Record] = ()
) -> Model:
    """The weights for what `detectors` propose, with the tagger `nlp`, which must not have seen these screens.

    The last stage also learns from `real` screens, each candidate of which counts as several.
    """
    readers = [d for d in detectors if not d.by_pixels]
    pages = []
    for screen in screens:
        context = tagged(context_of(page_of(screen)), nlp)
        cases = [case(context, c) for c in merged(c for d in readers for c in d.propose(context))]
        pages.append((context, cases, screen.truth))
    first = [Example(it, matched(it, truth)) for _, cases, truth in pages for it in cases]
    types, subjects = fit_types(first), fit_subjects(first)
    half = Model((types, types), (subjects, subjects))
    second = [
        Example(it, matched(it, truth)) for context, cases, truth in pages for it in weighed(context, cases, half)
    ]
    return Model((types, fit_types(second, real)), (subjects, fit_subjects(second, real)))


def fit_types(examples: Sequence[Example], real: Sequence[Record] = ()) -> dict[str, dict[str, float]]:
    """Weights for each type, and for all others together."""
    told = [(e.case.type, e.case.evidence, bool(e.truth)) for e in examples]
    told += [(one.type, one.evidence, one.right) for one in real for _ in range(REAL_SCREEN_WEIGHT)]
    found = {**PIXEL_WEIGHTS, OTHER_TYPES: _fit_right([(evidence, right) for _, evidence, right in told])}
    for name in sorted({kind for kind, _, _ in told}):
        own = [(evidence, right) for kind, evidence, right in told if kind == name]
        count = sum(right for _, right in own)
        if min(count, len(own) - count) >= MIN_TYPE_EXAMPLES:
            found[name] = _fit_right(own)
    return found


def _fit_right(told: Sequence[tuple[Sequence[str], bool]]) -> dict[str, float]:
    return _fit([evidence for evidence, _ in told], np.array([float(right) for _, right in told]))


def fit_subjects(examples: Sequence[Example], real: Sequence[Record] = ()) -> dict[str, dict[str, float]]:
    """Weights for each subject, over the candidates that are something."""
    true = [(e.case.whose, subject_of(e.truth.subject)) for e in examples if e.truth]
    true += [(one.whose, subject_of(one.subject)) for one in real if one.whose for _ in range(REAL_SCREEN_WEIGHT)]
    return {s: _fit([w for w, _ in true], np.array([float(mine == s) for _, mine in true])) for s in SUBJECTS}


def subject_of(subject: str) -> str:
    """Whose an item is; what is not known counts as a customer's."""
    return subject if subject in SUBJECTS else "customer"


def _fit(evidence: Sequence[Sequence[str]], right: Floats) -> dict[str, float]:
    """The weights of each piece of evidence, and of `base`, that is always there."""
    rng = random.Random(len(evidence))
    evidence = [_seen(pieces, rng) for pieces in evidence]
    counts = Counter(e for pieces in evidence for e in set(pieces))
    names = sorted(e for e, n in counts.items() if n >= (MIN_WORD_COUNT if family_of(e) == "with" else MIN_COUNT))
    at = {name: k + 1 for k, name in enumerate(names)}
    rows = [sorted({0, *(at[e] for e in pieces if e in at)}) for pieces in evidence]
    columns = np.array([c for row in rows for c in row])
    ends = np.cumsum([0, *(len(row) for row in rows)])
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names) + 1))
    sign = 2 * right - 1

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = sign * (matrix @ weights)
        slope = -sign * 0.5 * (1 - np.tanh(margin / 2))
        penalty = weights * WEIGHT_PENALTY
        penalty[0] = 0
        return float(np.logaddexp(0, -margin).sum() + 0.5 * penalty @ weights), matrix.T @ slope + penalty

    bounds = [(None, None), *map(_bounds, names)]
    start = np.zeros(len(names) + 1)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x
    return {name: round(float(w), 3) for name, w in zip(("base", *names), best, strict=True) if abs(w) >= 0.0005}


def _bounds(name: str) -> tuple[float | None, float | None]:
    """The least and the most that a piece of evidence may weigh, where reason tells."""
    return MIN_LOG_ODDS.get(name, 0.0 if NEVER_AGAINST.search(name) else None), 0.0 if NEVER_FOR.match(name) else None


def family_of(evidence: str) -> str:
    """The first word of a piece of evidence: what is left out together."""
    return re.split("[:=&]", evidence, maxsplit=1)[0]


def _seen(pieces: Sequence[str], rng: random.Random) -> list[str]:
    """An example's evidence as it is learned from: without some families, now and then with a label only half known."""
    blind = blinded(EVIDENCE_FAMILIES, rng)
    kept = [piece for piece in pieces if family_of(piece) not in blind]
    if rng.random() < HALF_KNOWN_SHARE:
        kept = [LABEL_EVIDENCE.sub("near:", piece) for piece in kept]
    return kept


def as_data(model: Model) -> dict[str, dict[str, Weights]]:
    """The model as its file holds it."""
    return {
        "types": {"own": model.types[0], "company": model.types[1]},
        "subjects": {"own": model.subjects[0], "company": model.subjects[1]},
    }


def from_data(data: Mapping[str, Mapping[str, Weights]]) -> Model:
    """The model that a file holds."""
    return Model(*((data[part]["own"], data[part]["company"]) for part in ("types", "subjects")))
