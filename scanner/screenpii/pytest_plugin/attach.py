"""Pictures of what failed a test, for Allure's and pytest-html's reports: without the data, which is painted over."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import pytest

from screenpii.policy.masking import BULLET
from screenpii.pytest_plugin.words import MAX_FINDINGS_LISTED, exposures
from screenpii.reports.escape import visible
from screenpii.reports.ranking import on_frame
from screenpii.types import Box, Reading, Record, Skipped

TEXT_HEIGHT_PX = 15  # height of the text on a picture


class Attachments:
    """The pictures of a test's phase, until its report takes them along. `wanted` if the run writes such a report."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.html = bool(config.getoption("htmlpath", None))
        self.allure = bool(config.getoption("allure_report_dir", None))
        self.wanted = self.html or self.allure
        self.pictures: list[tuple[str, bytes]] = []

    def keep(self, results: Sequence[Reading | Skipped]) -> None:
        """Draw what has failed a test."""
        for result in results if self.wanted else ():
            if isinstance(result, Reading) and result.exposures and result.wireframe:
                self.pictures.append(
                    (f"{visible(result.source)}{on_frame(result.position)}, painted over", drawn(result))
                )

    def hand_over(self, report: Any) -> None:
        """Give the pictures to the report of a phase that failed; of another (the failure was expected) drop them."""
        pictures, self.pictures = self.pictures, []
        if not (report.failed and pictures):
            return
        if self.html:
            from pytest_html import extras

            shown = [extras.png(b64encode(picture).decode(), name) for name, picture in pictures]
            report.extras = [*getattr(report, "extras", []), *shown]
        if self.allure:
            import allure

            for name, picture in pictures:
                allure.attach(picture, name, allure.attachment_type.PNG)


def drawn(reading: Reading) -> bytes:
    """The reading's wireframe as PNG, what shows outlined and numbered on it, and below it in words, masked."""
    from PIL import Image

    from screenpii.annotate.legend import Key, Legend
    from screenpii.annotate.pen import PAPER_RGB, Pen, size
    from screenpii.annotate.tags import colour_of

    found = list(enumerate(exposures(reading)[:MAX_FINDINGS_LISTED], 1))
    wireframe = Image.open(io.BytesIO(reading.wireframe)).convert("RGB")
    legend = Legend([Key(_words(n, f), "tag", colour_of(f)) for n, f in found], TEXT_HEIGHT_PX, wireframe.width)
    image = Image.new("RGB", (legend.width, wireframe.height + legend.height), PAPER_RGB)
    image.paste(wireframe)
    pen, ratio = Pen(image, Box(0, 0, *wireframe.size), TEXT_HEIGHT_PX), wireframe.width / reading.width
    for n, finding in reversed(found):  # the worst on top
        boxes = [_scaled(box, ratio) for box in finding.boxes]
        for box in boxes:
            pen.outline(box, colour_of(finding), pen.thick)
        width, height = size(str(n), TEXT_HEIGHT_PX)
        left, top = max(0, boxes[0].left - width), max(0, boxes[0].top - height // 2)
        pen.sign(Box(left, top, left + width, top + height), str(n), colour_of(finding))
    legend.draw(Pen(image, Box(0, 0, *image.size), legend.scale), wireframe.height)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _words(number: int, finding: Record) -> str:
    preview = visible(finding.preview).replace(BULLET, "*")  # the font has no bullet
    return f"{number} {finding.severity} {finding.type} {preview}"


def _scaled(box: Box, ratio: float) -> Box:
    return Box(*(round(side * ratio) for side in (box.left, box.top, box.right, box.bottom)))
