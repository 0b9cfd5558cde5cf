"""Pictures of a part of a screen hold what stands there, and the truth about it."""

from __future__ import annotations

import random

from models.generator.crop import MAX_ANONYMOUS_LINES, cropped, window
from models.generator.screen import draw_screen
from screenpii.types import Box


def test_a_part_holds_its_lines_and_their_truth() -> None:
    smaller = 0
    for seed in range(60):
        rng = random.Random(seed)
        whole = draw_screen(rng, frozenset(), frozenset(), noisy=False)
        part = cropped(rng, whole)
        frame = Box(0, 0, part.width, part.height)
        assert part.lines
        assert all(frame.overlap(line.box) == line.box.area for line in part.lines)
        assert all(frame.overlap(box) == box.area for item in part.truth for box in item.boxes)
        assert {line.text for line in part.lines} <= {line.text for line in whole.lines}
        assert {item.text for item in part.truth} <= {item.text for item in whole.truth}
        if len(part.lines) <= MAX_ANONYMOUS_LINES:
            assert {item.subject for item in part.truth} <= {"customer", "unknown"}
        smaller += part.width * part.height < 0.5 * whole.width * whole.height
    assert smaller > 30


def test_a_window_holds_no_line_that_its_edge_cuts() -> None:
    for seed in range(30):
        rng = random.Random(seed)
        whole = draw_screen(rng, frozenset(), frozenset(), noisy=False)
        part = window(rng, whole)
        frame = Box(0, 0, part.width, part.height)
        assert all(frame.overlap(line.box) == line.box.area for line in part.lines)
        assert all(frame.overlap(box) == box.area for item in part.truth for box in item.boxes)
        assert 0.1 * whole.width * whole.height < part.width * part.height <= whole.width * whole.height
