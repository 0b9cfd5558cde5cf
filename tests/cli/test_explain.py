"""`screenpii explain`, through the real pipeline."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from screenpii.assembly import choose, policy_of
from screenpii.cli import run
from screenpii.cli.explain import show
from screenpii.config import Settings
from screenpii.explaining import Explained, Explaining
from screenpii.pipeline import Pipeline
from screenpii.scorer.resolve import Loss, contest
from screenpii.types import Box, Char, Entity, Frame, Line
from tests.cli.conftest import Ran

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = SAMPLES / "pos-checkout.png"
Explain = Callable[..., Ran]


@pytest.fixture
def explain(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Explain:
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: object) -> Ran:
        code = run(["explain", *map(str, arguments)])
        return Ran(code, *capfd.readouterr())

    return ran


def test_each_finding_is_explained(explain: Explain) -> None:
    ran = explain(SAMPLE)
    assert (ran.code, ran.err) == (0, "")
    assert re.match(r"(samples/)?pos-checkout\.png: \d+ found, \d+ nearly found\n", ran.out)
    (email,) = (part for part in ran.out.split("\n\n") if part.startswith("EMAIL"))
    for words in ("a•••@e•••.com at 1079,", "exposed, score ", "under the label “E-mail”", "a customer's ("):
        assert words in email
    assert re.search(r"^ +\+\d+\.\d ", email, re.MULTILINE)


def test_no_value_of_the_screen_is_printed(explain: Explain) -> None:
    for name in ("pos-checkout", "invoice-de"):
        truth = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
        values = [item["text"] for item in truth["pii"] if len(item["text"]) > 4 and item["type"] != "PURCHASE_HISTORY"]
        ran = explain(SAMPLES / f"{name}.png", "--all")
        said = "".join(ran.out.split())
        assert values
        assert [value for value in values if "".join(value.split()) in said] == []


def test_near_misses_are_told_with_the_reason(explain: Explain) -> None:
    ran = explain(SAMPLE, "--min-score", "1", "--type", "PHONE", "--type", "EMAIL")
    assert ran.code == 0
    assert " is below the minimum" in ran.out
    assert {part.split()[0] for part in ran.out.split("\n\n")[1:]} <= {"PHONE", "EMAIL"}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["bad\x1b[1m.png"], 3, "bad\\x1b[1m.png: not an image of a kind that can be read"),
        (["nowhere.png"], 2, "nowhere.png: no such file or folder"),
        (["http://x/"], 2, "http:/x: no such file or folder; web pages are for `scan` and `baseline`"),
        (["."], 2, ".: is a folder; name one image"),
        ([SAMPLE, "--type", "EMIAL"], 2, "unknown entity type 'EMIAL'; did you mean 'EMAIL'?"),
        ([SAMPLE, "--engine", "scren"], 2, "unknown engine 'scren'; did you mean 'screen'?"),
    ],
)
def test_what_cannot_be_explained_is_one_line(
    explain: Explain, tmp_path: Path, arguments: list[object], code: int, message: str
) -> None:
    (tmp_path / "bad\x1b[1m.png").write_text("hello")
    assert explain(*arguments) == Ran(code, "", f"screenpii: {message}\n")


class Hostile:
    """An engine that reads what would steer a terminal."""

    def read(self, frame: Frame) -> list[Line]:
        texts = ("E-mail \x1b[31m\u202e[bold]:", "j\x1bane\u202e.doe@example.com", "jane.doe@example.com")
        return [
            Line(tuple(Char(c, Box(20 + 8 * x, 30 * y, 28 + 8 * x, 30 * y + 16)) for x, c in enumerate(text)))
            for y, text in enumerate(texts)
        ]


def test_hostile_text_is_made_visible() -> None:
    out = io.StringIO()
    reading = Explaining(Pipeline(Hostile(), choose(Settings()), 0.5, policy_of(Settings()), b"k"), 0.0)(
        Frame("a\x1b]0;\u202e.png", np.full((400, 400, 3), 255, np.uint8))
    )
    assert isinstance(reading, Explained)
    show(reading, (), Console(file=out, width=200, color_system=None))
    said = out.getvalue()
    assert said.startswith("a\\x1b]0;\\u202e.png: ")
    assert "EMAIL j•••@e•••.com at " in said
    assert not {"\x1b", "\u202e"} & set(said)
    assert "jane.doe" not in said


class Till(Hostile):
    """An engine that reads a card, with an expiry date that hardly shows as one."""

    def read(self, frame: Frame) -> list[Line]:
        texts = ("Card number: 4111 1111 1111 1111", "Expiry date: 09/28")
        return [
            Line(tuple(Char(c, Box(20 + 8 * x, 30 * y, 28 + 8 * x, 30 * y + 16)) for x, c in enumerate(text)))
            for y, text in enumerate(texts)
        ]


@pytest.mark.parametrize("min_score", [0.0, 1.1])
def test_a_near_miss_is_judged_beside_what_is_reported(min_score: float, monkeypatch: pytest.MonkeyPatch) -> None:
    flow = Explaining(Pipeline(Till(), choose(Settings()), 0.5, policy_of(Settings()), b"k"), 0.0)
    frame = Frame("till.png", np.full((400, 400, 3), 255, np.uint8))
    monkeypatch.setattr("screenpii.explaining.contest", partial(_without_expiry, min_score))
    (expiry,) = (a for a in flow(frame).accounts if a.finding.type == "CARD_EXPIRY")
    assert not expiry.reported
    assert ("default/whole-card" in expiry.finding.rules) is (min_score < 1)


def _without_expiry(
    cards_from: float, entities: Sequence[Entity], min_score: float, least: float
) -> tuple[list[Entity], list[Loss]]:
    """Cards of at least a score are kept, and everything else is lost."""
    kept, _ = contest(entities, 0.0, least)
    whole = [e for e in kept if e.type == "PAYMENT_CARD" and e.score >= cards_from]
    return whole, [Loss(e, None) for e in kept if e not in whole and e.type == "CARD_EXPIRY"]
