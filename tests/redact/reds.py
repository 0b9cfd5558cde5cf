"""Pictures whose values are red rectangles, and what finds them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from screenpii.policy.record import record_of
from screenpii.types import Box, Entity, Finding, Frame, Masking, Position, Reading, Record, Verdict

RED, WHITE = (255, 0, 0), (255, 255, 255)
VALUE = Box(20, 10, 60, 20)


def screen(*boxes: Box, size: tuple[int, int] = (120, 60), paper: tuple[int, int, int] = WHITE) -> Image.Image:
    image = Image.new("RGB", size, paper)
    for box in boxes:
        image.paste(RED, (box.left, box.top, box.right, box.bottom))
    return image


def finding(
    *boxes: Box, kind: str = "EMAIL", verdict: Verdict = "exposed", masking: Masking | None = None, frame: int = 0
) -> Record:
    entity = Entity(kind, "customer", 0, 0, "jane@example.com", boxes, 0.9)
    seen, preview = masking or Masking("none"), "j•••@e•••.com"
    return record_of(Finding(entity, "a.png", Position(frame), seen, verdict, "medium", (), preview, "v1:0"))


def red(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where the picture is red, also after a lossy format."""
    high, low = pixels[:, :, 0].astype(int), pixels[:, :, 1:].max(axis=2).astype(int)
    found: NDArray[np.bool_] = high - low > 120
    return found


def read(frame: Frame) -> Reading:
    """One finding around all that is red; pure blue cannot be read."""
    rows, columns = np.nonzero(red(frame.pixels))
    found: tuple[Record, ...] = ()
    if len(rows):
        box = Box(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
        found = (finding(box, frame=frame.index),)
    reason = "much of its text could not be read" if (frame.pixels == (0, 0, 255)).all(axis=2).any() else ""
    return Reading(frame.source, frame.position, frame.width, frame.height, 0.0, found, reason)


def read_always(frame: Frame) -> Reading:
    """A finding on whatever it is shown."""
    return replace(read(frame), findings=(finding(VALUE, frame=frame.index),))
