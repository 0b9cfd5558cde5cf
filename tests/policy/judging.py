"""Entities and a frame for tests of the policy, without a picture."""

from __future__ import annotations

import numpy as np

from screenpii.types import Box, Entity, Frame, Subject

FRAME = Frame("shop/till.png", np.zeros((400, 600, 3), np.uint8), below="named-till.png")


BOX = Box(10, 10, 90, 22)


def entity(kind: str, text: str, subject: Subject = "customer", box: Box = BOX, score: float = 0.9) -> Entity:
    """An entity with this text; its offsets mean nothing."""
    return Entity(kind, subject, 0, len(text), text, (box,), score)
