"""A part of a screen as a picture of its own: a screenshot of one element, a row, a card, a chip."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from models.generator.page import Screen, Truth
from screenpii.types import Box

MARGIN_RANGE_PX = (2, 40)  # pixels around what is cut out, least and most
MAX_ANONYMOUS_LINES = 6  # lines of a picture that does not tell associates' or the business's data from customers'


def cropped(rng: random.Random, screen: Screen) -> Screen:
    """A part of the screen around one of its lines: that line, its row, or what is near; the screen if it is empty."""
    if not screen.lines:
        return screen
    part = _grown(rng, _around(rng, screen), screen)
    lines = tuple(line.moved(-part.left, -part.top) for line in screen.lines if _holds(part, line.box))
    truth = [_moved(item, part) for item in screen.truth if all(_holds(part, box) for box in item.boxes)]
    if len(lines) <= MAX_ANONYMOUS_LINES:
        truth = [replace(item, subject="unknown") if item.subject != "customer" else item for item in truth]
    return replace(screen, width=part.width, height=part.height, lines=lines, truth=tuple(truth))


def window(rng: random.Random, screen: Screen) -> Screen:
    """A part of the screen as manuals show it: any third of it to nearly all, without the lines that its edge cuts."""
    wide, tall = (round(rng.uniform(0.35, 1.0) * side) for side in (screen.width, screen.height))
    left, top = rng.randint(0, screen.width - wide), rng.randint(0, screen.height - tall)
    part = Box(left, top, left + wide, top + tall)
    kept = [line for line in screen.lines if _holds(part, line.box)]
    if not kept:
        return screen
    cut = [line.box for line in screen.lines if not _holds(part, line.box)]
    shown = [t for t in screen.truth if all(_holds(part, b) and not any(map(b.overlap, cut)) for b in t.boxes)]
    lines, truth = (line.moved(-left, -top) for line in kept), (_moved(item, part) for item in shown)
    return replace(screen, width=wide, height=tall, lines=tuple(lines), truth=tuple(truth))


def _around(rng: random.Random, screen: Screen) -> Box:
    """What is cut out, without a margin: an item of the truth or a line, mostly with what stands around it."""
    boxes: Sequence[Box] = [Box.around(item.boxes) for item in screen.truth] if rng.random() < 0.8 else ()
    middle = rng.choice(boxes or [line.box for line in screen.lines])
    shape = rng.random()
    if shape < 0.35:
        return middle
    if shape < 0.6:
        return Box(0, middle.top, screen.width, middle.bottom)
    wide, tall = (round(rng.uniform(1.0, most) * side) for most, side in ((3.0, middle.width), (12.0, middle.height)))
    return Box(middle.left - wide, middle.top - tall, middle.right + wide, middle.bottom + tall)


def _grown(rng: random.Random, part: Box, screen: Screen) -> Box:
    """The part with a margin, and with the whole of the lines that it cuts."""
    margin = rng.randint(*MARGIN_RANGE_PX)
    touched = [line.box for line in screen.lines if line.box.overlap(part)]
    whole = Box.around([part, *touched])
    return Box(
        max(0, whole.left - margin),
        max(0, whole.top - margin),
        min(screen.width, whole.right + margin),
        min(screen.height, whole.bottom + margin),
    )


def _holds(part: Box, box: Box) -> bool:
    return part.left <= box.left and part.top <= box.top and box.right <= part.right and box.bottom <= part.bottom


def _moved(item: Truth, part: Box) -> Truth:
    return replace(item, boxes=tuple(box.moved(-part.left, -part.top) for box in item.boxes))
