"""What is a photograph, as a whole or in part."""

from __future__ import annotations

import numpy as np

from screenpii.imaging.photographs import find_photographs, is_photo
from screenpii.types import Box
from tests.imaging.drawing import page, write


def test_only_noisy_pictures_are_taken_for_photographs() -> None:
    rendered = page(400, 600)
    write(rendered, "Orders", (40, 60))
    noise = np.random.default_rng(1).integers(-6, 7, rendered.shape)
    photo = np.clip(rendered.astype(int) - 20 + noise, 0, 255).astype(np.uint8)
    assert not is_photo(rendered)
    assert is_photo(photo)


def test_small_pictures_and_plain_pages_hold_no_photograph() -> None:
    pixels = page(400, 600)
    assert find_photographs(pixels) == []
    pixels[50:110, 50:110] = np.random.default_rng(5).integers(0, 256, (60, 60, 3), np.uint8)  # an avatar
    assert find_photographs(pixels) == []
    pixels[128:320, 192:480] = np.random.default_rng(6).integers(0, 256, (192, 288, 3), np.uint8)
    assert find_photographs(pixels) == [Box(192, 128, 480, 320)]
