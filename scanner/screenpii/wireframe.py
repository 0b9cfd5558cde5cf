"""A small picture of a frame that a report may show: labels stay, every other text is painted over.

Unrecognised text is painted over, too: only words known not to be personal are left.
Found values are painted in the colour of their severity, or of their verdict if they are not exposed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from screenpii.screens import is_static
from screenpii.types import Box, Page, Record

MAX_WIDTH_PX = 720  # width of the picture
MAX_HEIGHT_PX = 900  # height of the picture
WEBP_QUALITY = 60  # quality of WebP, 0 to 100
GREY_RGB = (148, 152, 160)  # colour of text that is not personal
REGION_TYPES = frozenset({"PURCHASE_HISTORY"})  # types that are outlined: their contents are painted over anyway
# colour of an exposed finding
SEVERITY_RGB = {"critical": (160, 0, 40), "high": (200, 60, 0), "medium": (170, 120, 0), "low": (0, 110, 140)}
# colour of any other finding
VERDICT_RGB = {"masked": (70, 120, 90), "allowed": (110, 110, 150), "accepted": (120, 90, 150)}


def wireframe(page: Page, findings: Sequence[Record]) -> bytes:
    """The picture as WebP."""
    image = Image.fromarray(page.frame.pixels)
    pen = ImageDraw.Draw(image)
    labels = {field.label for field in page.fields if any(m.exact for m in field.meanings)}
    for line, span in zip(page.lines, page.spans, strict=True):
        if span not in labels and not is_static(line.text):
            _paint(pen, line.box, GREY_RGB)
    for finding in sorted(findings, key=lambda f: f.type not in REGION_TYPES):
        colour = SEVERITY_RGB[finding.severity] if finding.verdict == "exposed" else VERDICT_RGB[finding.verdict]
        for box in finding.boxes:
            if finding.type in REGION_TYPES:
                pen.rectangle(_corners(box, 3), outline=colour, width=max(2, page.frame.width // 400))
            else:
                _paint(pen, box, colour)
    image.thumbnail((MAX_WIDTH_PX, MAX_HEIGHT_PX), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=WEBP_QUALITY, method=4)
    return out.getvalue()


def _paint(pen: ImageDraw.ImageDraw, box: Box, colour: tuple[int, int, int]) -> None:
    pen.rectangle(_corners(box, max(1, box.height // 6)), fill=colour)


def _corners(box: Box, margin: int) -> tuple[int, int, int, int]:
    return box.left - margin, box.top - margin, box.right + margin - 1, box.bottom + margin - 1
