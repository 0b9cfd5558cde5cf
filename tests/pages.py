"""Helpers for tests that need a page or entities without a picture."""

from __future__ import annotations

from screenpii.assembly import choose, policy_of
from screenpii.config import Settings
from screenpii.layout import name_fields, page_of
from screenpii.pipeline import Pipeline
from screenpii.types import Entity, Frame, Line, Page

KEY = b"k" * 32


class NoEngine:
    """Stands in where a page is made from text and nothing is read."""

    def read(self, frame: Frame) -> list[Line]:
        return []


def labelled_page(text: str) -> Page:
    """The page of a plain-text screen with its labels named."""
    return name_fields(page_of(text))


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
