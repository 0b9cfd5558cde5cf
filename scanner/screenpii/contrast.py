"""Which lines are paler than the others of their frame, as placeholders in input boxes are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from screenpii.types import Line, Pixels

USUAL_PERCENTILE = 75  # percentile of the lines' contrasts that is a frame's usual contrast
# contrast of a pale line over the usual one: #999 beside #555 on white has .60, #666 beside #333 .75
PALER_RATIO = 0.67
MAX_PALE_CONTRAST = 0.5  # contrast of a pale line, 1 being black on white
INK_PERCENTILE = 98  # percentile of a line's differences from its ground that is taken for the ink's
WHITE_LEVEL = 255.0  # grey level of white


def with_faint(lines: Sequence[Line], pixels: Pixels) -> list[Line]:
    """The lines; those with low contrast, absolute and against the other lines of the frame, are marked `faint`.

    `pixels` are height x width x 3, RGB of 8 bits, the lines' boxes in them.
    """
    if not lines:
        return []
    contrasts = np.array([_contrast(pixels[line.box.slices]) for line in lines])
    limit = min(MAX_PALE_CONTRAST, PALER_RATIO * float(np.percentile(contrasts, USUAL_PERCENTILE)))
    return [replace(line, faint=True) if faint else line for line, faint in zip(lines, contrasts < limit, strict=True)]


def _contrast(part: Pixels) -> float:
    """The contrast of ink and ground, 0 to 1; the ground is the median grey level."""
    if not part.size:
        return 1.0
    grey = part.mean(axis=2, dtype=np.float32)
    return float(np.percentile(np.abs(grey - np.median(grey)), INK_PERCENTILE)) / WHITE_LEVEL
