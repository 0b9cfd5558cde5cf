"""The encoder's two networks: lines to vectors of their words, then all words of a page to what they are.

The lower one reads each line by itself, so that lines which recur are read once. The upper one sees where words stand.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from screenpii.networks import session
from screenpii.tagger.encoder.inputs import Floats, Inputs, geometry, lines_of, multi_hot

if TYPE_CHECKING:
    import onnxruntime
    from sentencepiece import SentencePieceProcessor

OPENING_PIECE = 0  # number of the piece before a line
PADDING_PIECE = 1  # number of the piece that fills up a line
CLOSING_PIECE = 2  # number of the piece after a line
MAX_PIECES_PER_BATCH = 1_500  # pieces that the lower network reads at once
WINDOW_WORDS = 512  # words that the upper network reads at once
WINDOW_STEP_WORDS = 384  # words from the start of one window to the next on a longer page
MAX_CACHED_LINES = 4_000  # lines whose vectors are cached

Line = tuple[tuple[int, ...], ...]
"""A line's words, each as the numbers of its pieces."""


@dataclass(frozen=True, slots=True)
class Probabilities:
    """For each of N words: of the types (N x T), that an item begins there (N), of the subjects (N x 3)."""

    types: Floats
    begins: Floats
    subjects: Floats


@dataclass(frozen=True)  # without slots, so that the sessions are kept
class Network:
    """The two networks, the tokeniser and the names of the hints, as their files hold them."""

    lower: bytes
    upper: bytes
    tokeniser: bytes
    hints: tuple[str, ...]

    @cached_property
    def pieces(self) -> SentencePieceProcessor:
        """The tokeniser."""
        from sentencepiece import SentencePieceProcessor

        return SentencePieceProcessor(model_proto=self.tokeniser)

    @cached_property
    def _sessions(self) -> tuple[onnxruntime.InferenceSession, onnxruntime.InferenceSession]:
        return session(self.lower), session(self.upper)

    @cached_property
    def _known(self) -> OrderedDict[Line, Floats]:
        return OrderedDict()

    def forget(self) -> None:
        """Read every line anew from now on."""
        self._known.clear()

    def look(self, it: Inputs) -> Probabilities:
        """What the words of a page are; of a word in two windows the mean of both."""
        told = multi_hot(it.hints, {name: number for number, name in enumerate(self.hints)})
        place = geometry(it)
        vectors = self._vectors(it)
        sums: list[Floats] = []
        times = np.zeros((len(vectors), 1), np.float32)
        for start, end in windows(len(vectors)):
            cut = slice(start, end)
            feeds = {"words": vectors[cut], "bins": place.bins[cut], "ems": place.ems[cut], "hints": told[cut]}
            found = self._sessions[1].run(None, feeds)
            sums = sums or [np.zeros((len(vectors), part.shape[1]), np.float32) for part in found]
            for total, part in zip(sums, found, strict=True):
                total[cut] += part
            times[cut] += 1
        types, begins, subjects = (total / times for total in sums)
        return Probabilities(types, begins[:, 0], subjects)

    def _vectors(self, it: Inputs) -> Floats:
        """A row of 384 for each word."""
        lines = [it.pieces[start:end] for start, end in lines_of(it)]
        new = sorted({line for line in lines if line not in self._known}, key=length)
        for group in groups(new):
            states = self._sessions[0].run(None, {"pieces": padded(group)})[0]
            self._known.update((line, means(rows, line)) for line, rows in zip(group, states, strict=True))
        found = np.concatenate([self._known[line] for line in lines])
        for line in lines:
            self._known.move_to_end(line)
        while len(self._known) > max(MAX_CACHED_LINES, len(lines)):
            self._known.popitem(last=False)
        return found


def windows(count: int) -> Iterator[tuple[int, int]]:
    """Ranges that cover so many words."""
    start = 0
    while start + WINDOW_WORDS < count:
        yield start, start + WINDOW_WORDS
        start += WINDOW_STEP_WORDS
    yield start, count


def padded(lines: Sequence[Line]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Lines as rows of pieces, with those that open and close them."""
    found = np.full((len(lines), max(map(length, lines)) + 2), PADDING_PIECE, np.int64)
    for row, line in zip(found, lines, strict=True):
        flat = [OPENING_PIECE, *(piece for word in line for piece in word), CLOSING_PIECE]
        row[: len(flat)] = flat
    return found


def means(states: Floats, line: Line) -> Floats:
    """The mean over each word's pieces; `states` begins with that of the piece which opens the line."""
    lengths = [len(word) for word in line]
    starts = 1 + np.cumsum([0, *lengths[:-1]])
    sums: Floats = np.add.reduceat(states[: 1 + sum(lengths)], starts)
    return sums / np.array(lengths, np.float32)[:, None]


def groups(lines: Sequence[Line], most: int = MAX_PIECES_PER_BATCH) -> Iterator[list[Line]]:
    """Lines, sorted by length, that are read at once."""
    group: list[Line] = []
    for line in lines:
        if group and (len(group) + 1) * (length(line) + 2) > most:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def length(line: Line) -> int:
    """The number of a line's pieces."""
    return sum(map(len, line))
