"""Candidates and their evidence become entities with a type, a subject and a calibrated score."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from screenpii.context import SUBJECTS as SUBJECTS
from screenpii.context import Context
from screenpii.scorer.company import Opinion, keeps
from screenpii.scorer.evidence import Case, case
from screenpii.scorer.grounds import needed
from screenpii.trained import SCORER, trained
from screenpii.types import Box, Candidate, Entity, Field, Page, Subject

OTHER_TYPES = "*"  # key of the weights for types that the model was not trained on

Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the evidence: for each type, and for each subject; of the first pass and of the second."""

    types: tuple[Weights, Weights]
    subjects: tuple[Weights, Weights]

    def likely(self, it: Case, second: bool) -> float:
        """The probability that a case is of its type."""
        return _logistic(_sum(self.weights(it.type, second), it.evidence))

    def weights(self, kind: str, second: bool) -> Mapping[str, float]:
        """The weight of each piece of evidence for a type."""
        return self.types[second].get(kind) or self.types[second].get(OTHER_TYPES, {})

    def whose(self, it: Case, second: bool) -> dict[Subject, float]:
        """The probability of each subject; they add up to 1."""
        return self.shares(it.whose, second)

    def shares(self, evidence: Iterable[str], second: bool) -> dict[Subject, float]:
        """The probability of each subject; evidence without weights for subjects is ignored."""
        known = tuple(evidence)
        odds = {s: math.exp(min(30.0, _sum(self.subjects[second].get(s, {}), known))) for s in SUBJECTS}
        return {s: o / sum(odds.values()) for s, o in odds.items()}


@cache
def model() -> Model:
    """The trained weights."""
    data = json.loads(trained(SCORER).read_text("utf-8"))
    return Model(
        (data["types"]["own"], data["types"]["company"]), (data["subjects"]["own"], data["subjects"]["company"])
    )


def score(context: Context, candidates: Iterable[Candidate], by: Model | None = None) -> list[Entity]:
    """An entity for every candidate, with all its evidence, its subject and its score; overlapping ones included."""
    by = by or model()
    cases = weighed(context, [case(context, c) for c in merged(candidates)], by)
    return [_entity(context.page, it, by) for it in cases]


def weighed(context: Context, cases: Sequence[Case], by: Model) -> list[Case]:
    """The cases with the evidence of their company added, by the first pass's opinion of it."""
    opinions = [Opinion(by.likely(it, second=False), by.whose(it, second=False)["customer"]) for it in cases]
    return [
        replace(it, evidence=(*it.evidence, *more), whose=(*it.whose, *whose))
        for it, (more, whose) in zip(cases, keeps(context, cases, opinions), strict=True)
    ]


def merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate for each type and place, with the evidence of all that proposed it."""
    found: dict[tuple[str, int, int, tuple[Box, ...]], Candidate] = {}
    for c in candidates:
        key = (c.type, c.start, c.end, c.boxes)
        known = found.get(key)
        found[key] = replace(known, evidence=tuple(dict.fromkeys(known.evidence + c.evidence))) if known else c
    return list(found.values())


def _entity(page: Page, it: Case, by: Model) -> Entity:
    whose = by.whose(it, second=True)
    best = max(SUBJECTS, key=lambda s: whose[s])
    sure = best == "customer" or whose[best] >= needed(best, it.whose)
    named = it.mine or [f for f in it.fields if f.place != "title"]
    return Entity(
        type=it.type,
        subject=best if sure else "unknown",
        start=it.candidate.start,
        end=it.candidate.end,
        text=it.text,
        boxes=it.boxes,
        score=round(by.likely(it, second=True), 4),
        label=_shown(page, named[0]) if named else "",
        evidence=(*it.evidence, *it.whose),
        count=it.candidate.count,
    )


def _shown(page: Page, field: Field) -> str:
    """The label for reports: of a text that is more than a label, only the known phrase."""
    exact = any(m.exact for m in field.meanings)
    return " ".join(page.text[slice(*field.label)].split()).rstrip(" :") if exact else field.meanings[0].phrase


def _sum(weights: Mapping[str, float], evidence: Iterable[str]) -> float:
    return weights.get("base", 0.0) + sum(weights.get(e, 0.0) for e in evidence)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
