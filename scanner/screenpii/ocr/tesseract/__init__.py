"""`tesseract`: the Tesseract program at its best, called by pytesseract.

Tesseract's own page analysis is made for paper: it loses white text on dark bars and joins the columns of tables. So
our detector finds the lines, and Tesseract gets them on clean sheets: one below the other, black on white whatever
their colours, all of the height that it reads best. Photographs it gets whole, evened out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from screenpii.config import Settings
from screenpii.imaging import Analysis
from screenpii.ocr import engines
from screenpii.ocr.doubt import unread
from screenpii.ocr.hidden import with_covers, with_masks
from screenpii.ocr.tesseract import program
from screenpii.ocr.tesseract.hocr import Word, distinct, parsed
from screenpii.scratch import sweep
from screenpii.types import Box, Char, Frame, Line

if TYPE_CHECKING:
    from screenpii.imaging.lines import TextLine
    from screenpii.imaging.masks import Run
    from screenpii.types import Pixels

# ISO 639-1 to the names of Tesseract's language files.
LANGUAGES = dict(
    re.findall(
        r"(\w+):(\w+)",
        "en:eng de:deu fr:fra es:spa pt:por it:ita nl:nld sv:swe da:dan no:nor fi:fin is:isl pl:pol cs:ces sk:slk"
        " hu:hun ro:ron hr:hrv sl:slv et:est lv:lav lt:lit ga:gle mt:mlt tr:tur ca:cat eu:eus gl:glg id:ind ms:msa"
        " vi:vie el:ell ru:rus uk:ukr bg:bul ja:jpn ko:kor zh:chi_sim ar:ara he:heb hi:hin th:tha",
    )
)
# Measured with benchmarks/reading.py; the figures that are near each other differ by less than a point.
HEIGHT, HIGHEST = 25, 54  # pixels of a line's capitals on the sheet, and of all its ink at most
MARGIN = 0.2  # of the ink's height, taken from around it
MODEST = 0.3  # exponent: 0.7 of Tesseract, which few lines read well fall below, is 0.9 of a network
GAP = 18  # white pixels between lines and around the sheet
BOLD = 95  # percentile of the crop's contrast that becomes black
FAINT = 24  # levels: a crop of less contrast is not stretched further
PARTS, SPARSE = 6, 11  # page segmentation: one block of lines; text anywhere
LETTER = 20  # pixels of the usual letter of a photograph
TALLEST, LARGEST = 16_000, 40_000_000  # side and pixels of what Tesseract is given; its own limit is 32,767 a side
APART = 1.6  # of the line's height: a wider gap parts two lines of a photograph

OUTERMOST = (min, min, max, max)


@dataclass(frozen=True, slots=True)
class Strip:
    """One line on a sheet: black on white, and where it comes from (`crop`; `ink` is the text itself).

    `masks` are rows of dots and stars, which Tesseract reads as letters; `rest` is the line without them.
    """

    pixels: Pixels
    crop: Box
    ink: Box
    masks: Sequence[Run] = ()
    rest: TextLine | None = None

    @property
    def room(self) -> int:
        """The height that the strip takes up on a sheet."""
        return int(self.pixels.shape[0]) + GAP


@engines.register("tesseract")
class Tesseract:
    """Reads with the Tesseract program, one thread."""

    def __init__(self, settings: Settings) -> None:
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

        found = zip(seen.lines, seen.masks, strict=True)
        large = [(line, runs) for line, runs in found if line.box.width > 1 and line.box.height > 1]
        pixels, mask = painted(seen.pixels, seen.ink.mask, [run for _, runs in large for run in runs])
        for sheet in _sheets(_strip(pixels, line, runs) for line, runs in large):
            image, tops = _drawn(sheet)
            read: list[list[Word]] = [[] for _ in sheet]
            for word in self._words(image, PARTS):
                middle = (word.edges[1] + word.edges[3]) / 2
                read[max(0, sum(top <= middle for top in tops) - 1)].append(word)
            for words, strip in zip(read, sheet, strict=True):
                chars = _chars(distinct(words), strip)
                chars = with_masks(chars, strip.masks, strip.rest, mask) if strip.masks else chars
                if chars := chars or unread(side_by_side(seen.ink.mask, strip.ink)):
                    yield Line(chars, _confidence(words))

    def _photo(self, frame: Frame) -> Iterator[Line]:
        """The lines that Tesseract finds itself."""
        image = _evened(frame.pixels)
        x, y = frame.width / image.shape[1], frame.height / image.shape[0]
        line: list[Word] = []
        for word in [*self._words(image, SPARSE), None]:
            if line and (word is None or _apart(line[-1], word)):
                left, top, right, bottom = (round(edge(w.edges[k] for w in line)) for k, edge in enumerate(OUTERMOST))
                crop = Box(0, 0, frame.width, frame.height)
                ink = Box(int(left * x), int(top * y), int(right * x) + 1, int(bottom * y) + 1)
                yield Line(_chars(line, Strip(image, crop, ink), offset=0), _confidence(line))
                line = []
            if word:
                line.append(word)

    def _words(self, image: Pixels, segmentation: int) -> Iterator[Word]:
        """What Tesseract reads in a grey image, line by line."""
        import cv2

        png = cv2.imencode(".png", image, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes()
        yield from parsed(program.hocr(png, self._language, segmentation, self._timeout))


def _strip(frame: Pixels, line: TextLine, masks: Sequence[Run]) -> Strip:
    """A line cut out, black on white, scaled to the height that Tesseract reads best."""
    import cv2
    import numpy as np

    from screenpii.imaging.masks import without

    ink = line.box
    crop = ink.grown(max(2, round(MARGIN * ink.height)), Box.whole(frame.shape))
    pixels = frame[crop.slices].astype(np.float32)
    rim = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    differs = np.abs(pixels - np.median(rim, axis=0)).max(axis=2)
    black = max(FAINT, float(np.percentile(differs, BOLD)))
    grey = 255 - 255 * np.minimum(1, differs / black)
    factor = min(HEIGHT / line.height, HIGHEST / ink.height, (TALLEST - 2 * GAP) / crop.width)
    size = (max(1, round(crop.width * factor)), max(1, round(crop.height * factor)))
    scaled = cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA)
    return Strip(np.clip(scaled, 0, 255).astype(np.uint8), crop, ink, masks, without(line, masks))


def _sheets(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Strips in as many sheets as Tesseract's limits ask for."""
    sheet: list[Strip] = []
    width = height = 0
    for strip in strips:
        wider, higher = max(width, int(strip.pixels.shape[1]) + 2 * GAP), height + strip.room
        if sheet and (higher > TALLEST or wider * higher > LARGEST):
            yield sheet
            sheet, wider, higher = [], int(strip.pixels.shape[1]) + 2 * GAP, strip.room
        sheet.append(strip)
        width, height = wider, higher
    if sheet:
        yield sheet


def _drawn(sheet: list[Strip]) -> tuple[Pixels, list[int]]:
    """The strips one below the other on white, and where each begins."""
    import numpy as np

    width = max(int(strip.pixels.shape[1]) for strip in sheet) + 2 * GAP
    image = np.full((sum(strip.room for strip in sheet) + GAP, width), 255, np.uint8)
    tops, top = [], GAP
    for strip in sheet:
        height, length = strip.pixels.shape
        image[top : top + height, GAP : GAP + length] = strip.pixels
        tops.append(top)
        top += strip.room
    return image, tops


def _evened(pixels: Pixels) -> Pixels:
    """A photograph in grey: black on an even white whatever the light, with letters of a good height."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (max(1, grey.shape[1] // 4), max(1, grey.shape[0] // 4)), interpolation=cv2.INTER_AREA)
    ground = cv2.resize(cv2.medianBlur(small, 9), grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    differs = cv2.absdiff(grey, ground)
    pieces = cv2.connectedComponentsWithStats((differs > 48).astype(np.uint8), connectivity=8)[2][1:]
    wide, high, area = pieces[:, 2], pieces[:, 3], pieces[:, 4]
    letters = high[(high >= 4) & (high <= 90) & (wide <= 3 * high) & (wide * 6 >= high) & (area >= 6)]
    usual = float(np.median(letters)) if len(letters) > 20 else LETTER / 2
    limit = min(TALLEST / max(grey.shape), (LARGEST / grey.size) ** 0.5)
    factor = min(max(1.0, LETTER / usual), 4.0, limit)
    black = 255 - np.minimum(255, 1.5 * differs.astype(np.float32)).astype(np.uint8)
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(black, None, fx=factor, fy=factor, interpolation=way), dtype=np.uint8)


def _apart(last: Word, word: Word) -> bool:
    height = last.edges[3] - last.edges[1]
    return word.line != last.line or word.edges[0] - last.edges[2] > APART * height


def _chars(words: list[Word], strip: Strip, offset: int = GAP) -> tuple[Char, ...]:
    """The characters of words on a strip in the frame's pixels, each as tall as the ink of the line."""
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
    """The mean over the characters, on the scale of the networks; 1 for what was seen in the pixels alone."""
    count = sum(len(word.chars) for word in words)
    mean = sum(word.confidence * len(word.chars) for word in words) / count if count else 1.0
    return float(max(0.0, mean) ** MODEST)
