"""The JSON report is what its schema says, and holds no raw value."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import numpy as np
import pytest

from screenpii.policy.judge import judge
from screenpii.policy.record import record_of
from screenpii.reports import formats
from screenpii.summary import Report
from screenpii.types import FIRST, Frame, Reading, Skipped
from tests.pages import KEY, labelled_page, pipeline
from tests.reports.sample import reported

SCREEN = """Customer:  Brandon Smith
Phone:  (415) 555-0143
Card number:  4111 1111 1111 1111
CVV:  123
Cashier:  Dana White"""
SECRETS = ["Brandon", "Smith", "555-0143", "4111 1111", '123"', "White"]


@pytest.fixture
def report() -> Report:
    page = labelled_page(SCREEN)
    frame = Frame("a/till.png", np.zeros((100, 100, 3), np.uint8))
    found = tuple(map(record_of, judge(pipeline().recognise(page), frame, pipeline().policy, KEY)))
    reading = Reading("a/till.png", FIRST, 100, 100, 0.5, found)
    return reported((reading,), (Skipped("b.png", "empty file"),))


def test_follows_its_schema(report: Report) -> None:
    schema = json.loads(files("screenpii.reports").joinpath("schema/report-1.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for told in (report, reported((), complete=False)):
        jsonschema.validate(json.loads(formats.load()["json"].whole(told)), schema)


def test_counts_and_findings(report: Report) -> None:
    told = json.loads(formats.load()["json"].whole(report))
    assert told["run"]["exit_code"] == 1
    assert told["run"]["verdicts"] == {"allowed": 1, "exposed": 4}
    assert told["run"]["types"] == {"CARD_CVV": 1, "PAYMENT_CARD": 1, "PERSON_NAME": 1, "PHONE": 1}
    assert [f["status"] for f in told["frames"]] == ["read", "skipped"]
    card = next(f for f in told["findings"] if f["type"] == "PAYMENT_CARD")
    assert (card["preview"], card["severity"], card["label"]) == ("•••• 1111", "critical", "Card number")


@pytest.mark.parametrize("name", ["json", "table"])
def test_no_raw_value_in_any_format(report: Report, name: str) -> None:
    told = formats.load()[name].whole(report).decode()
    assert [s for s in SECRETS if s in told] == []


def test_table_sums_up_and_escapes(report: Report) -> None:
    told = formats.load()["table"].whole(report).decode()
    assert "4 exposures in 1 file (2 critical, 2 medium)" in told
    assert "1 not fully read" in told
    assert "clean" not in told


def test_table_says_clean_only_if_all_was_read() -> None:
    blank = Reading("a.png", FIRST, 9, 9, 0.1)
    done = reported((blank,))
    part = reported((blank,), (Skipped("b\x1b[2J\u202e.png", "empty"),))
    assert "clean" in formats.load()["table"].whole(done).decode()
    told = formats.load()["table"].whole(part).decode()
    assert "clean" not in told
    assert "b\\x1b[2J\\u202e.png" in told
    assert (done.summary.exit_code, part.summary.exit_code) == (0, 3)
