"""Text recognition: crops of lines become characters with positions.

The tiny network reads them, and the small one the words in which its confidence is low."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from screenpii.imaging.ink import stretches
from screenpii.networks import Weights, session
from screenpii.ocr.screen.weights import SMALL, TINY, latin, recogniser

INPUT_HEIGHT_PX = 48  # height of the networks' input
STEP_PX = 8  # width of one time step of the networks' input
SIGN_CONFIDENCE_RATIO = 0.63  # confidence asked of signs over that asked of letters and digits
# a capital I after or before small letters, which is a misread small l
CAPITAL_I = re.compile(r"(?<=[a-zß-öø-ÿ])(?<!Mc)(?<!Mac)I(?![A-Z])|(?<=\bI)I(?=[a-zß-öø-ÿ])")
DASHES = "-‐‑–—−"  # dashes, which are read as a hyphen
# distance from a piece of ink to the nearest character over the usual distance; farther pieces were not read
MAX_UNREAD_DISTANCE_RATIO = 0.75
MIN_WORD_GAP_HEIGHTS = 0.16  # crop heights of a gap between two words
MAX_CACHED_CROPS = 4096  # crops whose readings are cached
MAX_INPUT_WIDTH_PX = 3200  # width of the networks' input; longer lines are squeezed into it


@dataclass(frozen=True, slots=True)
class Reading:
    """Characters of one crop, each with its position (0 to 1 of the crop's width) and its confidence."""

    text: str
    places: tuple[float, ...]
    sure: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """The mean over the characters."""
        return float(np.mean(self.sure)) if self.sure else 0.0

    @property
    def letters(self) -> str:
        """The text without white space."""
        return "".join(self.text.split())

    def unsure(self, least: float) -> bool:
        """Whether some character's confidence is too low; spaces are left out, all dashes count as one."""
        told = ((c, p) for c, p in zip(self.text, self.sure, strict=True) if not c.isspace() and c not in DASHES)
        return any(p < (least if c.isalnum() else SIGN_CONFIDENCE_RATIO * least) for c, p in told)

    def between(self, start: float, end: float) -> Reading:
        """The characters from `start` to before `end`."""
        kept = [k for k, place in enumerate(self.places) if start <= place < end]
        return Reading(
            "".join(self.text[k] for k in kept),
            tuple(self.places[k] for k in kept),
            tuple(self.sure[k] for k in kept),
        )

    def within(self, start: float, end: float) -> Reading:
        """The same reading for a crop of which the one read is the part from `start` to `end`."""
        return Reading(self.text, tuple(start + p * (end - start) for p in self.places), self.sure)

    def spaced_as(self, other: Reading) -> Reading:
        """The same reading with the spaces at both ends that another one of the same crop has."""
        before = Reading(" ", (0.0,), (1.0,)) if other.text[:1].isspace() else NOTHING
        after = Reading(" ", (1.0,), (1.0,)) if other.text[-1:].isspace() else NOTHING
        return before + self + after

    def __add__(self, other: Reading) -> Reading:
        return Reading(self.text + other.text, self.places + other.places, self.sure + other.sure)


NOTHING = Reading("", (), ())


class Network:
    """One recognition network, its output layer cut to the alphabet."""

    def __init__(self, weights: Weights, full: bool) -> None:
        data, self._alphabet = recogniser(weights, (lambda c: True) if full else latin)
        self._session = session(data)
        self._input = self._session.get_inputs()[0].name

    def read(self, crop: NDArray[np.uint8]) -> Reading:
        """The text of a crop (height x width x 3, RGB)."""
        scale = INPUT_HEIGHT_PX / crop.shape[0]
        width = max(STEP_PX, min(MAX_INPUT_WIDTH_PX, round(crop.shape[1] * scale)))
        method = cv2.INTER_AREA if scale < 0.7 else cv2.INTER_LINEAR if scale < 1 else cv2.INTER_CUBIC
        resized: Any = cv2.resize(crop, (width, INPUT_HEIGHT_PX), interpolation=method)
        inputs = np.empty((1, 3, INPUT_HEIGHT_PX, max(INPUT_HEIGHT_PX, -(-width // STEP_PX) * STEP_PX)), np.float32)
        inputs[0, :, :, :width] = resized[:, :, ::-1].transpose(2, 0, 1)
        inputs[0, :, :, width:] = _edge(resized)[:, None, None]
        inputs /= 127.5
        inputs -= 1.0
        outputs: Any = self._session.run(None, {self._input: inputs})[0][0]
        return self._decoded(outputs, inputs.shape[3] / width)

    def _decoded(self, outputs: NDArray[np.float32], stretch: float) -> Reading:
        """Greedy CTC decoding: repeats merged, blanks dropped; a character is where its output is most confident."""
        best = outputs.argmax(axis=1)
        top = outputs[np.arange(len(best)), best].tolist()
        text, places, sure = [], [], []
        at = 0
        for number, group in groupby(best.tolist()):
            start, at = at, at + len(list(group))
            if number:
                weights = top[start:at]
                middle = sum((k + 0.5) * w for k, w in enumerate(weights, start)) / sum(weights)
                text.append(self._alphabet[number])
                places.append(min(1.0, middle / len(best) * stretch))
                sure.append(max(weights))
        return Reading(CAPITAL_I.sub("l", "".join(text)), tuple(places), tuple(sure))


def _edge(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The colour to pad with, BGR: that of the right edge."""
    return np.asarray(np.median(crop[:, -1], axis=0)[::-1], np.uint8)


class Recogniser:
    """Both networks and a bounded memory of crops already read, by their exact pixels.

    `reread` is the confidence, 0 to 1, below which the small network reads a word of the tiny one again; 0: never.
    """

    def __init__(self, full: bool, reread: float) -> None:
        self._reread = reread
        self._tiny = Network(TINY, full)
        self._load_small = partial(Network, SMALL, full)
        self._small: Network | None = None
        self._known: OrderedDict[tuple[tuple[int, ...], bytes], Reading] = OrderedDict()
        self.counts = {"tiny": 0, "small": 0, "known": 0}

    def read(self, crop: NDArray[np.uint8], inked: NDArray[np.bool_] | None = None) -> Reading:
        """The text of a crop (height x width x 3, RGB); `inked` says which of its columns hold ink, if that is known.

        The ink tells the least number of characters, and where words part.
        """
        key = (crop.shape, crop.tobytes())
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
            self.counts["known"] += 1
            return found
        found = self._read(crop, np.ones(crop.shape[1], np.bool_) if inked is None else inked)
        self._known[key] = found
        if len(self._known) > MAX_CACHED_CROPS:
            self._known.popitem(last=False)
        return found

    def _read(self, crop: NDArray[np.uint8], inked: NDArray[np.bool_]) -> Reading:
        """The tiny network's reading; the small one reads words of low confidence again, each with its neighbours.

        Alone, words are misread more often. On 2,560 lines that costs a third of reading whole lines again, and is as
        good.
        """
        self.counts["tiny"] += 1
        first = self._tiny.read(crop)
        if not first.text or not self._reread:
            return first
        width = crop.shape[1]
        edges = _word_edges(inked, round(MIN_WORD_GAP_HEIGHTS * crop.shape[0]))
        words = [first.between(a / width, b / width) for a, b in pairwise([*edges[:-1], 2 * width])]
        unsure = [
            w.unsure(self._reread) or _lost(w, inked, a, b) for w, (a, b) in zip(words, pairwise(edges), strict=True)
        ]
        again = [any(unsure[max(0, k - 1) : k + 2]) for k in range(len(words))]
        found = NOTHING
        for is_again, group in groupby(range(len(words)), key=again.__getitem__):
            numbers = list(group)
            before = sum((words[k] for k in numbers), NOTHING)
            found += self._again(crop, inked, edges[numbers[0]], edges[numbers[-1] + 1], before) if is_again else before
        return found

    def _again(
        self, crop: NDArray[np.uint8], inked: NDArray[np.bool_], start: int, end: int, before: Reading
    ) -> Reading:
        """The columns from `start` to `end` read by the small network, unless its confidence is lower than `before`.

        Where it loses characters too it gets the whole crop, or them at twice their width (doubled narrow letters).
        """
        width = crop.shape[1]
        left, right = start / width, end / width
        found = self._with_small(crop[:, start:end]).within(left, right)
        fewer = len(found.letters) < len(before.letters)
        if (fewer or _lost(found, inked, start, end)) and end - start < width:
            found = self._with_small(crop).between(left, right if end < width else 2.0)
        if _lost(found, inked, start, end):
            wide = self._with_small(np.repeat(crop[:, start:end], 2, axis=1)).within(left, right)
            if len(wide.letters) > len(found.letters) and wide.confidence > found.confidence - 0.08:
                found = wide
        found = found.spaced_as(before)
        lost = len(before.letters) < len(found.letters)
        return found if lost or found.confidence >= before.confidence - 0.05 else before

    def _with_small(self, crop: NDArray[np.uint8]) -> Reading:
        if self._small is None:
            self._small = self._load_small()
        self.counts["small"] += 1
        return self._small.read(crop)


def _lost(reading: Reading, inked: NDArray[np.bool_], start: int, end: int) -> bool:
    """Whether two columns enclose more pieces of ink than characters, or a piece where no character was read."""
    pieces = stretches(inked[start:end])
    if len(reading.letters) < len(pieces) - reading.text.count('"'):  # a quotation mark is two pieces
        return True
    places = [place for c, place in zip(reading.text, reading.places, strict=True) if not c.isspace()]
    if len(places) < 3:
        return False
    xs = np.array(places) * len(inked) - start
    nearest = np.abs(pieces.mean(axis=1)[:, None] - xs[None]).min(axis=1)
    return bool((nearest > MAX_UNREAD_DISTANCE_RATIO * float(np.median(np.diff(xs)))).any())


def _word_edges(inked: NDArray[np.bool_], gap: int) -> list[int]:
    """The columns at which words begin and end: in the middle of each gap wider than `gap` pixels."""
    ink = np.flatnonzero(inked)
    wide = np.flatnonzero(np.diff(ink) > gap + 1)
    return [0, *((ink[wide] + ink[wide + 1] + 1) // 2).tolist(), len(inked)]
