"""`tesseract`: the Tesseract program, called by pytesseract.

Tesseract's page analysis is made for paper: it loses white text on dark bars and joins the columns of tables. So our
line detection finds the lines, and Tesseract gets them on sheets: one below the other, black on white, at the height
that it reads best. Photographs are passed whole, with light evened out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from screenpii.config import Settings
from screenpii.imaging import Analysis
from screenpii.ocr import Options, engines
from screenpii.ocr.calibration import Calibration
from screenpii.ocr.doubt import unread
from screenpii.ocr.hidden import with_covers, with_masks
from screenpii.ocr.tesseract import program
from screenpii.ocr.tesseract.hocr import Word, distinct, parsed
from screenpii.scratch import sweep
from screenpii.types import Box, Char, Frame, Line

if TYPE_CHECKING:
    from screenpii.ocr.tesseract.sheets import Strip
    from screenpii.types import Pixels

# ISO 639-1 to the names of Tesseract's language files
LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "en:eng de:deu fr:fra es:spa pt:por it:ita nl:nld sv:swe da:dan no:nor fi:fin is:isl pl:pol cs:ces sk:slk"
        " hu:hun ro:ron hr:hrv sl:slv et:est lv:lav lt:lit ga:gle mt:mlt tr:tur ca:cat eu:eus gl:glg id:ind ms:msa"
        " vi:vie el:ell ru:rus uk:ukr bg:bul ja:jpn ko:kor zh:chi_sim ar:ara he:heb hi:hin th:tha"
    ).split()
)
ONE_BLOCK_MODE = 6  # Tesseract's page segmentation mode for one block of lines
SPARSE_TEXT_MODE = 11  # Tesseract's page segmentation mode for text anywhere
# fitted with benchmarks/calibration.py on the samples: on held-out halves it is off by 1.1 %, Tesseract's own
# confidence by 11.4 %
CALIBRATION = Calibration(
    ((0.0, 0.686), (0.153, 0.747), (0.4, 0.793), (0.662, 0.88), (0.849, 0.94), (0.927, 0.982), (0.958, 0.994))
)
MIN_LINE_SIDE_PX = 2  # side of a line's ink; thinner ones are remains of rules
MAX_GAP_HEIGHTS = 1.6  # gap within a line of a photograph in line heights
PNG_COMPRESSION_LEVEL = 1  # level of zlib: the fastest, for the file is read once

# which of several left, top, right and bottom edges of words is that of their line
OUTERMOST = (min, min, max, max)


@engines.register("tesseract")
class Tesseract:
    """Reads with the Tesseract program, one thread."""

    options: ClassVar[type[Options]] = Options
    calibration: ClassVar[Calibration] = CALIBRATION

    def __init__(self, settings: Settings, options: Options) -> None:
        sweep()
        self._timeout = settings.timeout
        self._language = program.languages([LANGUAGES.get(code, code) for code in settings.languages])

    @classmethod
    def check(cls) -> str:
        return program.missing()

    @classmethod
    def version(cls) -> str:
        return program.version()

    def read(self, frame: Frame, seen: Analysis) -> list[Line]:
        return list(self._photo(frame)) if seen.is_photo else with_covers(self._rendered(seen), seen.covers)

    def _rendered(self, seen: Analysis) -> Iterator[Line]:
        """The lines that image analysis sees, read from sheets."""
        from screenpii.imaging.ink import side_by_side
        from screenpii.imaging.masks import painted
        from screenpii.ocr.tesseract.sheets import GAP_PX, cut_out, drawn, sheets

        found = zip(seen.lines, seen.masks, strict=True)
        large = [(line, runs) for line, runs in found if min(line.box.width, line.box.height) >= MIN_LINE_SIDE_PX]
        pixels, mask = painted(seen.pixels, seen.ink.mask, [run for _, runs in large for run in runs])
        for sheet in sheets(cut_out(pixels, line, runs) for line, runs in large):
            image, tops = drawn(sheet)
            read: list[list[Word]] = [[] for _ in sheet]
            for word in self._words(image, ONE_BLOCK_MODE):
                middle = (word.edges[1] + word.edges[3]) / 2
                read[max(0, sum(top <= middle for top in tops) - 1)].append(word)
            for words, strip in zip(read, sheet, strict=True):
                chars = _chars(distinct(words), strip, GAP_PX)
                chars = with_masks(chars, strip.masks, strip.rest, mask) if strip.masks else chars
                if chars := chars or unread(side_by_side(seen.ink.mask, strip.ink)):
                    yield Line(chars, _confidence(words))

    def _photo(self, frame: Frame) -> Iterator[Line]:
        """The lines that Tesseract finds itself."""
        from screenpii.ocr.tesseract.photographs import evened
        from screenpii.ocr.tesseract.sheets import Strip

        image = evened(frame.pixels)
        x, y = frame.width / image.shape[1], frame.height / image.shape[0]
        line: list[Word] = []
        for word in [*self._words(image, SPARSE_TEXT_MODE), None]:
            if line and (word is None or _apart(line[-1], word)):
                left, top, right, bottom = (round(edge(w.edges[k] for w in line)) for k, edge in enumerate(OUTERMOST))
                crop = Box(0, 0, frame.width, frame.height)
                ink = Box(int(left * x), int(top * y), int(right * x) + 1, int(bottom * y) + 1)
                yield Line(_chars(line, Strip(image, crop, ink), 0), _confidence(line))
                line = []
            if word:
                line.append(word)

    def _words(self, image: Pixels, segmentation: int) -> Iterator[Word]:
        """What Tesseract reads in a grey image, line by line."""
        import cv2

        png = cv2.imencode(".png", image, [cv2.IMWRITE_PNG_COMPRESSION, PNG_COMPRESSION_LEVEL])[1].tobytes()
        yield from parsed(program.hocr(png, self._language, segmentation, self._timeout))


def _apart(last: Word, word: Word) -> bool:
    height = last.edges[3] - last.edges[1]
    return word.line != last.line or word.edges[0] - last.edges[2] > MAX_GAP_HEIGHTS * height


def _chars(words: list[Word], strip: Strip, offset: int) -> tuple[Char, ...]:
    """The characters of words on a strip in the frame's pixels, each as tall as the ink of the line.

    `offset` is the column of Tesseract's image at which the strip begins.
    """
    scale = strip.crop.width / strip.pixels.shape[1]
    chars: list[Char] = []
    for word in words:
        chars.extend([Char(" ")] if chars else [])
        first, last = word.edges[0], word.edges[2]
        for k, (letters, start, end) in enumerate(word.chars):
            start = first if k == 0 else min(max(first, start), last)
            end = last if k == len(word.chars) - 1 else max(min(last, end), start)
            left = strip.crop.left + int((start - offset) * scale)
            right = strip.crop.left - int(-(end - offset) * scale // 1)
            left = min(max(0, left, chars[-1].box.left if chars and chars[-1].box else 0), strip.crop.right - 1)
            box = Box(left, strip.ink.top, max(left + 1, min(right, strip.crop.right)), strip.ink.bottom)
            chars.extend(Char(letter, box) for letter in letters)
    return tuple(chars)


def _confidence(words: list[Word]) -> float:
    """Tesseract's own, the mean over the characters; 1 for what was seen in the pixels alone."""
    count = sum(len(word.chars) for word in words)
    mean = sum(word.confidence * len(word.chars) for word in words) / count if count else 1.0
    return max(0.0, mean)
