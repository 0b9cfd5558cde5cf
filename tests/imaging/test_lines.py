"""Lines are made of ink, and never across a rule."""

from __future__ import annotations

from screenpii.imaging.ink import find_ink
from screenpii.imaging.lines import find_lines
from tests.imaging.drawing import page, write


def test_a_pale_rule_parts_what_stands_close_to_it() -> None:
    pixels = page(height=400)
    for k in range(10):
        write(pixels, "20250115", (40, 40 + 36 * k))
        write(pixels, "81375558", (134, 40 + 36 * k))
    assert len(find_lines(find_ink(pixels))) == 10
    pixels[:, 127:128] = 214
    assert len(find_lines(find_ink(pixels))) == 20
