"""Mask characters, and what OCR reads them as."""

from __future__ import annotations

import re
from collections.abc import Iterator

DOTS = "•●∙⦁·‧⋅◦○⚫▪■█▇▮▒…"  # dots, bars and shades in use as masks; the ellipsis stands for several characters
STARS = "*∗✱✻＊"  # stars in use as masks
MASKS = re.escape(DOTS + STARS)  # all mask characters, escaped for a character class
MIDDLE_DOTS = re.escape("·‧⋅∙")  # characters that alone separate words: "Paid · Visa", "Jane·Smith"
LONG_MASKS = re.escape("█▇▮▒…")  # characters that stand for several hidden ones wherever they are
# A dot or star alone is a mask only within a word or right before digits: with spaces around it parts words or opens an
# item of a list. Of x only runs of three are masks, or two that stand alone (xx/xx); of # and _ runs of two.
# Possessive (++): a run is never given back in parts, so that several in a row take no exponential time.
_ONE = rf"(?:\A[{MASKS}]\Z|[{MASKS}](?= [{MASKS}])|(?<=[{MASKS}] )[{MASKS}]|[{LONG_MASKS}]|(?:(?<=\S)|(?=.[\d@]))(?![{MIDDLE_DOTS}])[{MASKS}])"
RUN = rf"(?:[{MASKS}]{{2,}}+|{_ONE}|[xX]{{3,}}+|(?<![^\W_])[xX]{{2}}(?![^\W_])|#{{2,}}+|_{{2,}}+)"
_RUN = re.compile(RUN)


# A dot between spaces that separates two texts: "77120 · 9 visits", "Order 4711 • paid"; between masks it is one of them.
_SEPARATOR = re.compile(rf"(?<![{MASKS}]) [·•∙‧⋅] (?![{MASKS}])")


def parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of `text[start:end]` between dots that part texts, as offsets into the text."""
    at = start
    for match in _SEPARATOR.finditer(text, start, end):
        yield at, match.start()
        at = match.end()
    yield at, end


def is_masked(text: str) -> bool:
    """Whether the text holds characters that stand for hidden ones."""
    return _RUN.search(text) is not None


def runs(text: str) -> list[tuple[int, int]]:
    """Start and end of each run of mask characters."""
    return [m.span() for m in _RUN.finditer(text)]


# phrases for "ending in", before the last digits of a number, in seven languages
ENDINGS = re.compile(
    r"\b(?:end(?:ing|s)?(?: in| with)?|last (?:4|four)(?: digits)?|endet auf|endziffern|endend auf|se terminant par|"
    r"finissant par|termina(?:da|do|nte)? (?:en|em|in)|que termina en|acaba(?:da)? en|final|che termina con|"
    r"finisce con|eindigend op|eindigt op)\b",
    re.I,
)
