"""Pictures of lines become characters with positions: by the tiny network, by the small one where that is unsure."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from scanner.ocr.screen.weights import SMALL, TINY, Weights, latin, recogniser, session

HEIGHT = 48  # of the networks' input
STRIDE = 8  # pixels of input to one time step
SURE = 0.9  # the tiny network's word counts from this confidence of its least sure character on
CACHE = 4096  # crops remembered
MOST = 3200  # widest input; longer lines are read in pieces


@dataclass(frozen=True, slots=True)
class Reading:
    """Characters of one crop: where each stands (0 to 1 of the crop's width) and how sure the network is of it."""

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

    @property
    def least(self) -> float:
        return min(self.sure, default=0.0)


class Network:
    """One recognition network, its output layer cut to the alphabet."""

    def __init__(self, weights: Weights, full: bool) -> None:
        data, self._alphabet = recogniser(weights, (lambda c: True) if full else latin)
        self._session = session(data)
        self._input = self._session.get_inputs()[0].name

    def read(self, crop: NDArray[np.uint8]) -> Reading:
        """The text of a crop (height x width x 3, RGB)."""
        scale = HEIGHT / crop.shape[0]
        width = max(STRIDE, min(MOST, round(crop.shape[1] * scale)))
        method = cv2.INTER_AREA if scale < 0.7 else cv2.INTER_LINEAR if scale < 1 else cv2.INTER_CUBIC
        resized: Any = cv2.resize(crop, (width, HEIGHT), interpolation=method)
        padded = np.full((HEIGHT, max(HEIGHT, -(-width // STRIDE) * STRIDE), 3), _edge(resized), np.float32)
        padded[:, :width] = resized[:, :, ::-1]
        inputs = (padded.transpose(2, 0, 1)[None] / 127.5 - 1.0).astype(np.float32)
        outputs: Any = self._session.run(None, {self._input: inputs})[0][0]
        return self._decoded(outputs, padded.shape[1] / width)

    def _decoded(self, outputs: NDArray[np.float32], stretch: float) -> Reading:
        """Greedy CTC: repeated outputs merged, blanks dropped; a character stands where its output is surest."""
        best = outputs.argmax(axis=1)
        top = outputs[np.arange(len(best)), best]
        starts = np.flatnonzero(np.diff(best, prepend=-1))
        text, places, sure = [], [], []
        for start, end in zip(starts, [*starts[1:], len(best)], strict=True):
            if best[start]:
                steps = np.arange(start, end) + 0.5
                weight = top[start:end]
                text.append(self._alphabet[best[start]])
                places.append(min(1.0, float((steps * weight).sum() / weight.sum() / len(best) * stretch)))
                sure.append(float(weight.max()))
        return Reading("".join(text), tuple(places), tuple(sure))


def _edge(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The colour to pad with, BGR: that of the right edge."""
    return np.asarray(np.median(crop[:, -1], axis=0)[::-1], np.uint8)


class Recogniser:
    """Both networks and a bounded memory of crops already read, by their exact pixels."""

    def __init__(self, full: bool, sure: float = SURE) -> None:
        self._tiny = Network(TINY, full)
        self._load_small = partial(Network, SMALL, full)
        self._small: Network | None = None
        self._sure = sure
        self._known: OrderedDict[tuple[tuple[int, ...], bytes], Reading] = OrderedDict()
        self.counts = {"tiny": 0, "small": 0, "known": 0}

    def read(self, crop: NDArray[np.uint8], runs: int = 0) -> Reading:
        """The text of a crop (height x width x 3, RGB); `runs` is the least number of characters by its ink.

        A reading with fewer has lost some (doubled narrow letters): it is read again, at last at twice the width.
        """
        key = (crop.shape, crop.tobytes())
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
            self.counts["known"] += 1
            return found
        found = self._read(crop, runs)
        self._known[key] = found
        if len(self._known) > CACHE:
            self._known.popitem(last=False)
        return found

    def _read(self, crop: NDArray[np.uint8], runs: int) -> Reading:
        self.counts["tiny"] += 1
        first = self._tiny.read(crop)
        short = len(first.letters) < runs - first.text.count('"')
        if (first.least >= self._sure and not short) or not first.text:
            return first
        second = self._with_small(crop)
        if len(second.letters) < runs - second.text.count('"'):
            third = self._with_small(np.repeat(crop, 2, axis=1))
            if len(third.letters) > len(second.letters) and third.confidence > second.confidence - 0.08:
                return third
        return second if short or second.confidence >= first.confidence - 0.05 else first

    def _with_small(self, crop: NDArray[np.uint8]) -> Reading:
        if self._small is None:
            self._small = self._load_small()
        self.counts["small"] += 1
        return self._small.read(crop)
