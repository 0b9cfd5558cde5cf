"""The analysis of a frame: what is seen in it, each part once, and covers nowhere but among the covers."""

from __future__ import annotations

import cv2
import numpy as np

from screenpii.imaging import Analysis
from screenpii.imaging.covers import BAR
from tests.imaging.drawing import page, write
from tests.imaging.forms import LIGHT, ROWS, bar, form


def test_covers_are_found_and_are_neither_ink_nor_pixels_to_read() -> None:
    shown = form(LIGHT, bar("#000000"))
    seen = Analysis(shown)
    assert [cover.sign for cover in seen.covers] == [BAR] * len(ROWS)
    assert len(seen.lines) == len(ROWS)  # of the labels
    assert not any(seen.ink.mask[cover.box.slices].any() for cover in seen.covers)
    assert all((seen.pixels[cover.box.slices] == 255).all() for cover in seen.covers)
    assert (shown[seen.covers[0].box.slices] == 0).all()  # the frame itself stays as it is


def test_masks_are_told_for_each_line() -> None:
    pixels = page()
    write(pixels, "Customer", (40, 60))
    for k in range(4):
        cv2.circle(pixels, (50 + 9 * k, 114), 3, (20, 20, 20), -1, cv2.LINE_AA)
    write(pixels, "4242", (92, 120))
    seen = Analysis(pixels)
    runs = dict(zip((line.box.top > 90 for line in seen.lines), seen.masks, strict=True))
    assert runs[False] == ()
    assert [len(run) for run in runs[True]] == [4]


def test_each_part_is_computed_once() -> None:
    seen = Analysis(form(LIGHT, None))
    assert seen.ink is seen.ink
    assert seen.lines is seen.lines
    assert seen.pixels is seen.shown  # nothing is covered: no copy


def test_a_photograph_in_a_page_is_told_by_its_place() -> None:
    pixels = page(400, 600)
    noise = np.random.default_rng(6).integers(0, 256, (192, 288, 3), np.uint8)
    pixels[128:320, 192:480] = noise
    assert [box.xywh for box in Analysis(pixels).photographs] == [(192, 128, 288, 192)]
    assert not Analysis(pixels).is_photo
    assert Analysis(noise).is_photo
