"""`tesseract`: the Tesseract program, through pytesseract."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec

from scanner.config import Settings
from scanner.errors import MissingEngineError, UnreadableError
from scanner.ocr import engines
from scanner.types import Box, Char, Frame, Line

# ISO 639-1 to the names of Tesseract's language files.
LANGUAGES = {"en": "eng", "de": "deu", "fr": "fra", "es": "spa", "pt": "por", "it": "ita", "nl": "nld"}
INSTALL = "install Tesseract (Debian: apt-get install tesseract-ocr; macOS: brew install tesseract) and pip install 'screenpii[tesseract]'"


@engines.register("tesseract")
class Tesseract:
    """Reads with Tesseract; it gives boxes by word, which are shared out evenly among the characters."""

    def __init__(self, settings: Settings) -> None:
        os.environ["OMP_THREAD_LIMIT"] = "1"
        import pytesseract

        have = set(pytesseract.get_languages())
        wanted = [LANGUAGES.get(code, code) for code in settings.languages]
        missing = [name for name in wanted if name not in have]
        if missing:
            raise MissingEngineError(f"Tesseract has no language {missing[0]!r}: install tesseract-ocr-{missing[0]}")
        self._language = "+".join(wanted)

    @classmethod
    def check(cls) -> str:
        return "" if find_spec("pytesseract") and shutil.which("tesseract") else INSTALL

    @classmethod
    def version(cls) -> str:
        program = shutil.which("tesseract")
        if not program:
            return ""
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        return told.split()[1] if told.startswith("tesseract ") else ""

    def read(self, frame: Frame) -> list[Line]:
        import pytesseract
        from PIL import Image

        image = Image.fromarray(frame.pixels)
        try:
            rows = pytesseract.image_to_data(image, lang=self._language, output_type=pytesseract.Output.DICT)
        except pytesseract.TesseractError as error:
            raise UnreadableError(f"Tesseract failed with status {error.status}") from None
        return list(_lines(rows))


def _lines(rows: dict[str, list[int | str | float]]) -> Iterator[Line]:
    """One line for each of Tesseract's lines, words joined by spaces."""
    chars: dict[tuple[object, ...], list[Char]] = {}
    sure: dict[tuple[object, ...], list[float]] = {}
    for k, raw in enumerate(rows["text"]):
        text = str(raw).strip()
        if not text or float(rows["conf"][k]) < 0:
            continue
        key = (rows["block_num"][k], rows["par_num"][k], rows["line_num"][k])
        line = chars.setdefault(key, [])
        if line:
            line.append(Char(" "))
        left, top, width, height = (int(rows[name][k]) for name in ("left", "top", "width", "height"))
        line.extend(_word(text, Box(left, top, left + width, top + height)))
        sure.setdefault(key, []).append(float(rows["conf"][k]) / 100)
    for key, line in chars.items():
        yield Line(tuple(line), sum(sure[key]) / len(sure[key]))


def _word(text: str, box: Box) -> Iterator[Char]:
    step = box.width / len(text)
    for k, c in enumerate(text):
        left = box.left + round(k * step)
        yield Char(c, Box(left, box.top, max(left + 1, box.left + round((k + 1) * step)), box.bottom))
