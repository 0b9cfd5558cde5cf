"""The encoder's input: words as pieces, their places, and hints from the word lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from screenpii.tagger.features import Word
from screenpii.types import Page, Span

PAGE_BINS = 64  # bins of a place across the page's width, and down its height
HEIGHT_BINS = 16  # bins of line height over the page's median, two to a factor of two
WIDTH_BINS = 16  # bins of page width in line heights
MAX_WORD_PLACES = 32  # places of a word in its line that differ; later words share the last
MAX_LINE_PIECES = 126  # pieces of a line that are read at once
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

# features of the tagger that spell no word out, so that they are the same in all languages
HINT_PREFIXES = frozenset(
    (
        *("region", "corner", "size", "kind", "holds", "about", "rank", "says", "section", "table", "most", "next"),
        *("house", "left", "right", "before", "after", "named", "nearest", "alone", "first", "last", "inner"),
        *(
            f"{what}:{place}"
            for what in ("label", "whose")
            for place in ("inline", "left", "header", "above", "title", "right", "below")
        ),
        *("given", "family", "place", "common", "interface", "ordinary", "title", "suffix", "particle", "street"),
        *("unit", "legal", "label", "whose", "faint", "s"),
    )
)


class Pieces(Protocol):
    """A tokeniser: a text to the numbers of its pieces."""

    def encode(self, text: str) -> list[int]:
        """The numbers of a text's pieces."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """A page's words as arrays, in reading order: N words.

    `pieces` of each word; `line` of each; `edges` are left, top, right and bottom (N x 4, pixels); `hints` are names.
    """

    words: tuple[Word, ...]
    pieces: tuple[tuple[int, ...], ...]
    line: Ints
    edges: Floats
    size: tuple[int, int]
    hints: tuple[tuple[str, ...], ...]

    @property
    def em(self) -> float:
        """The median height of the lines that hold words, in pixels."""
        first = np.unique(self.line, return_index=True)[1]
        return float(max(1.0, np.median((self.edges[:, 3] - self.edges[:, 1])[first])))

    def part(self, start: int, end: int) -> Inputs:
        """The words from one number to another."""
        cut = slice(start, end)
        return Inputs(
            self.words[cut], self.pieces[cut], self.line[cut], self.edges[cut], self.size, self.hints[cut]
        )  # fmt: skip


def inputs(page: Page, words: Sequence[Word], rows: Sequence[Sequence[str]], pieces: Pieces) -> Inputs:
    """The inputs for words of a page; `rows` are their features as the tagger sees them. Signs alone are left out."""
    kept = [k for k, word in enumerate(words) if any(c.isalnum() for c in word.text)]
    edges = np.zeros((len(kept), 4), np.float32)
    for n, k in enumerate(kept):
        word = words[k]
        box = page.box(Span(word.start, word.end))
        line = page.lines[word.line].box
        edges[n] = box.left, line.top, box.right, line.bottom
    return Inputs(
        tuple(words[k] for k in kept),
        tuple(_pieces(page.text, words[k], pieces) for k in kept),
        np.array([words[k].line for k in kept], np.int64),
        edges,
        (page.frame.width, page.frame.height),
        tuple(_hints(page, words[k], rows[k]) for k in kept),
    )


def _pieces(text: str, word: Word, pieces: Pieces) -> tuple[int, ...]:
    """The pieces of a word; one that follows a space begins with the mark of a space."""
    opens = word.start == 0 or text[word.start - 1].isspace()
    plain = unicodedata.normalize("NFKC", word.text)[:MAX_LINE_PIECES]
    return tuple(pieces.encode(f"▁{plain}" if opens else plain)) or tuple(pieces.encode("▁"))


def _hints(page: Page, word: Word, row: Sequence[str]) -> tuple[str, ...]:
    found = [feature for feature in row if feature.partition("=")[0] in HINT_PREFIXES]
    return (*found, "faint") if page.lines[word.line].faint else tuple(found)


def family_of(hint: str) -> str:
    """The part of a hint's name before its value."""
    return hint.partition("=")[0]


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where words stand, as the network takes it: `bins` (N x 7) are numbers of embeddings, `ems` (N x 4) distances.

    Bins: left, top, right and bottom in 64ths of the page; the line's height; the page's width; the place in the line.
    Ems: left, right, middle of the height, all in median heights of a line; and the line's number.
    """

    bins: Ints
    ems: Floats


def geometry(it: Inputs) -> Geometry:
    """Where the words of a page stand."""
    width, height = it.size
    em = it.em
    sides = it.edges / np.array([width, height, width, height], np.float32)
    tall = np.round(2 * np.log2(np.maximum(0.1, (it.edges[:, 3] - it.edges[:, 1]) / em))) + HEIGHT_BINS // 2
    wide = np.full(len(it.line), round(2 * float(np.log2(1 + width / em))))
    first = np.maximum.accumulate(np.where(np.diff(it.line, prepend=-1) != 0, np.arange(len(it.line)), 0))
    place = np.arange(len(it.line)) - first
    bins = np.column_stack(
        [
            np.clip((sides * PAGE_BINS).astype(np.int64), 0, PAGE_BINS - 1),
            np.clip(tall.astype(np.int64), 0, HEIGHT_BINS - 1),
            np.clip(wide, 0, WIDTH_BINS - 1),
            np.minimum(place, MAX_WORD_PLACES - 1),
        ]
    ).astype(np.int64)
    middle = (it.edges[:, 1] + it.edges[:, 3]) / 2
    ems = np.column_stack([it.edges[:, 0] / em, it.edges[:, 2] / em, middle / em, it.line]).astype(np.float32)
    return Geometry(bins, ems)


def multi_hot(hints: Sequence[Sequence[str]], at: Mapping[str, int]) -> Floats:
    """For each word a row with 1 for each of its hints that is known."""
    found = np.zeros((len(hints), len(at)), np.float32)
    for row, names in zip(found, hints, strict=True):
        row[[at[name] for name in names if name in at]] = 1
    return found


def lines_of(it: Inputs) -> list[tuple[int, int]]:
    """Ranges of words that are read together: those of a line, at most so many pieces."""
    found = []
    start, length = 0, 0
    for k in range(len(it.line)):
        size = len(it.pieces[k])
        if k > start and (it.line[k] != it.line[start] or length + size > MAX_LINE_PIECES):
            found.append((start, k))
            start, length = k, 0
        length += size
    return [*found, (start, len(it.line))] if len(it.line) else []
