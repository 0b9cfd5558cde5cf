from __future__ import annotations

from dataclasses import replace

import pytest

from screenpii.scorer import explain
from screenpii.scorer.explain import MIN_LOG_ODDS_SHOWN, in_words
from screenpii.scorer.resolve import Loss, contest, resolve
from screenpii.scorer.weigh import Model, model
from screenpii.types import Box, Entity
from tests.pages import recognise

SCREEN = "Customer:  Brandon Smith\nE-mail:  brandon.smith@example.com\nOrder #  100234"


def entity(start: int, end: int, score: float, kind: str = "PHONE") -> Entity:
    return Entity(kind, "customer", start, end, "x", (Box(start, 0, end, 10),), score)


def test_all_evidence_of_the_model_has_words() -> None:
    names = {name for weights in (*model().types, *model().subjects) for table in weights.values() for name in table}
    parts = {part for name in names for part in name.split("&")}
    assert sorted(part for part in parts if in_words(part) == part) == []


def test_evidence_for_types_and_for_subjects_is_told_apart_by_name() -> None:
    types, subjects = ({n for t in part[1].values() for n in t} for part in (model().types, model().subjects))
    assert types & subjects == {"base"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("label:left", "the label on its left names this type"),
        ("column:6", "most other cells of the column are of this type"),
        ("other=EMAIL", "the nearer label names EMAIL"),
        ("cell&check", "it is a cell of a table, and its check digit is right"),
        ("no such {evidence}", "no such {evidence}"),
    ],
)
def test_evidence_in_words(name: str, words: str) -> None:
    assert in_words(name) == words


def test_an_explanation_has_the_heaviest_first_and_the_subject_of_the_entity() -> None:
    found = recognise(SCREEN)
    assert found
    for each in found:
        why = explain(each)
        for arguments in (why.kind, why.whose):
            weights = [abs(a.weight) for a in arguments]
            assert weights == sorted(weights, reverse=True)
            assert min(weights, default=1) >= MIN_LOG_ODDS_SHOWN
        assert sum(why.shares.values()) == pytest.approx(1)
        assert each.subject in (why.rather[0], "unknown")


def test_of_overlapping_entities_the_lost_ones_name_the_winner() -> None:
    best, worse, weak, gone = entity(0, 10, 0.9), entity(5, 12, 0.8), entity(20, 30, 0.3), entity(40, 50, 0.05)
    kept, lost = contest([gone, weak, worse, best], 0.5, 0.1)
    assert kept == resolve([gone, weak, worse, best], 0.5) == [best]
    assert lost == [Loss(worse, best), Loss(weak, None)]


def test_evidence_of_a_tenth_of_the_log_odds_is_worth_reading() -> None:
    weights = {"base": 0.5, "label:left": 0.11, "digits:5": -0.11, "whole": 0.09, "free": -0.09}
    by = Model(({}, {"PHONE": weights}), ({}, {}))
    why = explain(replace(entity(0, 9, 0.9), evidence=("label:left", "digits:5", "whole", "free")), by)
    assert [argument.weight for argument in why.kind] == [0.5, 0.11, -0.11]
