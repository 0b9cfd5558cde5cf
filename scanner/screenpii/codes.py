"""Codes on a picture: QR, Data Matrix, PDF417, Aztec and barcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.types import Box, Code, Pixels

# symbologies for goods, from the GS1 General Specifications
GOODS_SYMBOLOGIES = re.compile("EAN|UPC|ISBN|DataBar|PZN|ITF14|DXFilm", re.I)


def read_codes(pixels: Pixels) -> Iterator[Code]:
    """The codes that can be decoded, with their payloads; codes of goods are left out."""
    import zxingcpp

    for code in zxingcpp.read_barcodes(pixels, text_mode=zxingcpp.TextMode.Plain):
        if code.text and not GOODS_SYMBOLOGIES.search(str(code.format)):
            at = code.position
            corners = (at.top_left, at.top_right, at.bottom_left, at.bottom_right)
            yield Code(Box.around(Box(p.x, p.y, p.x + 1, p.y + 1) for p in corners), code.text)
