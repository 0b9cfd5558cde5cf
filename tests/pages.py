"""Helpers for tests that need a page or entities without a picture."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from benchmarks.reading import even
from screenpii.assembly import choose, policy_of
from screenpii.config import Settings
from screenpii.layout import arrange, name_fields, page_of
from screenpii.pipeline import Pipeline
from screenpii.types import Entity, Frame, Line, Page

KEY = b"k" * 32
SAMPLES = Path(__file__).parent.parent / "samples"


class NoEngine:
    """Stands in where a page is made from text and nothing is read."""

    def read(self, frame: Frame) -> list[Line]:
        return []


def labelled_page(text: str) -> Page:
    """The page of a plain-text screen with its labels named."""
    return name_fields(page_of(text))


def sample(name: str) -> Page:
    """The page of a sample as its truth has it: all texts, each character as wide as the others."""
    truth = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    lines = [Line(tuple(even(text["text"], *text["box"]))) for text in truth["texts"] if text["text"].strip()]
    return arrange(Frame(name, np.zeros((truth["height"], truth["width"], 3), np.uint8)), lines)


def pipeline(settings: Settings | None = None) -> Pipeline:
    """The pipeline without an engine."""
    settings = settings or Settings()
    return Pipeline(NoEngine(), choose(settings), settings.min_score, policy_of(settings), KEY)


def text_pipeline() -> Pipeline:
    """The same without the detectors that look at pixels."""
    flow = pipeline()
    flow.detectors = [detector for detector in flow.detectors if not detector.by_pixels]
    return flow


def recognise(text: str) -> list[Entity]:
    """The entities on a plain-text screen."""
    return pipeline().recognise(labelled_page(text))
