"""Lines that an engine read across a column border are cut at the border."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from statistics import median

from screenpii.layout.size import em
from screenpii.types import Box, Char, Line

MIN_COLUMN_GAP_EMS = 1.5  # ems between two columns; a space has about a quarter of an em
MIN_COLUMN_GAP_CHAR_WIDTHS = 2.6  # median character widths between two columns
_SURROGATE = re.compile("[\ud800-\udfff]")


def split_columns(lines: Iterable[Line]) -> list[Line]:
    """The lines, each cut where the gap between two characters is too wide for a space; empty lines dropped."""
    return [part for line in lines for part in _parts(_sound(line))]


def _sound(line: Line) -> Line:
    """The line without surrogates, which cannot be encoded."""
    if not _SURROGATE.search(line.text):
        return line
    return replace(line, chars=tuple(Char(_SURROGATE.sub("\ufffd", c.text), c.box) for c in line.chars))


def _parts(line: Line) -> Iterator[Line]:
    boxes = [c.box for c in line.chars if c.box and not c.text.isspace()]
    if not boxes:
        return
    widest = max(MIN_COLUMN_GAP_EMS * em(line), MIN_COLUMN_GAP_CHAR_WIDTHS * median(b.width for b in boxes))
    part: list[Char] = []
    last: Box | None = None
    for char in line.chars:
        if char.box and last and not char.text.isspace() and char.box.left - last.right > widest:
            yield from _trimmed(part, line)
            part = []
        part.append(char)
        if char.box and not char.text.isspace():
            last = char.box
    yield from _trimmed(part, line)


def _trimmed(chars: list[Char], line: Line) -> Iterator[Line]:
    """These characters of a line without white space at its ends, if anything is left."""
    start, end = 0, len(chars)
    while start < end and chars[start].text.isspace():
        start += 1
    while end > start and chars[end - 1].text.isspace():
        end -= 1
    if start < end and any(c.box for c in chars[start:end]):
        yield replace(line, chars=tuple(chars[start:end]))
