"""Exposures as findings of OCSF, read by a model of its schema."""

from __future__ import annotations

import json
from typing import Any

from ocsf.v1_6_0.events import DataSecurityFinding

from screenpii.watch.events import Event
from screenpii.watch.sinks.jsonl import FileOptions
from screenpii.watch.sinks.ocsf import Ocsf
from tests.reports.test_readers import missing
from tests.watch.telling import Listener, event, every_kind, exposure, hostile, unseen


def written(listener: Listener, told: list[Event]) -> tuple[str, list[dict[str, Any]]]:
    sink = Ocsf(FileOptions(path="ocsf.jsonl"), listener.around)
    for each in told:
        sink.tell(each)
    assert sink.probe(event("started")) == ""
    sink.close()
    text = (listener.folder / "ocsf.jsonl").read_text("ascii")
    return text, [json.loads(line) for line in text.splitlines()]


def test_a_finding_is_created_updated_and_closed(listener: Listener) -> None:
    _, found = written(listener, every_kind())
    assert [(one["activity_id"], one["activity_name"], one["type_uid"], one["status"]) for one in found] == [
        (1, "Create", 200601, "New"),
        (2, "Update", 200602, "New"),
        (3, "Close", 200603, "Resolved"),
    ]
    assert {one["finding_info"]["uid"] for one in found} == {"e1"}
    assert (found[2]["duration"], found[2]["count"], found[2]["is_alert"]) == (4_250, 2, False)
    assert found[2]["end_time"] - found[2]["start_time"] == 12_500
    assert found[0]["data_security"]["policy"]["uid"] == "default/account-data"


def test_it_follows_the_schema_whatever_stands_on_screens(listener: Listener) -> None:
    told = [*hostile(), event("opened", exposure=exposure("e0", "low", clause="", type="PHONE"))]
    text, found = written(listener, told)
    assert len(found) == sum(each.exposure is not None for each in told)
    assert unseen(text) == set()
    for one in found:
        read = DataSecurityFinding.model_validate(one)
        assert (read.class_uid, read.category_uid) == (2006, 2)
        assert not missing({**one, "file": {"name": "", "type_id": 1}})  # which only a scan has
    assert found[-1]["data_security"]["policy"]["uid"] == "type/PHONE"
    assert {c for one in found for c in unseen(json.dumps(one, ensure_ascii=False))} == set()
