"""Plain pages with text drawn on them."""

from __future__ import annotations

import cv2
import numpy as np

from screenpii.types import Pixels


def page(height: int = 200, width: int = 700, ground: int = 255) -> Pixels:
    return np.full((height, width, 3), ground, np.uint8)


def write(pixels: Pixels, text: str, at: tuple[int, int], ink: int = 20) -> None:
    """Text with its baseline at `at`, about 14 pixels high."""
    cv2.putText(pixels, text, at, cv2.FONT_HERSHEY_SIMPLEX, 0.6, (ink, ink, ink), 1, cv2.LINE_AA)
