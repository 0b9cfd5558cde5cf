"""Tesseract's hOCR output: the words of a page with the places of their characters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# A tag of a line, a word or a character: its class, its title in either kind of quotes, and the text behind it
TAG = re.compile(r"class='(ocr_\w+|ocrx_word|ocrx_cinfo)'[^>]*?title=(?:\"([^\"]*)\"|'([^']*)')[^>]*>([^<]*)")
LINE_CLASSES = {"ocr_line", "ocr_textfloat", "ocr_header", "ocr_caption"}  # hOCR classes that begin a line
# share of the narrower word's width in which two words overlap that are two readings of one place
SAME_PLACE_SHARE = 0.4


@dataclass(slots=True)
class Word:
    """A word that Tesseract read, in pixels of the image that it was given.

    `edges` are left, top, right and bottom of its box, `chars` its characters with their left and right edges,
    `confidence` Tesseract's for the word, 0 to 1; `line` is the number of its line.
    """

    edges: tuple[float, float, float, float]
    confidence: float
    line: int
    chars: list[tuple[str, float, float]] = field(default_factory=list)


def parsed(hocr: str) -> Iterator[Word]:
    """The words of Tesseract's hOCR; `line` counts its lines."""
    number, word = 0, None
    for kind, title, other, text in TAG.findall(hocr):
        told = re.findall(r"-?\d+(?:\.\d+)?", title or other)
        if kind in LINE_CLASSES:
            number += 1
        elif kind == "ocrx_word":
            if word and word.chars:
                yield word
            left, top, right, bottom, sure = (float(n) for n in told[:5])
            word = Word((left, top, right, bottom), sure / 100, number)
        elif kind == "ocrx_cinfo" and word and (letter := html.unescape(text).strip()):
            word.chars.append((letter, float(told[0]), float(told[2])))
    if word and word.chars:
        yield word


def distinct(words: list[Word]) -> list[Word]:
    """From left to right; of two readings of one place the one with more confidence."""
    kept: list[Word] = []
    for word in sorted(words, key=lambda w: w.edges[0]):
        last = kept[-1] if kept else None
        shared = min(last.edges[2], word.edges[2]) - word.edges[0] if last else 0
        if last and shared > SAME_PLACE_SHARE * min(w.edges[2] - w.edges[0] for w in (last, word)):
            kept[-1] = max(last, word, key=lambda w: w.confidence)
        else:
            kept.append(word)
    return kept
