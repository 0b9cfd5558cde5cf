"""Pages with findings, made without a picture or an engine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from screenpii.policy.judge import judge
from screenpii.policy.record import record_of
from screenpii.types import FIRST, Box, Entity, Finding, Frame, Masking, Page, Record, Severity, Verdict
from tests.pages import KEY, labelled_page, pipeline

GREY = 200


def page_with_findings(text: str) -> tuple[Page, list[Record]]:
    """The page of a plain-text screen on noise, so that every pixel drawn on shows, and all that is found on it."""
    page = labelled_page(text)
    noise = np.random.default_rng(1).integers(0, 256, page.frame.pixels.shape, np.uint8)
    frame = Frame("screen.png", noise)
    page = replace(page, frame=frame)
    return page, [*map(record_of, judge(pipeline().recognise(page), frame, pipeline().policy, KEY))]


def empty(width: int, height: int) -> Page:
    """A page of one grey without any text."""
    return Page(Frame("screen.png", np.full((height, width, 3), GREY, np.uint8)), ())


def finding(
    *boxes: tuple[int, int, int, int],
    kind: str = "EMAIL",
    verdict: Verdict = "exposed",
    severity: Severity = "medium",
) -> Record:
    """A finding in these boxes: left, top, right, bottom."""
    entity = Entity(kind, "customer", 0, 0, "jane@example.com", tuple(Box(*box) for box in boxes), 0.9)
    return record_of(
        Finding(entity, "screen.png", FIRST, Masking("none"), verdict, severity, (), "j•••@e•••.com", "v1:0")
    )
