"""`rapidocr`: PP-OCRv6 small, with the weights that ship inside the rapidocr package."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar

from screenpii.config import Settings
from screenpii.imaging import Analysis
from screenpii.ocr import Options, engines
from screenpii.ocr.calibration import IDENTITY, Calibration
from screenpii.ocr.doubt import told
from screenpii.ocr.hidden import with_hidden, without_hidden
from screenpii.types import Box, Char, Frame, Line

if TYPE_CHECKING:
    from screenpii.types import Pixels

# No angle classifier (screens are upright), no shrinking of 2x captures, all lines kept, one thread a process.
PARAMETERS = {
    "Global.use_cls": False,
    "Global.max_side_len": 4000,
    "Global.text_score": 0.0,
    "Global.log_level": "error",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}

MIN_MEAN_CONFIDENCE = 0.3  # mean confidence of a line that counts as read


@engines.register("rapidocr")
class RapidOcr:
    """Reads with RapidOCR; characters are placed by the recogniser's time steps."""

    options: ClassVar[type[Options]] = Options
    calibration: ClassVar[Calibration] = IDENTITY

    def __init__(self, settings: Settings, options: Options) -> None:
        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        from rapidocr import RapidOCR

        self._read: Any = RapidOCR(params=PARAMETERS)

    @classmethod
    def check(cls) -> str:
        return "" if find_spec("rapidocr") else "pip install 'screenpii[rapidocr]'"

    @classmethod
    def version(cls) -> str:
        return version("rapidocr") if find_spec("rapidocr") else ""

    def read(self, frame: Frame, seen: Analysis) -> list[Line]:
        if seen.is_photo:
            return list(self._lines(frame.pixels))
        return with_hidden(self._lines(without_hidden(seen)), seen)

    def _lines(self, pixels: Pixels) -> Iterator[Line]:
        """The lines that RapidOCR finds and reads in pixels."""
        whole = Box.whole(pixels.shape)
        result = self._read(pixels[:, :, ::-1], return_word_box=True, return_single_char_box=True)
        if result.txts is None:
            return
        rows = zip(result.txts, result.word_results, result.scores, strict=True)
        for text, boxes, score in rows:
            if text.strip():
                yield told(_chars(text, boxes, whole), float(score), MIN_MEAN_CONFIDENCE)


def _chars(text: str, found: Any, within: Box) -> tuple[Char, ...]:
    """The text's characters with the boxes of the words found in it; spaces have none."""
    boxes = [_box(quad, within) for word, _, quad in found for _ in word.strip()]
    given = iter(boxes)
    return tuple(Char(c, None if c.isspace() else next(given, None)) for c in text)


def _box(quad: Any, within: Box) -> Box:
    xs, ys = [int(p[0]) for p in quad], [int(p[1]) for p in quad]
    left, top = max(within.left, min(xs)), max(within.top, min(ys))
    return Box(left, top, max(left + 1, min(within.right, max(xs))), max(top + 1, min(within.bottom, max(ys))))
