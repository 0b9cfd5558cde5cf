"""Every event is what the published schema says, and the schema turns away what is none."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, get_args

import jsonschema
import pytest

from screenpii.watch.events import Event, Kind
from tests.watch.telling import event, every_kind, hostile

SCHEMA = json.loads(files("screenpii.watch").joinpath("schema/event-1.json").read_text("utf-8"))
CHECK = jsonschema.Draft202012Validator(SCHEMA)


def test_it_is_a_schema_and_names_every_kind() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["event"]["enum"] == list(get_args(Kind))
    assert {each.kind for each in every_kind()} == set(get_args(Kind))


@pytest.mark.parametrize("told", every_kind() + hostile(), ids=lambda told: told.kind)
def test_events_follow_it(told: Event) -> None:
    CHECK.validate(json.loads(json.dumps(told.document())))


@pytest.mark.parametrize(
    "wrong",
    [
        {"event": "seen"},
        {"at": "2026-01-02 03:04:05"},
        {"exposure": None},
        {"value": "4111 1111 1111 1111"},
        {"missed": 0},
        {"schema": "screenpii/event/2"},
    ],
    ids=str,
)
def test_what_is_no_event_does_not(wrong: dict[str, Any]) -> None:
    told = event("opened").document()
    assert not CHECK.is_valid({**told, **wrong})
    assert not CHECK.is_valid({**told, "exposure": {**told["exposure"], "value": "4111"}})
    assert not CHECK.is_valid({**event("lost").document(), "exposure": told["exposure"]})
