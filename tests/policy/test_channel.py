"""The guess of where a screen stands, on the texts of the samples."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.reading import even
from screenpii.layout import arrange, page_of
from screenpii.policy.channel import guess
from screenpii.types import Frame, Line, Page

SAMPLES = Path(__file__).parents[2] / "samples"


def sample(name: str) -> Page:
    truth = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    lines = [Line(tuple(even(text["text"], *text["box"]))) for text in truth["texts"] if text["text"].strip()]
    return arrange(Frame(name, np.zeros((truth["height"], truth["width"], 3), np.uint8)), lines)


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("receipt-member", "receipt"),
        ("receipt-walkin", "receipt"),
        ("pos-checkout", "pos"),
        ("handheld-delivery", "handheld"),
        ("fulfil-picklist", "fulfilment"),
        ("helpdesk-ticket", "helpdesk"),
        ("order-detail", "backoffice"),
    ],
)
def test_samples(name: str, channel: str) -> None:
    assert guess(sample(name)) == channel


def test_nothing_is_guessed_from_little() -> None:
    assert guess(page_of("Hello\n42")) == ""
