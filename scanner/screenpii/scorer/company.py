"""Evidence by company: how the first pass scored the candidate's column, block and row, and the same text elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from screenpii.context import Context
from screenpii.lexicon.labels import folded
from screenpii.scorer.evidence import Case
from screenpii.scorer.grounds import own_grounds
from screenpii.scorer.levels import level
from screenpii.types import Subject

MIN_MEMBER_PROBABILITY = 0.5  # probability of a candidate from which its grounds count for its company

Key = tuple[str, int | None]  # a type and a line


@dataclass(frozen=True, slots=True)
class Opinion:
    """The first pass's result for a case: the probability of its type, and of a customer given the type (0 to 1)."""

    likely: float
    customer: float


@dataclass
class Group:
    """The cases that share a column, a block, a row or a text."""

    likely: float = 0.0
    customer: float = 0.0
    count: int = 0
    grounds: set[Subject] = field(default_factory=set)
    lines: dict[Key, float] = field(default_factory=dict)
    sure: list[tuple[float, Key, float]] = field(default_factory=list)

    def add(self, it: Case, opinion: Opinion) -> None:
        self.likely += opinion.likely
        self.customer += opinion.likely * opinion.customer
        self.count += 1
        if opinion.likely >= MIN_MEMBER_PROBABILITY:
            self.grounds |= {s for s in own_grounds(it.whose) if (s == "customer") == (opinion.customer >= 0.5)}
        key = (it.type, it.line)
        self.lines[key] = max(self.lines.get(key, 0.0), opinion.likely)
        self.sure.append((opinion.likely * abs(opinion.customer - 0.5), key, opinion.customer))

    def surest_other(self, it: Case) -> float | None:
        """The probability of a customer for the case of another line whose subject is most certain (0 to 1)."""
        return next((customer for _, key, customer in self._surest if key[1] != it.line), None)

    @cached_property
    def _surest(self) -> list[tuple[float, Key, float]]:
        """For each line its most certain case, in descending order; two lines are enough."""
        best: dict[int | None, tuple[float, Key, float]] = {}
        for entry in self.sure:
            line = entry[1][1]
            if line not in best or entry[0] > best[line][0]:
                best[line] = entry
        return sorted(best.values(), key=lambda entry: -entry[0])[:2]

    def others_like(self, it: Case, lines: int) -> float:
        """The mean probability of the case's type over the other lines."""
        return (self._totals[it.type] - self.lines[it.type, it.line]) / (lines - 1)

    def best_other(self, it: Case) -> float:
        """The highest probability among the others."""
        return next((p for p, key in self._two_best if key != (it.type, it.line)), 0.0)

    @cached_property
    def _totals(self) -> dict[str, float]:
        found: dict[str, float] = defaultdict(float)
        for (kind, _), likely in self.lines.items():
            found[kind] += likely
        return found

    @cached_property
    def _two_best(self) -> list[tuple[float, Key]]:
        return sorted(((p, key) for key, p in self.lines.items()), key=lambda pair: -pair[0])[:2]


def keeps(
    context: Context, cases: Sequence[Case], opinions: Sequence[Opinion]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each case further evidence for its type, and for its subject."""
    groups: dict[Hashable, Group] = defaultdict(Group)
    memberships = [_memberships(context, it) for it in cases]
    for it, opinion, keys in zip(cases, opinions, memberships, strict=True):
        for key in keys.values():
            groups[key].add(it, opinion)
    rivals = _rivals(cases, opinions)
    return [
        (
            (*_for_type(context, it, keys, groups, opinion), f"rival:{level(rival)}"),
            tuple(_for_subject(it, keys, groups, opinion)),
        )
        for it, opinion, keys, rival in zip(cases, opinions, memberships, rivals, strict=True)
    ]


def _memberships(context: Context, it: Case) -> dict[str, Hashable]:
    keys: dict[str, Hashable] = {"page": "page", "again": ("again", it.type, folded(it.text) or it.text)}
    if it.line is not None:
        keys["block"] = ("block", context.block_of(it.line))
        keys["row"] = ("row", context.row_of(it.line))
        if context.lines[it.line].column:
            keys["column"] = ("column", context.lines[it.line].column)
    return keys


def _for_type(
    context: Context, it: Case, keys: Mapping[str, Hashable], groups: Mapping[Hashable, Group], opinion: Opinion
) -> Iterator[str]:
    column = context.lines[it.line].column if it.line is not None else None
    if column and len(context.columns[column]) >= 3:
        yield f"column:{level(groups[keys['column']].others_like(it, len(context.columns[column])))}"
    again = groups[keys["again"]]
    if again.count > 1:
        yield f"again:{level((again.likely - opinion.likely) / (again.count - 1))}"
    for name in ("block", "row"):
        if name in keys:
            best = level(groups[keys[name]].best_other(it))
            yield f"{name}:{best}"
            if not it.fields:
                yield f"unlabelled&{name}:{best}"
    yield f"page:{min(4, int(groups['page'].likely - opinion.likely + 0.5))}"


def _for_subject(
    it: Case, keys: Mapping[str, Hashable], groups: Mapping[Hashable, Group], opinion: Opinion
) -> Iterator[str]:
    """Evidence by the subjects of the others, weighted by their probabilities."""
    yield f"own={level(opinion.customer)}"
    if not own_grounds(it.whose):
        for name in sorted(keys.keys() - {"page"}):
            for subject in sorted(groups[keys[name]].grounds):
                yield f"{name}={subject}"
    sure = groups[keys["again"]].surest_other(it)
    if sure is not None:
        yield f"surest={level(sure)}"
    yield f"times={min(groups[keys['again']].count, 4)}&{it.type}"
    for name, key in keys.items():
        likely = groups[key].likely - opinion.likely
        if likely > 0.3:
            yield f"{name}={level((groups[key].customer - opinion.likely * opinion.customer) / likely)}"
        else:
            yield f"{name}=alone"


def _rivals(cases: Sequence[Case], opinions: Sequence[Opinion]) -> list[float]:
    """For each case the most likely one of another type that overlaps it in the text."""
    best = [0.0] * len(cases)
    order = sorted((i for i, it in enumerate(cases) if not it.candidate.boxes), key=lambda i: cases[i].candidate.start)
    open_: list[int] = []
    for i in order:
        c = cases[i].candidate
        open_ = [j for j in open_ if cases[j].candidate.end > c.start]
        for j in open_:
            if cases[j].type != cases[i].type:
                best[i] = max(best[i], opinions[j].likely)
                best[j] = max(best[j], opinions[i].likely)
        open_.append(i)
    return best
