"""Codes are pictures: drawn with zxing-cpp, pasted on a frame, read back."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp

from scanner.entities.code_payload import propose
from scanner.types import Candidate, Frame, Page


def frame_with(payload: str, kind: zxingcpp.BarcodeFormat) -> tuple[Frame, tuple[int, int, int, int]]:
    """A white frame with one code, and where it was put: left, top, right, bottom."""
    code = np.asarray(zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(payload, kind), scale=3))
    pixels = np.full((600, 900, 3), 255, np.uint8)
    height, width = code.shape[:2]
    pixels[100 : 100 + height, 80 : 80 + width] = code.reshape(height, width, -1)[:, :, :1]
    return Frame("code.png", pixels), (80, 100, 80 + width, 100 + height)


def read(payload: str, kind: zxingcpp.BarcodeFormat) -> tuple[list[Candidate], tuple[int, int, int, int]]:
    frame, place = frame_with(payload, kind)
    return list(propose(Page(frame, ()))), place


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        ("mailto:jane@example.com?subject=Order", zxingcpp.BarcodeFormat.QRCode),
        ("tel:+14155550143", zxingcpp.BarcodeFormat.DataMatrix),
        ("1Z999AA10123456784", zxingcpp.BarcodeFormat.Code128),
    ],
)
def test_personal_payloads_are_found_where_they_are(payload: str, kind: zxingcpp.BarcodeFormat) -> None:
    found, (left, top, right, bottom) = read(payload, kind)
    assert [c.text for c in found] == [payload]
    box = found[0].boxes[0]
    assert left <= box.left < box.right <= right
    assert top <= box.top < box.bottom <= bottom


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        ("4006381333931", zxingcpp.BarcodeFormat.EAN13),
        ("https://shop.example/sale", zxingcpp.BarcodeFormat.QRCode),
        ("SKU-4411", zxingcpp.BarcodeFormat.Code128),
    ],
)
def test_goods_and_links_are_not(payload: str, kind: zxingcpp.BarcodeFormat) -> None:
    assert read(payload, kind)[0] == []
