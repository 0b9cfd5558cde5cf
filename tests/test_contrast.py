"""Paler lines are told, on light and dark ground; equally grey ones are not."""

from __future__ import annotations

import numpy as np
import pytest

from screenpii.contrast import with_faint
from screenpii.types import Box, Char, Line, Pixels


def picture(ground: int, inks: list[int]) -> tuple[Pixels, list[Line]]:
    """Lines of strokes under one another in these greys."""
    pixels = np.full((40 * len(inks), 200, 3), ground, np.uint8)
    lines = []
    for k, ink in enumerate(inks):
        box = Box(10, 40 * k + 10, 150, 40 * k + 26)
        pixels[box.top : box.bottom, 10:150:5] = ink
        lines.append(Line((Char("x", box),)))
    return pixels, lines


@pytest.mark.parametrize(
    ("ground", "inks", "faint"),
    [
        (255, [30, 30, 85, 160, 30], [False, False, False, True, False]),
        (25, [230, 110, 230, 230], [False, True, False, False]),
        (255, [120, 120, 120], [False, False, False]),
        (255, [170, 170, 170], [False, False, False]),
        (255, [0, 110, 0], [False, False, False]),  # grey, but dark enough to be read as any other
    ],
)
def test_paler_lines_are_faint(ground: int, inks: list[int], faint: list[bool]) -> None:
    pixels, lines = picture(ground, inks)
    assert [line.faint for line in with_faint(lines, pixels)] == faint


def test_a_frame_without_text() -> None:
    assert with_faint([], np.zeros((4, 4, 3), np.uint8)) == []
