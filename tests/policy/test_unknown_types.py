"""A type that no clause names fails closed: what a plug-in's detector finds of a customer counts as exposed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from screenpii.config import Settings
from screenpii.context import Context
from screenpii.entities import Detector, entities
from screenpii.policy.judge import judge
from screenpii.types import Candidate
from tests.pages import KEY, labelled_page, pipeline
from tests.policy.judging import FRAME, entity

KIND = "RING_SIZE"


def propose(context: Context) -> Iterator[Candidate]:
    """A detector of somebody else's: one value, wherever it stands."""
    at = context.page.text.find("UK N 1/2")
    if at >= 0:
        yield Candidate(KIND, at, at + len("UK N 1/2"), evidence=("format:exact",))


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    known = entities.load()
    monkeypatch.setattr(entities, "_items", {**known, KIND: Detector(KIND, propose)})


@pytest.mark.usefixtures("registered")
def test_a_registered_type_without_a_clause_is_exposed() -> None:
    flow = pipeline(Settings(min_score=0.0))
    page = labelled_page("Customer: Amara Okafor\nSize: UK N 1/2")
    (found,) = (e for e in flow.recognise(page) if e.type == KIND)
    (finding,) = judge([found], page.frame, flow.policy, KEY)
    assert (finding.verdict, finding.rules, finding.severity) == ("exposed", ("default/other-types",), "medium")


def test_a_type_without_a_clause_is_as_severe_as_its_detector_says(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = Detector(KIND, propose, severity="critical", preview=lambda entity: f"a ring size, {len(entity.text)}")
    monkeypatch.setattr(entities, "_items", {**entities.load(), KIND: declared})
    flow = pipeline(Settings(min_score=0.0))
    page = labelled_page("Customer: Amara Okafor\nSize: UK N 1/2")
    found = judge(flow.recognise(page), page.frame, flow.policy, KEY)
    told = {f.entity.type: (f.severity, f.preview) for f in found}
    assert told[KIND] == ("critical", "a ring size, 8")
    assert told["PERSON_NAME"][0] == "medium"


def test_a_clause_for_other_types_is_not_about_named_ones() -> None:
    policy = pipeline().policy
    (name,) = judge([entity("PERSON_NAME", "Amara Okafor")], FRAME, policy, KEY)
    assert name.rules == ("default/contact-data",)
